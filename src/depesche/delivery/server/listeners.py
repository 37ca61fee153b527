"""Listening sockets: one for each front on the same port, made and kept by the supervisor.

With SO_REUSEPORT the kernel spreads connections evenly over the sockets, where processes that share one socket
snatch them from each other unevenly. Because the supervisor keeps the sockets open, connections that come while a
front is being started again wait in its queue instead of being refused.
"""

from __future__ import annotations

import errno
import socket

_BACKLOG = 2048
_Address = tuple[socket.AddressFamily, str]


class PortTaken(Exception):
    """The address cannot be listened on; the message says why and what to do."""


def open_listeners(host: str, port: int, *, fronts: int, setting: str) -> list[list[socket.socket]]:
    """For each front, a listening socket for each address of `host`. Port 0 picks a free one.

    Raises `PortTaken`, naming the setting that holds the port.
    """
    addresses = _addresses(host, port)
    check_free(host, port, setting=setting)
    opened: list[list[socket.socket]] = []
    for _ in range(fronts):
        opened.append([_listen(address, port, setting) for address in addresses])
        port = opened[0][0].getsockname()[1]
    return opened


def check_free(host: str, port: int, *, setting: str) -> None:
    """Raise `PortTaken` when somebody listens there, other servers that share their port included."""
    for address in _addresses(host, port):
        with _bound(address, port, setting, shared=False):
            pass


def _addresses(host: str, port: int) -> list[_Address]:
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise PortTaken(f"DEPESCHE_HOST: {host!r} is no address of this machine ({error.strerror or error})") from None
    return list(dict.fromkeys((family, str(address[0])) for family, _, _, _, address in found))


def _listen(address: _Address, port: int, setting: str) -> socket.socket:
    listener = _bound(address, port, setting, shared=True)
    listener.listen(_BACKLOG)
    listener.setblocking(False)
    return listener


def _bound(address: _Address, port: int, setting: str, *, shared: bool) -> socket.socket:
    family, host = address
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            problem = f"port {port} on {host} is taken by another program; stop that one or set {setting}"
        else:
            problem = f"port {port} on {host} cannot be used ({error.strerror}); set {setting}"
        raise PortTaken(problem) from None
    return bound
