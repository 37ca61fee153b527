"""Which addresses a fetch may go to: those of the public internet, in whatever way they are written.

The lists follow the IANA special-purpose registries (RFC 6890). An IPv6 address that carries an IPv4 address is
judged by both.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from depesche.kit.trouble import Code, Trouble

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
LONGEST_URL = 2000
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_NEVER = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",
            "169.254.0.0/16",  # link-local, where clouds keep their metadata
            "192.0.0.0/24",  # Oracle's metadata lies here
            "100.100.100.200/32",  # Alibaba's
            "168.63.129.16/32",  # Azure's, though public by its number
            "192.88.99.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "fe80::/10",
            "fec0::/10",
            "fd00:ec2::/32",  # Amazon's metadata over IPv6
            "fd20:ce::/32",  # Google's
            "ff00::/8",
            "2001::/32",  # Teredo
            "100::/64",
            "5f00::/16",
        ),
    )
)
_PRIVATE = tuple(
    map(
        ipaddress.ip_network,
        ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"),
    )
)


@dataclass(frozen=True, slots=True)
class Target:
    """A checked `http` or `https` address. `host` is lower-case ASCII; `authority` is what the Host header says."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def parse(url: str) -> Target:
    """`url` as a target, without its fragment. Raises Trouble (ADDRESS) when it is nothing that may be fetched."""
    if len(url) > LONGEST_URL or not url.isprintable() or "\\" in url or " " in url:
        raise Trouble(Code.ADDRESS, "unreadable")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Trouble(Code.ADDRESS, "unreadable") from None
    if parts.scheme not in _PORTS:
        raise Trouble(Code.ADDRESS, "scheme")
    if parts.username is not None or parts.password is not None:
        raise Trouble(Code.ADDRESS, "credentials")
    if port == 0:
        raise Trouble(Code.ADDRESS, "unreadable")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, _host(host), port or _PORTS[parts.scheme], _ascii(path))


def check(address: str, *, private: bool) -> None:
    """Raise Trouble unless the IP `address` is public, or with `private` also of our own networks.

    FORBIDDEN means that `private` would allow it, NEVER that nothing does.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if not is_allowed(found, private=private):
        raise Trouble(Code.FORBIDDEN if is_allowed(found, private=True) else Code.NEVER, address)


def literal(host: str) -> bool:
    """Whether `host` is an IP address and needs no look-up."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_allowed(address: IP, *, private: bool) -> bool:
    return all(_is_plainly_allowed(one, private=private) for one in _carried(address))


def _is_plainly_allowed(address: IP, *, private: bool) -> bool:
    if any(address in network for network in _NEVER):
        return False
    if any(address in network for network in _PRIVATE):
        return private
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: IP) -> Iterator[IP]:
    """The address and the IPv4 address inside it; a mapped one is nothing but that."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    elif address.sixtofour:
        yield from (address, address.sixtofour)
    else:
        yield address


def _host(host: str) -> str:
    """The host as it is looked up. Numbers that only some programs read as an address (octal, just one) are refused."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise Trouble(Code.ADDRESS, "unreadable") from None
    labels = name.split(".")
    if not name or len(name) > 253 or not all(labels) or any(c not in _HOST_CHARACTERS for c in name):
        raise Trouble(Code.ADDRESS, "host")
    if labels[-1].isdigit() or labels[-1].startswith("0x"):
        raise Trouble(Code.NEVER, host)
    return name


_HOST_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


def _ascii(path: str) -> str:
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path)
