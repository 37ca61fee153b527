"""Who is asking: the address a request came from, and the scheme it was sent by, as far as proxies can be believed."""

from __future__ import annotations

import functools
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

_FORWARDING = frozenset(
    {b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded", b"x-real-ip", b"via"}
)


@dataclass(frozen=True, slots=True)
class Client:
    """`address` is an IP address, or `unknown`. `direct` is false when any proxy says it stands in between."""

    address: str
    scheme: str
    direct: bool

    @property
    def is_loopback(self) -> bool:
        """Whether somebody on this machine asks by themselves, and not a proxy for somebody else."""
        try:
            return self.direct and ipaddress.ip_address(self.address).is_loopback
        except ValueError:
            return False


class Trust:
    """The proxies whose word is taken: addresses and networks, separated by commas."""

    def __init__(self, proxies: str) -> None:
        """Raises `ValueError` for what is neither address nor network."""
        items = [item.strip() for item in proxies.split(",")]
        self._networks = [ipaddress.ip_network(item, strict=False) for item in items if item]
        self._believes = functools.lru_cache(maxsize=1024)(self._compute)

    def believes(self, address: str) -> bool:
        return len(address) < 64 and self._believes(address)

    def client(self, peer: str | None, headers: Iterable[tuple[bytes, bytes]]) -> Client:
        """Whom a request is from. `peer` is the other end of the connection; header names are in small letters.

        `X-Forwarded-For` is read from the right: the first address that is no trusted proxy is the client.
        """
        address = peer or "unknown"
        forwarded = [(name, value) for name, value in headers if name in _FORWARDING]
        if not forwarded:
            return Client(address, "http", direct=True)
        if not self.believes(address):
            return Client(address, "http", direct=False)
        chain = b",".join(value for name, value in forwarded if name == b"x-forwarded-for").decode("latin-1")
        for item in reversed(chain.split(",")):
            said = _address(item)
            if said is None:
                break
            address = said
            if not self.believes(said):
                break
        protocols = [value.strip().lower() for name, value in forwarded if name == b"x-forwarded-proto"]
        return Client(address, "https" if protocols[-1:] == [b"https"] else "http", direct=False)

    def _compute(self, address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)


def _address(text: str) -> str | None:
    """An address as proxies write it: with or without brackets and port. None when it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
