"""The register of known senders: taking it in, and asking it who wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from depesche.desk.models import KnownSender, Rule
from depesche.intake.authenticity.organisations import ascii_domain
from depesche.intake.lookalike import Watch
from depesche.kit import surrogates

FREE_MAIL = frozenset(
    {"gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "gmail.com", "googlemail.com", "t-online.de", "freenet.de"}
    | {"outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "live.de", "yahoo.de", "yahoo.com", "icloud.com"}
    | {"me.com", "aol.com", "posteo.de", "mailbox.org", "proton.me", "protonmail.com", "arcor.de", "online.de"}
)
_GENERIC = frozenset(
    {"presse", "pressestelle", "presseservice", "pressedienst", "presseteam", "pressebüro", "press", "medien", "media"}
    | {"medienstelle", "kommunikation", "newsroom", "newsletter", "redaktion", "service", "info", "team", "office"}
    | {"der", "die", "das", "des", "und", "für", "von", "via"}
)
"""Words that any press office may hang on its organisation's name."""
_WORD = re.compile(r"\w+")
_SHORTEST_NAME = 8
"""Letters of an organisation's name from which a foreign sender of that name is told of."""
_MOST_REMEMBERED = 10_000
_IN_NAME = re.compile(r"[\w.-]+\.[a-z]{2,}", re.IGNORECASE)


class RegisterError(ValueError):
    """The file is no register; the message says where it went wrong."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register says of a sender. `lookalike_by`: `domain` or `name`, whichever is like the known one's."""

    known: bool = False
    lookalike_of: str = ""
    lookalike_by: str = ""
    source: KnownSender | None = None


@dataclass(slots=True)
class Register:
    """The register in memory. A domain that everybody has addresses under only makes those known that are listed."""

    sources: Mapping[str, KnownSender]
    _addresses: dict[str, KnownSender] = field(init=False)
    _by_ascii: dict[str, KnownSender] = field(init=False)
    _by_name: dict[str, str] = field(init=False)
    _watch: Watch = field(init=False)
    _resembling: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._addresses = {address.lower(): source for source in self.sources.values() for address in source.addresses}
        self._by_ascii = {ascii_domain(domain) or domain: source for domain, source in self.sources.items()}
        names = {_bare(source.organisation): domain for domain, source in self.sources.items()}
        self._by_name = {name: domain for name, domain in names.items() if len(name) >= _SHORTEST_NAME}
        self._watch = Watch(one for one in self.sources if one not in FREE_MAIL)

    @classmethod
    def load(cls) -> Register:
        """The register as it stands. Read anew only when it changed."""
        mark = KnownSender.objects.aggregate(Count("pk"), Max("changed_at"), Max("pk"))
        return _load(*mark.values())

    def standing(self, address: str, *, name: str = "") -> Standing:
        """Whether the sender of a mail is known, by address or by domain, or else whom its domain or name resembles."""
        if found := self._addresses.get(address.lower()):
            return Standing(known=True, source=found)
        domain = address.rpartition("@")[2].lower() if "@" in address else ""
        if not domain:
            return Standing()
        source = self._by_domain(domain)
        if source is not None:
            return Standing(known=True, source=source)
        if resembled := self._resembles(domain):
            return Standing(lookalike_of=resembled, lookalike_by="domain")
        if resembled := self._names(name):
            return Standing(lookalike_of=resembled, lookalike_by="name")
        return Standing()

    def named(self, source: str) -> KnownSender | None:
        """The known sender of a wire or feed, which has no address, by the name of its source."""
        wanted = source.strip().casefold()
        if not wanted:
            return None
        found = (one for one in self.sources.values() if wanted in (one.domain, one.organisation.strip().casefold()))
        return next(found, None)

    def _by_domain(self, domain: str) -> KnownSender | None:
        labels = (ascii_domain(domain) or domain).split(".")
        for start in range(len(labels) - 1):
            found = self._by_ascii.get(".".join(labels[start:]))
            if found is not None and not (found.domain in FREE_MAIL and found.addresses):
                return found
        return None

    def _resembles(self, domain: str) -> str:
        if domain in FREE_MAIL:
            return ""
        if domain not in self._resembling:
            if len(self._resembling) >= _MOST_REMEMBERED:
                self._resembling.clear()
            self._resembling[domain] = self._watch.find(domain)
        return self._resembling[domain]

    def _names(self, name: str) -> str:
        """The known domain whose organisation, domain or address the sender's display name claims."""
        if found := self._by_name.get(_bare(name)):
            return found
        for match in _IN_NAME.finditer(name[:500]):
            source = self._by_domain(match[0].lower())
            if source is not None and source.domain not in FREE_MAIL:
                return source.domain
        return ""


@lru_cache(maxsize=1)
def _load(*_mark: Any) -> Register:
    return Register({source.domain: source for source in KnownSender.objects.all()})


def _bare(name: str) -> str:
    """A name without the words that any press office hangs on its own."""
    words = [word for word in _WORD.findall(name[:300].casefold()) if word not in _GENERIC]
    return "".join(words)


def take_in(document: Any) -> int:
    """Add or update the sources of a register as `depesche sources import` reads it; how many there were.

    Raises RegisterError and then changes nothing.
    """
    document = surrogates.replaced_in(document)
    if not isinstance(document, dict) or not isinstance(document.get("known"), list):
        raise RegisterError('expected an object with a list under "known"')
    rows = [_row(number, entry) for number, entry in enumerate(document["known"], 1)]
    with transaction.atomic():
        for row in rows:
            KnownSender.objects.update_or_create(domain=row.pop("domain"), defaults=row)
    return len(rows)


def _row(number: int, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise RegisterError(f"entry {number} is no object")
    domain = entry.get("domain")
    if not isinstance(domain, str) or not domain.strip(". "):
        raise RegisterError(f'entry {number} has no "domain"')
    addresses = entry.get("addresses") or []
    if not isinstance(addresses, list) or not all(isinstance(address, str) for address in addresses):
        raise RegisterError(f'entry {number}: "addresses" must be a list of strings')
    row = {
        "domain": domain.strip().lower().strip(".").removeprefix("@")[:253],
        "organisation": _text(number, entry, "organisation")[:300],
        "addresses": sorted({address.strip().lower() for address in addresses if address.strip()}),
    }
    optional: Iterable[tuple[str, int]] = (("trust", 40), ("section", 100), ("language", 10), ("usage_terms", 2_000))
    row |= {name: _text(number, entry, name)[:length] for name, length in optional if name in entry}
    if "rule" in entry:
        row["rule"] = _text(number, entry, "rule") or Rule.NONE
        if row["rule"] not in Rule.values:
            raise RegisterError(f'entry {number}: "rule" must be one of {", ".join(Rule.values)}')
    return row


def _text(number: int, entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    if value is None:
        return ""
    if isinstance(value, str | int | float | bool):
        return str(value).strip()
    raise RegisterError(f'entry {number}: "{name}" must be a string')
