"""The fast lane: baked pages and live connections are answered inside the HTTP parser's callback, with one write.

A request takes the fast lane when it is GET or HEAD without a body, nothing before it on its connection is
unanswered, and the connection takes bytes; everything else goes uvicorn's ordinary road (see `guarded`).
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from typing import Any, ClassVar

from uvicorn.config import Config as ServerConfig
from uvicorn.server import ServerState

from depesche.delivery.live.events import LogError
from depesche.delivery.live.hub import Subscription
from depesche.delivery.pages import Answer
from depesche.delivery.server import guarded, live_door
from depesche.delivery.server.front_state import FrontState
from depesche.delivery.server.guarded import WITH_BODY, GuardedProtocol
from depesche.delivery.server.live_door import Refusal, Ticket

_KERNEL_BUFFER = 64 * 1024
_CLOSE = b"connection: close\r\n"
_LIVE_HEAD = b"HTTP/1.1 200 OK\r\n%bconnection: close\r\n" % b"".join(
    b"%b: %b\r\n" % field for field in live_door.STREAM_HEADERS
)


@dataclass(frozen=True, slots=True)
class _Live:
    """A request for the live stream."""

    query: bytes


class FastLane(GuardedProtocol):
    """One connection. Subclass it with a `front` (see `for_front`); uvicorn makes one for each it accepts."""

    front: ClassVar[FrontState]
    _date: ClassVar[tuple[object, bytes]] = (None, b"\r\n")

    def __init__(
        self,
        config: ServerConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._answer: Answer | _Live | None = None
        self._head_only = False
        self._keep_alive = True
        self._ticket: Ticket | None = None
        self._subscription: Subscription | None = None
        self._unsent_head = b""

    def connection_lost(self, exc: Exception | None) -> None:
        if self._ticket is not None:
            self._leave_live()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._ticket is not None:
            self.parser = None  # type: ignore[assignment] # as uvicorn does; nothing more is read from a live reader

    def pause_writing(self) -> None:
        if self._ticket is None:
            super().pause_writing()
        else:
            self.front.counters.live_cut += 1
            self.deaf = True
            self.transport.abort()

    def take_over(self) -> bool:
        method = self.parser.get_method()
        self._head_only = method == b"HEAD"
        if method != b"GET" and not self._head_only:
            return False
        self._answer = self._find_answer()
        if self._answer is None:
            return False
        self._keep_alive = self.parser.should_keep_alive() and self.parser.get_http_version() == "1.1"
        return True

    def answer_taken(self) -> None:
        answer, self._answer = self._answer, None
        if isinstance(answer, Answer):
            self._send_page(answer)
        elif answer is not None:
            self._open_live(answer)

    # --- Answers -------------------------------------------------------------------------------------------------

    def _find_answer(self) -> Answer | _Live | None:
        path, _, query = self.url.partition(b"?")
        accept_encoding = if_none_match = None
        for name, value in self.headers:
            if name == b"accept-encoding":
                accept_encoding = value
            elif name == b"if-none-match":
                if_none_match = value
            elif name in WITH_BODY:
                return None
        if path == live_door.PATH:
            return None if self._head_only else _Live(query)
        try:
            answer = self.front.pages.answer(
                path, query=query, accept_encoding=accept_encoding, if_none_match=if_none_match
            )
        except OSError:
            return None  # the ordinary road meets it again, and says so
        return None if answer is None or answer.large else answer

    def _send_page(self, answer: Answer) -> None:
        counters = self.front.counters
        counters.pages += 1
        if answer.status == 304:
            counters.pages_not_modified += 1
        end = self._end_of_head()
        if not self._keep_alive:
            end = _CLOSE + end
        body = b"" if self._head_only else answer.body
        self.transport.write(b"".join((answer.head, end, body)))
        self.server_state.total_requests += 1
        self.idle_since = self.data_at
        if not self._keep_alive:
            self.deaf = True
            self.transport.close()

    def _end_of_head(self) -> bytes:
        """The date, as uvicorn renews it each second, and the empty line."""
        fields = self.server_state.default_headers
        known, line = FastLane._date
        if known is not fields:
            line = b"".join(b"%b: %b\r\n" % field for field in fields) + b"\r\n"
            FastLane._date = (fields, line)
        return line

    # --- Live ----------------------------------------------------------------------------------------------------

    def _open_live(self, request: _Live) -> None:
        peer = self.client[0] if self.client else None
        found = live_door.open_(self.front, peer=peer, headers=self.headers, query=request.query)
        if isinstance(found, Refusal):
            self.end_with(found.as_bytes())
        else:
            self._enter_live(found)

    def _enter_live(self, ticket: Ticket) -> None:
        self.deaf = True
        self._ticket = ticket
        self._unsent_head = _LIVE_HEAD + self._end_of_head()
        self.stop_watching()
        self.headers = []
        self.pipeline.clear()
        self.transport.set_write_buffer_limits(high=live_door.BUFFER)
        _tune(self.transport.get_extra_info("socket"))
        if ticket.after is not None:
            self._subscription = ticket.hub.join(self, ticket.topics, ticket.after)
            if self._subscription is None:
                task = self.loop.create_task(self._resume_live(ticket, ticket.after))
                self.tasks.add(task)
                task.add_done_callback(self.tasks.discard)
        else:
            self._subscription = ticket.hub.join(self, ticket.topics, None)

    async def _resume_live(self, ticket: Ticket, after: int) -> None:
        try:
            subscription = await ticket.hub.resume(self, ticket.topics, after)
        except LogError:
            if not self.transport.is_closing():
                refusal = live_door.refuse(self.front, 503, "The live log cannot be read just now.")
                self.end_with(refusal.as_bytes())
            return
        if self._ticket is None:
            ticket.hub.leave(subscription)  # gone while the log was read
        else:
            self._subscription = subscription

    def write(self, data: bytes) -> None:
        """As a `Reader` of the hub."""
        if self.transport.is_closing():
            return
        if self._unsent_head:
            data, self._unsent_head = self._unsent_head + data, b""
        self.transport.write(data)

    def end(self) -> None:
        """As a `Reader` of the hub."""
        self.transport.close()

    def _leave_live(self) -> None:
        ticket, self._ticket = self._ticket, None
        if ticket is not None:
            live_door.close(self.front, ticket)
            if self._subscription is not None:
                ticket.hub.leave(self._subscription)
                self._subscription = None


def for_front(front: FrontState) -> type[FastLane]:
    """The protocol class for one front."""

    class BoundLane(FastLane):
        pass

    BoundLane.front = front
    return BoundLane


def _tune(connection: socket.socket | None) -> None:
    """Notice dead and slow readers soon: little in the kernel's buffer, and no hour of retransmissions."""
    if connection is None or connection.family not in (socket.AF_INET, socket.AF_INET6):
        return
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(guarded.STALL_SECONDS * 1000))
