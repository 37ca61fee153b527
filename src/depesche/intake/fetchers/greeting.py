"""What the mail listener calls itself in its greeting (RFC 5321, 4.1.2 and 4.1.3): a name of the DNS, or an address.

A bare IP address, which some servers refuse to talk to, is never said: addresses stand in brackets.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from depesche.kit.config import Config

PATIENCE = 1.0
"""Seconds in which the machine's own name must be known; a resolver that does not answer shall not hold the door."""


def name(config: Config, *, machine: Callable[[], str] = socket.getfqdn) -> str:
    """The host of the public address, else the machine's full name, else the address listened on, in brackets."""
    host = urlsplit(config.public_url).hostname or ""
    return _domain(host) or _literal(host) or _domain(_soon(machine)) or _literal(config.host) or "[127.0.0.1]"


def _domain(host: str) -> str:
    """`host` as it travels (RFC 5890), when it is a name with a dot in it and no address."""
    if _address(host) or "." not in host.strip("."):
        return ""
    try:
        ascii_form = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return "" if ascii_form.endswith((".arpa", ".localdomain")) else ascii_form


def _literal(host: str) -> str:
    address = _address(host)
    if address is None or address.is_unspecified:
        return ""
    return f"[{address}]" if address.version == 4 else f"[IPv6:{address}]"


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _soon(ask: Callable[[], str]) -> str:
    answers: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=lambda: answers.put(ask()), name="own-name", daemon=True).start()
    try:
        return answers.get(timeout=PATIENCE)
    except queue.Empty:
        return ""
