"""Macros of SPF, such as `%{ir}.%{v}._spf.%{d}` (RFC 7208, 7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote

_MACRO = re.compile(r"%(?:([%_-])|\{([A-Za-z])(\d{0,3})([rR]?)([-.+,/_=]*)\})")
_LITERAL = {"%": "%", "_": " ", "-": "%20"}
_LONGEST = 253


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What macros stand for. `sender` is a whole address; `validated` asks for the name of the client when needed."""

    address: IPv4Address | IPv6Address
    sender: str
    helo: str
    validated: Callable[[], str]


def expand(text: str, domain: str, values: Values) -> str:
    """A domain with its macros replaced; where it grows too long, labels go from the left."""

    def replaced(match: re.Match[str]) -> str:
        if match[1]:
            return _LITERAL[match[1]]
        value = _transformed(_value(match[2].lower(), domain, values), match[3], match[4], match[5])
        return quote(value, safe="-._~") if match[2].isupper() else value

    name = _MACRO.sub(replaced, text).rstrip(".")
    while len(name) > _LONGEST and "." in name:
        name = name.partition(".")[2]
    return name


def _value(letter: str, domain: str, values: Values) -> str:
    local, _, sender_domain = values.sender.rpartition("@")
    plain = {
        "s": values.sender,
        "l": local,
        "o": sender_domain,
        "d": domain,
        "i": _dotted(values.address),
        "h": values.helo,
        "v": "in-addr" if values.address.version == 4 else "ip6",
        "c": str(values.address),
        "r": "unknown",
        "t": "0",
    }
    return values.validated() if letter == "p" else plain[letter]


def _dotted(address: IPv4Address | IPv6Address) -> str:
    return str(address) if address.version == 4 else ".".join(address.exploded.replace(":", ""))


def _transformed(value: str, digits: str, reverse: str, delimiters: str) -> str:
    parts = re.split(f"[{re.escape(delimiters or '.')}]", value)
    if reverse:
        parts.reverse()
    return ".".join(parts[-int(digits) :] if digits and int(digits) else parts)
