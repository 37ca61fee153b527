"""The real resolver, held to a few seconds: time-outs, a memory of answers, and a break when nobody answers."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import dns.exception
import dns.name
import dns.resolver

from depesche.intake.authenticity.names import Unanswered
from depesche.intake.authenticity.organisations import organisation

PATIENCE = 2.0
"""Seconds one question may take, all servers and repetitions together."""
_LONGEST_KEPT, _NOTHING_KEPT, _TROUBLE_KEPT = 3600.0, 300.0, 60.0
_MOST_KEPT = 20_000
_IN_A_ROW = 3
"""So many organisations whose servers time out, one after the other, mean that it is not their fault but ours."""
_SHORTEST_BREAK, _LONGEST_BREAK = 15.0, 300.0
_MOST_RECORDS = 50
_NOWHERE = frozenset({"example", "invalid", "localhost", "test"})
"""Endings under which nothing exists and nobody need be asked (RFC 6761)."""


class DnsNames:
    """Asks the servers this machine is set up with. May be shared between threads."""

    def __init__(self, *, resolver: Any = None, timer: Callable[[], float] = time.monotonic) -> None:
        self._resolver = resolver
        self._timer = timer
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], tuple[float, list[str] | None]] = OrderedDict()
        self._silent: set[str] = set()
        self._break = _SHORTEST_BREAK
        self._open_again = 0.0

    def ask(self, name: str, kind: str) -> list[str]:
        key = (name.rstrip(".").lower(), kind)
        if key[0].rpartition(".")[2] in _NOWHERE:
            return []
        with self._lock:
            until, answers = self._kept.get(key, (0.0, None))
            if until > self._timer():
                if answers is None:
                    raise Unanswered(name)
                return list(answers)
            if self._timer() < self._open_again:
                raise Unanswered("no answers for a while; it is tried again later")
        return self._asked(key)

    def _asked(self, key: tuple[str, str]) -> list[str]:
        name, kind = key
        try:
            answer = self._system().resolve(name + ".", kind, lifetime=PATIENCE, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.YXDOMAIN, dns.name.NameTooLong):
            return self._answered(key, [], _NOTHING_KEPT)
        except (dns.exception.SyntaxError, dns.name.EmptyLabel, dns.name.LabelTooLong, UnicodeError):
            return self._answered(key, [], _NOTHING_KEPT)
        except dns.resolver.NoNameservers as error:  # a server answered, and not usefully
            self._keep(key, None, _TROUBLE_KEPT)
            raise Unanswered(str(error)) from error
        except (dns.exception.DNSException, OSError) as error:
            self._keep(key, None, _TROUBLE_KEPT)
            self._unheard(name)
            raise Unanswered(str(error)) from error
        texts = [_text(record, kind) for record in list(answer)[:_MOST_RECORDS]]
        return self._answered(key, texts, min(float(answer.rrset.ttl), _LONGEST_KEPT))

    def _answered(self, key: tuple[str, str], answers: list[str], seconds: float) -> list[str]:
        with self._lock:
            self._silent.clear()
            self._break = _SHORTEST_BREAK
        self._keep(key, answers, seconds)
        return list(answers)

    def _unheard(self, name: str) -> None:
        with self._lock:
            self._silent.add(organisation(name) or name)
            if len(self._silent) >= _IN_A_ROW:
                self._open_again = self._timer() + self._break
                self._break = min(self._break * 2, _LONGEST_BREAK)

    def _keep(self, key: tuple[str, str], answers: list[str] | None, seconds: float) -> None:
        with self._lock:
            self._kept[key] = (self._timer() + seconds, answers)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)

    def _system(self) -> Any:
        """The system's resolver. Raises `dns.resolver.NoResolverConfiguration`."""
        if self._resolver is None:
            self._resolver = dns.resolver.Resolver()
        return self._resolver


def _text(record: Any, kind: str) -> str:
    if kind == "TXT":
        return b"".join(record.strings).decode("utf-8", "surrogateescape")
    if kind == "MX":
        return str(record.exchange).rstrip(".")
    if kind == "PTR":
        return str(record.target).rstrip(".")
    return str(record.address)
