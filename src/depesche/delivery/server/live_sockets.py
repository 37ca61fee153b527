"""Live connections as bare sockets, taken out of the HTTP server's hands when their stream begins.

A reader of the stream says nothing more and may stay for hours. Parser, protocol, transport and timers would cost
5 kB for each; here a connection is a descriptor and a few words, all of them are watched by one epoll, and writing to
one is one system call. What the kernel does not take waits as a list of the very bytes that other readers get too:
slow readers hold their places, and no copies of the news.

Everything here runs in the event loop of its front, but for `LiveSocket.offer`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import socket
from collections.abc import Callable

from depesche.delivery.live.hub import Subscription

BUFFER = 256 * 1024
"""Bytes a live reader may lag behind, beside what the kernel holds, before it is cut off."""

_KERNEL_BUFFER = 64 * 1024
_UNREAD = 4096
_AT_A_TIME = 256
_PIECES = 64
_GONE = select.EPOLLHUP | select.EPOLLERR | select.EPOLLRDHUP


class LiveSocket:
    """One reader, as the hub wants it (`depesche.delivery.live.hub.Reader`). `head` goes before the first bytes."""

    __slots__ = ("_behind", "_descriptor", "_head", "_sent", "_sockets", "_waiting", "address", "subscription")

    def __init__(self, descriptor: int, sockets: LiveSockets, *, address: str, head: bytes) -> None:
        self.address = address
        self.subscription: Subscription | None = None
        self._descriptor = descriptor
        self._sockets = sockets
        self._head: bytes | None = head
        self._waiting: list[bytes] | None = None
        self._sent = 0  # of the first piece that waits
        self._behind = 0

    @property
    def is_open(self) -> bool:
        return self._descriptor >= 0

    def offer(self, data: bytes) -> int:
        """Send what the kernel takes at once. Nothing is kept or ended: that is for `write`, in the event loop."""
        if self._waiting is not None or self._head is not None:
            return 0
        try:
            return os.write(self._descriptor, data)
        except OSError:  # full, reset, timed out, or closed by us before
            return 0

    def write(self, data: bytes, sent: int = 0) -> None:
        """Send now what the kernel takes, the rest later. Who lags more than `BUFFER` bytes behind is cut off."""
        if self._head is not None:
            data, self._head = self._head + data, None
        if self._waiting is not None or sent:
            self._wait(data, sent)
            return
        try:
            sent = os.write(self._descriptor, data)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.end()
            return
        if sent < len(data):
            self._wait(data, sent)

    def end_with(self, data: bytes) -> None:
        """Send an answer in place of the stream, as far as the kernel takes it at once, and close."""
        with contextlib.suppress(OSError):
            os.write(self._descriptor, data)
        self.end()

    def end(self) -> None:
        """Close the connection. Doing it twice changes nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            self._waiting = None
            self._sockets.forget(self, descriptor)

    def flush(self) -> None:
        """The kernel takes bytes again."""
        waiting = self._waiting
        if waiting is None:
            return
        first = memoryview(waiting[0])[self._sent :]
        try:
            sent = os.writev(self._descriptor, [first, *waiting[1:_PIECES]])
        except BlockingIOError:
            return
        except OSError:
            self.end()
            return
        self._behind -= sent
        self._sent += sent
        done = 0
        while done < len(waiting) and self._sent >= len(waiting[done]):
            self._sent -= len(waiting[done])
            done += 1
        del waiting[:done]
        if not waiting:
            self._waiting = None
            self._sockets.watch(self._descriptor, for_room=False)

    def _wait(self, data: bytes, sent: int) -> None:
        if not self.is_open:
            return
        if self._waiting is None:
            self._waiting, self._sent = [], sent
            self._sockets.watch(self._descriptor, for_room=True)
        self._waiting.append(data)
        self._behind += len(data) - sent
        if self._behind > BUFFER:
            self._sockets.on_cut()
            self.end()


class LiveSockets:
    """All live connections of a front. `on_end` is called for each that is over, `on_cut` before it for one that was
    too slow. While `must_wait()` no descriptor is closed: then call `close_those_over` afterwards."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        *,
        on_end: Callable[[LiveSocket], None],
        on_cut: Callable[[], None],
        must_wait: Callable[[], bool],
    ) -> None:
        self.on_cut = on_cut
        self._must_wait = must_wait
        self._on_end = on_end
        self._loop = loop
        self._poll = select.epoll()
        self._readers: dict[int, LiveSocket] = {}
        self._over: list[int] = []
        loop.add_reader(self._poll.fileno(), self._look)

    def __len__(self) -> int:
        return len(self._readers)

    def adopt(self, transport: asyncio.Transport, *, address: str, head: bytes, stall_seconds: float) -> LiveSocket:
        """Take a connection over from its transport, which must hold nothing unsent, and is closed.

        Raises `OSError` when no descriptor can be had; then the transport is as it was.
        """
        connection: socket.socket = transport.get_extra_info("socket")
        descriptor = os.dup(connection.fileno())
        try:
            _tune(connection, stall_seconds)
            self._poll.register(descriptor, _GONE)
        except OSError:
            os.close(descriptor)
            raise
        transport.close()
        reader = self._readers[descriptor] = LiveSocket(descriptor, self, address=address, head=head)
        return reader

    def watch(self, descriptor: int, *, for_room: bool) -> None:
        """Whether to flush when the kernel takes bytes again."""
        self._poll.modify(descriptor, _GONE | select.EPOLLOUT if for_room else _GONE)

    def forget(self, reader: LiveSocket, descriptor: int) -> None:
        """Close a descriptor; its reader is no more."""
        del self._readers[descriptor]
        self._poll.unregister(descriptor)  # not left to `close`: the transport may hold the connection a moment longer
        self._over.append(descriptor)
        if not self._must_wait():
            self.close_those_over()
        self._on_end(reader)

    def close_those_over(self) -> None:
        """Close what had to stay open while another thread was writing."""
        over, self._over = self._over, []
        for descriptor in over:
            os.close(descriptor)

    def close(self) -> None:
        """End all connections."""
        for reader in tuple(self._readers.values()):
            reader.end()
        self.close_those_over()
        self._loop.remove_reader(self._poll.fileno())
        self._poll.close()

    def _look(self) -> None:
        for descriptor, what in self._poll.poll(0, _AT_A_TIME):
            reader = self._readers.get(descriptor)
            if reader is None:
                continue  # ended by one before it
            if what & _GONE:
                reader.end()
            else:
                reader.flush()


def _tune(connection: socket.socket, stall_seconds: float) -> None:
    """Notice dead and slow readers soon: little in the kernel's buffers, and no hour of retransmissions."""
    if connection.family not in (socket.AF_INET, socket.AF_INET6):
        return
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_BUFFER)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _UNREAD)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(stall_seconds * 1000))
