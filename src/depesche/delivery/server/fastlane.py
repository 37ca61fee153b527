"""The fast lane: baked pages and live connections are answered inside the HTTP parser's callback, with one write.

A subclass of the protocol of uvicorn 0.54 (pinned in pyproject.toml). A request takes the fast lane when it is GET or
HEAD without a body, nothing before it on its connection is unanswered, and the connection takes bytes; everything
else goes uvicorn's ordinary road to the ASGI application, so that order, flow control and graceful shutdown stay
uvicorn's. What uvicorn leaves open is closed here for all requests: a head that never ends (in time or in bytes),
a body or a reader that stalls.

`tests/integration/delivery/test_fastlane.py` has a test for each of these guards.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from asyncio import TimerHandle
from dataclasses import dataclass
from typing import Any, ClassVar

from uvicorn.config import Config as ServerConfig
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from depesche.delivery.live.events import LogError
from depesche.delivery.live.hub import Subscription
from depesche.delivery.pages import Answer
from depesche.delivery.server import live_door
from depesche.delivery.server.front_state import FrontState
from depesche.delivery.server.live_door import Refusal, Ticket

HEAD_SECONDS = 10.0
"""A request's head must be complete within this time."""

STALL_SECONDS = 60.0
"""A body may pause so long, and so may a reader who takes nothing of an answer."""

MOST_HEAD_BYTES = 64 * 1024
_KERNEL_BUFFER = 64 * 1024
_WATCH_SECONDS = 2.0
_ORDINARY_ONLY = frozenset({b"content-length", b"transfer-encoding", b"expect"})
_CLOSE = b"connection: close\r\n"
_LIVE_HEAD = b"HTTP/1.1 200 OK\r\n%bconnection: close\r\n" % b"".join(
    b"%b: %b\r\n" % field for field in live_door.STREAM_HEADERS
)
_HEAD_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_FAULT = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_log = logging.getLogger(__name__)
_NO_UPGRADE_TEXT = b"No other protocol here: news come as Server-Sent Events from /live/events.\n"
_NO_UPGRADE = (
    b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: %d\r\nconnection: close\r\n\r\n%b" % (len(_NO_UPGRADE_TEXT), _NO_UPGRADE_TEXT)
)


@dataclass(frozen=True, slots=True)
class _Live:
    """A request for the live stream."""

    query: bytes


class FastLane(HttpToolsProtocol):
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
        now = self.loop.time()
        self._answer: Answer | _Live | None = None
        self._head_only = False
        self._keep_alive = True
        self._deaf = False  # an answer that ends the connection was given: whatever else comes is not for us
        self._in_head = False
        self._began_now = False
        self._head_since = self._idle_since = self._data_at = now
        self._paused_at = self._closing_since = 0.0
        self._head_bytes = 0
        self._chunk_bytes = 0
        self._watch: TimerHandle | None = None
        self._ticket: Ticket | None = None
        self._subscription: Subscription | None = None
        self._unsent_head = b""

    # --- The connection ------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch = self.loop.call_later(_WATCH_SECONDS, self._look_after)

    def connection_lost(self, exc: Exception | None) -> None:
        self._deaf = True
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        if self._ticket is not None:
            self._leave_live()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._deaf:
            return
        self._chunk_bytes = len(data)
        self._data_at = self.loop.time()
        self._began_now = False
        super().data_received(data)
        if self._in_head and not self._began_now:
            # The chunk in which a head began may hold other requests too, so only those after it count.
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                self._end_with(_HEAD_TOO_LARGE)
        if self._ticket is not None:
            self.parser = None  # type: ignore[assignment] # as uvicorn does; nothing more is read from a live reader

    def pause_writing(self) -> None:
        if self._ticket is not None:
            self.front.counters.live_cut += 1
            self._deaf = True
            self.transport.abort()
            return
        self._paused_at = self.loop.time()
        super().pause_writing()

    def send_400_response(self, msg: str) -> None:
        if self._deaf:
            return
        self._deaf = True
        if self.cycle is not None and not self.cycle.response_complete:
            # Somebody is being answered on this connection: nothing may be written into that.
            self.transport.close()
        else:
            super().send_400_response(msg)

    # --- Time ----------------------------------------------------------------------------------------------------
    # One lazy timer a connection in place of uvicorn's, which is set and cancelled with every request.

    def _unset_keepalive_if_required(self) -> None:
        """uvicorn's timer is never set."""

    def _look_after(self) -> None:
        """Now and then: end the connection when it has waited too long for what it is waiting for."""
        now = self.loop.time()
        if self._is_stalled(now):
            self._deaf = True
            self.transport.abort()
            return
        if not self.transport.is_closing() and (self.cycle is None or self.cycle.response_complete):
            if self._in_head and now - self._head_since > HEAD_SECONDS:
                self._end_with(_TIMED_OUT)
            elif not self._in_head and now - self._idle_since > self.timeout_keep_alive:
                self._deaf = True
                self.transport.close()
        self._watch = self.loop.call_later(_WATCH_SECONDS, self._look_after)

    def _is_stalled(self, now: float) -> bool:
        """Whether the other side has stopped taking, or sending, what it is to take or send."""
        if self.transport.is_closing():
            self._closing_since = self._closing_since or now
            return now - self._closing_since > STALL_SECONDS
        if self.flow.write_paused:
            return now - self._paused_at > STALL_SECONDS
        cycle = self.cycle
        if cycle is None or cycle.response_complete or not cycle.more_body or self.flow.read_paused:
            return False
        return now - max(self._data_at, self._idle_since) > STALL_SECONDS

    def on_response_complete(self) -> None:
        """uvicorn's, without its timer."""
        self.server_state.total_requests += 1
        self._idle_since = self.loop.time()
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            cycle, app = self.pipeline.pop()
            self._start_asgi_task(cycle, app)

    # --- The parser's callbacks ----------------------------------------------------------------------------------

    def on_message_begin(self) -> None:
        self.url = b""
        self.headers = []
        self.expect_100_continue = False
        self._in_head = self._began_now = True
        self._head_since = self._data_at
        self._head_bytes = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        self._in_head = False
        if self._deaf:
            return
        if self._chunk_bytes + self._head_bytes > MOST_HEAD_BYTES and self._size_of_head() > MOST_HEAD_BYTES:
            self._end_with(_HEAD_TOO_LARGE)
            return
        parser = self.parser
        if parser.should_upgrade():
            if self._must_refuse_upgrade():
                self._end_with(_NO_UPGRADE)
                return
        elif self._may_take_fast_lane():
            try:
                self._answer = self._find_answer()
            except Exception:
                # The parser would take it for the client's fault.
                _log.exception("A request could not be answered: %s", self.url.decode("latin-1"))
                self._end_with(_FAULT)
                return
            if self._answer is not None:
                self._keep_alive = parser.should_keep_alive() and parser.get_http_version() == "1.1"
                return
        self._take_ordinary_road()

    def on_body(self, body: bytes) -> None:
        if not self._deaf:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self._deaf:
            return
        answer = self._answer
        if answer is None:
            super().on_message_complete()
            return
        self._answer = None
        if isinstance(answer, Answer):
            self._send_page(answer)
            return
        try:
            self._open_live(answer)
        except Exception:
            _log.exception("A live connection could not be opened")
            self._end_with(_FAULT)

    def _must_refuse_upgrade(self) -> bool:
        """A WebSocket, or an offer with a body, which the parser would skip. Other offers (h2c) may be ignored."""
        return any(
            (name == b"upgrade" and value.lower() == b"websocket") or name in _ORDINARY_ONLY
            for name, value in self.headers
        )

    def _may_take_fast_lane(self) -> bool:
        method = self.parser.get_method()
        self._head_only = method == b"HEAD"
        if method != b"GET" and not self._head_only:
            return False
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete:
            return False
        limit = self.limit_concurrency
        return not self.flow.write_paused and (limit is None or len(self.connections) < limit)

    def _take_ordinary_road(self) -> None:
        """Hand the request to uvicorn, as if its own callbacks had seen it."""
        url, headers = self.url, self.headers
        super().on_message_begin()
        self.url = url
        self.headers.extend(headers)
        self.expect_100_continue = any(
            name == b"expect" and value.lower() == b"100-continue" for name, value in headers
        )
        super().on_headers_complete()
        if self.parser.should_upgrade() and self.cycle is not None:
            # The parser reads no further after an offer that was ignored.
            self.cycle.keep_alive = False

    def _unsupported_upgrade_warning(self) -> None:
        """Not worth a line in the log for each."""

    def _size_of_head(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)

    # --- Answers -------------------------------------------------------------------------------------------------

    def _find_answer(self) -> Answer | _Live | None:
        path, _, query = self.url.partition(b"?")
        accept_encoding = if_none_match = None
        for name, value in self.headers:
            if name == b"accept-encoding":
                accept_encoding = value
            elif name == b"if-none-match":
                if_none_match = value
            elif name in _ORDINARY_ONLY:
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
        self._idle_since = self._data_at
        if not self._keep_alive:
            self._deaf = True
            self.transport.close()

    def _end_of_head(self) -> bytes:
        """The date, as uvicorn renews it each second, and the empty line."""
        fields = self.server_state.default_headers
        known, line = FastLane._date
        if known is not fields:
            line = b"".join(b"%b: %b\r\n" % field for field in fields) + b"\r\n"
            FastLane._date = (fields, line)
        return line

    def _end_with(self, data: bytes) -> None:
        self._deaf = True
        self.transport.write(data)
        self.transport.close()

    # --- Live ----------------------------------------------------------------------------------------------------

    def _open_live(self, request: _Live) -> None:
        peer = self.client[0] if self.client else None
        found = live_door.open_(self.front, peer=peer, headers=self.headers, query=request.query)
        if isinstance(found, Refusal):
            self._end_with(found.as_bytes())
        else:
            self._enter_live(found)

    def _enter_live(self, ticket: Ticket) -> None:
        self._deaf = True
        self._ticket = ticket
        self._unsent_head = _LIVE_HEAD + self._end_of_head()
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
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
                self._end_with(refusal.as_bytes())
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
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(STALL_SECONDS * 1000))
