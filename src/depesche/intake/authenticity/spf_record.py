"""An SPF record taken apart (RFC 7208, 4.6, 5 and 12). A mistake anywhere spoils all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

QUALIFIERS = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}
_LONGEST = 10_000
_MOST_TERMS = 200
_VERSION = re.compile(r"v=spf1(?: |$)", re.IGNORECASE)
_MODIFIER = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*)=(.*)", re.DOTALL)
_MECHANISM = re.compile(r"([-+~?]?)([A-Za-z][A-Za-z0-9_.-]*)(:[^/]*(?:/[^0-9/][^/]*)*)?(/\d{1,3})?(//\d{1,3})?")
_EXPANSION = re.compile(r"%(?:[%_-]|\{[slodiphcrtvSLODIPHCRTV]\d{0,3}[rR]?[-.+,/_=]*\})")
_ONLY_EXPLAINING = re.compile(r"%\{[crtCRT]")
_LAST_LABEL = re.compile(r"\.(?![0-9]+\.?$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?$")


class BadRecord(ValueError):
    """The record does not follow its grammar."""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One rule. `domain` may hold macros; `v4` and `v6` are prefix lengths."""

    qualifier: str
    name: str
    domain: str = ""
    v4: int = 32
    v6: int = 128
    network: IPv4Network | IPv6Network | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Mechanisms in their order, and where to go on when none of them matches."""

    mechanisms: tuple[Mechanism, ...]
    redirect: str = ""


def is_spf(text: str) -> bool:
    """Whether a TXT record is one of SPF's."""
    return bool(_VERSION.match(text))


def read(text: str) -> Record:
    """Raises `BadRecord`."""
    terms = text.split(" ")[1:]
    if len(text) > _LONGEST or len(terms) > _MOST_TERMS or not text.isascii():
        raise BadRecord("too long, or not ASCII")
    mechanisms: list[Mechanism] = []
    modifiers: dict[str, str] = {}
    for term in filter(None, terms):
        if modifier := _MODIFIER.fullmatch(term):
            name, value = modifier[1].lower(), modifier[2]
            if name in ("redirect", "exp"):
                if name in modifiers:
                    raise BadRecord(term)
                modifiers[name] = _domain_spec(value)
            else:
                _check_macros(value)
        else:
            mechanisms.append(_mechanism(term))
    return Record(tuple(mechanisms), modifiers.get("redirect", ""))


def _mechanism(term: str) -> Mechanism:
    match = _MECHANISM.fullmatch(term)
    name = match[2].lower() if match else ""
    if name in ("ip4", "ip6"):
        return _network(term)
    if match is None:
        raise BadRecord(term)
    qualifier, domain = QUALIFIERS[match[1] or "+"], match[3]
    lengths = match[4] or match[5]
    if name == "all" and domain is None and not lengths:
        return Mechanism(qualifier, name)
    if name in ("include", "exists") and domain and not lengths:
        return Mechanism(qualifier, name, _domain_spec(domain[1:]))
    if name == "ptr" and not lengths:
        return Mechanism(qualifier, name, _domain_spec(domain[1:]) if domain is not None else "")
    if name in ("a", "mx"):
        return Mechanism(
            qualifier,
            name,
            _domain_spec(domain[1:]) if domain is not None else "",
            v4=_length(match[4], slashes=1, most=32),
            v6=_length(match[5], slashes=2, most=128),
        )
    raise BadRecord(term)


def _network(term: str) -> Mechanism:
    head, _, value = term.partition(":")
    qualifier, name = (head[0], head[1:]) if head[0] in QUALIFIERS else ("+", head)
    length = value.partition("/")[2]
    if "/" in value and not (length.isdecimal() and (length == "0" or not length.startswith("0"))):
        raise BadRecord(term)
    try:
        network = ip_network(value, strict=False)
    except ValueError as error:
        raise BadRecord(term) from error
    if network.version != int(name[-1]):
        raise BadRecord(term)
    return Mechanism(QUALIFIERS[qualifier], name.lower(), network=network)


def _length(text: str | None, *, slashes: int, most: int) -> int:
    if text is None:
        return most
    digits = text[slashes:]
    if int(digits) > most or (digits.startswith("0") and digits != "0"):
        raise BadRecord(text)
    return int(digits)


def _domain_spec(text: str) -> str:
    """A domain, or one made of macros: it ends in a macro, or in a dot and a top-level name (RFC 7208, 7.1)."""
    _check_macros(text)
    if _ONLY_EXPLAINING.search(text):
        raise BadRecord(text)
    macros = list(_EXPANSION.finditer(text))
    if not (macros and macros[-1].end() == len(text)) and not _LAST_LABEL.search(text):
        raise BadRecord(text)
    return text


def _check_macros(text: str) -> None:
    rest = _EXPANSION.sub("", text)
    if "%" in rest or any(not 0x21 <= ord(letter) <= 0x7E for letter in rest):
        raise BadRecord(text)
