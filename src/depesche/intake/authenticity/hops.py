"""Which machine handed a mail over, and for which envelope: from the receipt, or from what our own server noted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from depesche.intake.arrivals import Circumstances
from depesche.intake.mail import addresses
from depesche.intake.mail.headers import Headers

_FROM = re.compile(
    r"from ([A-Za-z0-9_.\-\[\]:]{1,255}) \([^()\[\]]{0,500}\[(?:IPv6:)?([0-9A-Fa-f:.]{2,45})\]", re.IGNORECASE
)
_LONGEST = 5_000
_INSIDE: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(text)
    for text in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10"),
        *("0.0.0.0/8", "::1/128", "fc00::/7", "fe80::/10"),
    )
)


@dataclass(frozen=True, slots=True)
class Hop:
    """A client's address, its greeting and the envelope's sender ("" for the null reverse path)."""

    client: str
    helo: str
    mail_from: str


def last(headers: Headers, how: Circumstances) -> Hop | None:
    """The hop into the house; None when nobody can tell."""
    if how.peer and not _is_inside(how.peer):
        return Hop(how.peer, how.helo, how.mail_from or "")
    if how.mail_from is not None:
        return _relayed(headers, how.mail_from)
    return _noted(headers)


def _relayed(headers: Headers, mail_from: str) -> Hop | None:
    """What the house's own mail server, which passed the mail on to us, wrote on top of it."""
    found = _received(headers)
    return Hop(*found, mail_from) if found else None


def _noted(headers: Headers) -> Hop | None:
    """What the last server noted on delivery: `Return-Path` on top and the `Received` below it (RFC 5321, 4.4).

    Only both together, and only of a client from outside: a mail that was copied, or moved on inside a house, has
    another line on top, and what stands further down the sender may have written.
    """
    trace = [name for name, _ in headers.fields if name in ("return-path", "received")]
    if trace[:2] != ["return-path", "received"] or trace.count("return-path") > 1:
        return None
    found = _received(headers)
    return Hop(*found, addresses.first(headers.raw("return-path")).email) if found else None


def _received(headers: Headers) -> tuple[str, str] | None:
    """Address and greeting of the client in the top `Received`, if it came from outside."""
    match = _FROM.match(" ".join(headers.text("received")[:_LONGEST].split()))
    return (match[2], match[1]) if match and not _is_inside(match[2]) else None


def _is_inside(text: str) -> bool:
    """An address of the house itself, or none at all."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return True
    return any(address.version == network.version and address in network for network in _INSIDE)
