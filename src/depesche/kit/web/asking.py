"""One question to a web server, redirects followed, and its answer."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from urllib.parse import urljoin

import httpcore
import httpx

from depesche.kit.trouble import Code, Trouble
from depesche.kit.web import addresses, bodies
from depesche.kit.web.addresses import Target
from depesche.kit.web.lines import Connector, Deadline, PinnedBackend, Resolver, connect, resolve

MOST_REDIRECTS = 5
AGENT = f"Depesche/{version('depesche')} (newsroom; reads feeds)"
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Header names are lower-case; of a header that came twice the values are joined by a comma.

    `moved_to` is the new address when everything on the way there was a permanent redirect, else "".
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`size` in bytes, for the body before and after decoding; `seconds` from the look-up to the last byte."""

    size: int = 8 * 1024 * 1024
    seconds: float = 30.0
    stall: float = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """Asks web servers. Proxies named in the environment are passed over: they would resolve for us.

    `private` also allows loopback and private networks, for tests and intranets; never link-local ones.
    `redirects` are the most that are followed.
    """

    private: bool = False
    redirects: int = MOST_REDIRECTS
    limits: Limits = Limits()
    resolver: Resolver = resolve
    connector: Connector = connect
    monotonic: Callable[[], float] = time.monotonic
    tls: ssl.SSLContext = field(default_factory=lambda: httpx.create_ssl_context(trust_env=False))

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """GET `url`. Raises Trouble; an answer of any status is an answer."""
        return self._ask("GET", url, headers or {}, b"")

    def post(self, url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        """POST once. A redirect is followed only where it keeps the method (307, 308)."""
        return self._ask("POST", url, headers or {}, body)

    def _ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        deadline = Deadline(self.limits.seconds, monotonic=self.monotonic)
        target, for_good = addresses.parse(url), True
        moved_to = ""
        for _step in range(self.redirects + 1):
            answer = self._once(method, target, headers, body, deadline)
            location = answer.headers.get("location", "")
            if answer.status not in _MOVED or not location or (method == "POST" and answer.status not in (307, 308)):
                return Answer(answer.status, answer.headers, answer.body, target.url, moved_to)
            before, target = target, addresses.parse(urljoin(target.url, location))
            if before.scheme == "https" and target.scheme == "http":
                raise Trouble(Code.REDIRECTS, "https -> http")
            for_good = for_good and answer.status in _FOR_GOOD
            moved_to = target.url if for_good else ""
        raise Trouble(Code.REDIRECTS, str(self.redirects))

    def _once(self, method: str, target: Target, headers: Mapping[str, str], body: bytes, deadline: Deadline) -> Answer:
        backend = PinnedBackend(deadline, private=self.private, resolver=self.resolver, connector=self.connector)
        asked = {
            "Host": target.authority,
            "User-Agent": AGENT,
            "Accept-Encoding": bodies.ACCEPTED,
            "Connection": "close",
            **headers,
        }
        patience = {"timeout": {"read": self.limits.stall, "write": self.limits.stall}}
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self.tls, network_backend=backend, max_connections=1) as pool,
                pool.stream(
                    method, target.url, headers=list(asked.items()), content=body or None, extensions=patience
                ) as response,
            ):
                found = _headers(response)
                return Answer(response.status, found, self._body(response, found, deadline), target.url)
        except TimeoutError:
            raise Trouble(Code.TOO_SLOW) from None
        except ssl.SSLEOFError:
            raise Trouble(Code.REFUSED, "TLS") from None
        except ssl.SSLError as error:
            raise Trouble(Code.TLS, getattr(error, "verify_message", "") or error.reason or "") from None
        except OSError as error:
            raise Trouble(Code.REFUSED, error.strerror or "") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise Trouble(Code.PROTOCOL, str(error)) from None

    def _body(self, response: httpcore.Response, headers: Mapping[str, str], deadline: Deadline) -> bytes:
        if response.status in _MOVED:
            return b""
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:18]) > self.limits.size:
            raise Trouble(Code.TOO_LARGE, str(self.limits.size))
        pieces = (piece for piece in response.iter_stream() if deadline.left())
        return bodies.read(pieces, coding=headers.get("content-encoding", ""), limit=self.limits.size)


def _headers(response: httpcore.Response) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in response.headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found
