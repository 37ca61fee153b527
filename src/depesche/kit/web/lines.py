"""Connections to addresses that were looked up and checked first; they end in time, however slowly bytes drip."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from depesche.kit.trouble import Code, Trouble
from depesche.kit.web import addresses

Resolver = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host, best first. Raises OSError when there are none."""
Connector = Callable[[str, int, float], socket.socket]
"""Opens a TCP connection to an IP address within some seconds. Raises OSError."""

_EACH_ADDRESS = 10.0
_MOST_ADDRESSES = 4


def resolve(host: str, port: int) -> Sequence[str]:
    """The system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """The system's TCP."""
    return socket.create_connection((address, port), timeout=seconds)


class Deadline:
    """A moment after which nothing more is waited for. Raises Trouble (TOO_SLOW) when it has passed."""

    def __init__(self, seconds: float, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._end = monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        left = self._end - self._monotonic()
        if left <= 0:
            raise Trouble(Code.TOO_SLOW)
        return left if most is None else min(left, most)


class Line(httpcore.NetworkStream):
    """One TCP or TLS connection that knows its deadline."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._socket = line
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._socket.settimeout(self._deadline.left(timeout))
        return self._socket.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:
            self._socket.settimeout(self._deadline.left(timeout))
            self._socket.sendall(buffer)

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The handshake, for the name that was asked for, not for the address it was found at."""
        try:
            self._socket.settimeout(self._deadline.left(timeout))
            return Line(ssl_context.wrap_socket(self._socket, server_hostname=server_hostname), self._deadline)
        except BaseException:
            self.close()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._socket if info == "socket" else None


class PinnedBackend(httpcore.NetworkBackend):
    """Looks a host up once, refuses it unless all its addresses are allowed, and connects to just these.

    There is no second look-up that could answer differently (DNS rebinding).
    """

    def __init__(self, deadline: Deadline, *, private: bool, resolver: Resolver, connector: Connector) -> None:
        self._deadline = deadline
        self._private = private
        self._resolver = resolver
        self._connector = connector

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = self._look_up(host, port)
        for address in found:
            addresses.check(address, private=self._private)
        failure: OSError = ConnectionRefusedError()
        for address in found[:_MOST_ADDRESSES]:
            try:
                line = self._connector(address, port, self._deadline.left(_EACH_ADDRESS))
            except OSError as error:
                failure = error
            else:
                return Line(line, self._deadline)
        raise failure

    def _look_up(self, host: str, port: int) -> Sequence[str]:
        if addresses.literal(host):
            return [host]
        try:
            return self._resolver(host, port)
        except (OSError, UnicodeError):
            raise Trouble(Code.NO_HOST, host) from None
