"""N open pages in one thread, read with epoll: what the live benchmarks connect to ours and to the peer alike."""

from __future__ import annotations

import contextlib
import resource
import select
import socket
import time

OURS = b"GET /live/events?topics=front HTTP/1.1\r\nHost: bench\r\n\r\n"
A_PORT_RANGE = 20_000
"""Connections from one address of loopback; the next so many come from the next address."""


_BIND_ADDRESS_NO_PORT = 24
"""`IP_BIND_ADDRESS_NO_PORT` of Linux: the port is chosen on connecting, which takes no search among all there are."""


def raise_limit() -> None:
    """As many open files as this process may have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class OpenPages:
    """`greeting` is what each is told when it is in; None when the server says nothing then but its head."""

    def __init__(self, port: int, count: int, *, request: bytes = OURS, greeting: bytes = b"\nid: ") -> None:
        self._poll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        for number in range(count):
            reader = socket.socket()
            reader.setsockopt(socket.IPPROTO_IP, _BIND_ADDRESS_NO_PORT, 1)
            reader.bind((f"127.0.2.{1 + number // A_PORT_RANGE}", 0))
            reader.connect(("127.0.0.1", port))
            reader.sendall(request)
            reader.setblocking(False)
            self._sockets[reader.fileno()] = reader
            self._poll.register(reader.fileno(), select.EPOLLIN)
        self.heard(greeting, seconds=60)

    def heard(self, mark: bytes, *, seconds: float = 30) -> list[float]:
        """When each had read `mark`, by the monotonic clock that all processes share. Raises `TimeoutError`."""
        deadline = time.monotonic() + seconds
        moments: dict[int, float] = {}
        while len(moments) < len(self._sockets):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self._sockets) - len(moments)} readers did not hear {mark!r}")
            for descriptor, _ in self._poll.poll(1):
                data = self._sockets[descriptor].recv(65536)
                assert data, "a reader was cut off"
                if mark in data:
                    moments[descriptor] = time.monotonic()
        return list(moments.values())

    def drain(self) -> None:
        """Read what has come, and forget it."""
        for reader in self._sockets.values():
            with contextlib.suppress(BlockingIOError):
                while reader.recv(262_144):
                    pass

    def close(self) -> None:
        for reader in self._sockets.values():
            reader.close()
        self._poll.close()
