"""The register of known senders: taking it in, and asking it who wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from depesche.intake import lookalike
from depesche.intake.models import KnownSource
from depesche.kit import surrogates

_FREE_MAIL = frozenset(
    {"gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "gmail.com", "googlemail.com", "t-online.de", "freenet.de"}
    | {"outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "live.de", "yahoo.de", "yahoo.com", "icloud.com"}
    | {"me.com", "aol.com", "posteo.de", "mailbox.org", "proton.me", "protonmail.com", "arcor.de", "online.de"}
)


class RegisterError(ValueError):
    """The file is no register; the message says where it went wrong."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register says of a sender."""

    known: bool = False
    lookalike_of: str = ""
    source: KnownSource | None = None


@dataclass(slots=True)
class Register:
    """The register in memory. A domain that everybody has addresses under only makes those known that are listed."""

    sources: Mapping[str, KnownSource]
    _addresses: dict[str, KnownSource] = field(init=False)
    _resembling: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._addresses = {address.lower(): source for source in self.sources.values() for address in source.addresses}

    @classmethod
    def load(cls) -> Register:
        return cls({source.domain: source for source in KnownSource.objects.all()})

    def standing(self, address: str) -> Standing:
        """Whether the sender of a mail is known, by address or by domain, or else whom the domain resembles."""
        if found := self._addresses.get(address.lower()):
            return Standing(known=True, source=found)
        domain = address.rpartition("@")[2].lower() if "@" in address else ""
        if not domain:
            return Standing()
        source = self._by_domain(domain)
        if source is not None:
            return Standing(known=True, source=source)
        return Standing(lookalike_of=self._resembles(domain))

    def _by_domain(self, domain: str) -> KnownSource | None:
        labels = domain.split(".")
        for start in range(len(labels) - 1):
            name = ".".join(labels[start:])
            if name in self.sources and not (name in _FREE_MAIL and self.sources[name].addresses):
                return self.sources[name]
        return None

    def _resembles(self, domain: str) -> str:
        if domain in _FREE_MAIL:
            return ""
        if domain not in self._resembling:
            self._resembling[domain] = lookalike.find(domain, (one for one in self.sources if one not in _FREE_MAIL))
        return self._resembling[domain]


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
            KnownSource.objects.update_or_create(domain=row.pop("domain"), defaults=row)
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
    optional: Iterable[tuple[str, int]] = (("trust", 40), ("section", 100), ("language", 10))
    return row | {name: _text(number, entry, name)[:length] for name, length in optional if name in entry}


def _text(number: int, entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    if value is None:
        return ""
    if isinstance(value, str | int | float | bool):
        return str(value).strip()
    raise RegisterError(f'entry {number}: "{name}" must be a string')
