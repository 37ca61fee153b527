"""Guards for every connection, between uvicorn's protocol and the fast lane.

uvicorn 0.54 (pinned in pyproject.toml) leaves open how long a request's head, a body or a reader may take, and how
large a head may be. This subclass closes that, and hands each complete head to `take_over` first: what that leaves
goes uvicorn's ordinary road, as if uvicorn's own callbacks had seen it, so that order, flow control and graceful
shutdown stay uvicorn's. `tests/integration/delivery/test_fastlane.py` has a test for each guard.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import TimerHandle
from typing import Any

from uvicorn.config import Config as ServerConfig
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

HEAD_SECONDS = 10.0
"""A request's head must be complete within this time."""

STALL_SECONDS = 60.0
"""A body may pause so long, and so may a reader who takes nothing of an answer."""

MOST_HEAD_BYTES = 64 * 1024
WITH_BODY = frozenset({b"content-length", b"transfer-encoding", b"expect"})
"""Headers that announce a body."""

_WATCH_SECONDS = 2.0
_HEAD_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_FAULT = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_NO_UPGRADE_TEXT = b"No other protocol here: news come as Server-Sent Events from /live/events.\n"
_NO_UPGRADE = (
    b"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: %d\r\nconnection: close\r\n\r\n%b" % (len(_NO_UPGRADE_TEXT), _NO_UPGRADE_TEXT)
)
_log = logging.getLogger(__name__)


class GuardedProtocol(HttpToolsProtocol):
    """One connection. A subclass may answer requests itself, by `take_over` and `answer_taken`."""

    def __init__(
        self,
        config: ServerConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.deaf = False  # an answer that ends the connection was given: whatever else comes is not for us
        self._taken = False
        self._in_head = False
        self._began_now = False
        self._head_since = self.idle_since = self.data_at = self.loop.time()
        self._paused_at = self._closing_since = 0.0
        self._head_bytes = 0
        self._chunk_bytes = 0
        self._watch: TimerHandle | None = None

    # --- For the subclass ----------------------------------------------------------------------------------------

    def take_over(self) -> bool:
        """Decide, with `url` and `headers` complete and nothing before it unanswered, whether to answer here."""
        return False

    def answer_taken(self) -> None:
        """Answer the request that was taken over; it is complete now."""

    def end_with(self, data: bytes) -> None:
        """Send a last answer and close; without the answer when somebody before it is being answered still."""
        self.deaf = True
        if self.cycle is None or self.cycle.response_complete:
            self.transport.write(data)
        self.transport.close()

    # --- The connection ------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch = self.loop.call_later(_WATCH_SECONDS, self._look_after)

    def connection_lost(self, exc: Exception | None) -> None:
        self.deaf = True
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.deaf:
            return
        self._chunk_bytes = len(data)
        self.data_at = self.loop.time()
        self._began_now = False
        super().data_received(data)
        if self._in_head and not self._began_now:
            # The chunk in which a head began may hold other requests too, so only those after it count.
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                self.end_with(_HEAD_TOO_LARGE)

    def pause_writing(self) -> None:
        self._paused_at = self.loop.time()
        super().pause_writing()

    def send_400_response(self, msg: str) -> None:
        if self.deaf:
            return
        if self.cycle is not None and not self.cycle.response_complete:
            self.end_with(b"")  # somebody is being answered: nothing may be written into that
        else:
            self.deaf = True
            super().send_400_response(msg)

    # --- Time ----------------------------------------------------------------------------------------------------
    # One lazy timer a connection in place of uvicorn's, which is set and cancelled with every request.

    def _unset_keepalive_if_required(self) -> None:
        """uvicorn's timer is never set."""

    def _look_after(self) -> None:
        """Now and then: end the connection when it has waited too long for what it is waiting for."""
        now = self.loop.time()
        if self._is_stalled(now):
            self.deaf = True
            self.transport.abort()
            return
        if not self.transport.is_closing() and (self.cycle is None or self.cycle.response_complete):
            if self._in_head and now - self._head_since > HEAD_SECONDS:
                self.end_with(_TIMED_OUT)
            elif not self._in_head and now - self.idle_since > self.timeout_keep_alive:
                self.deaf = True
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
        return now - max(self.data_at, self.idle_since) > STALL_SECONDS

    def on_response_complete(self) -> None:
        """uvicorn's, without its timer."""
        self.server_state.total_requests += 1
        self.idle_since = self.loop.time()
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
        self._head_since = self.data_at
        self._head_bytes = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        self._in_head = False
        if self.deaf:
            return
        if self._chunk_bytes + self._head_bytes > MOST_HEAD_BYTES and self._size_of_head() > MOST_HEAD_BYTES:
            self.end_with(_HEAD_TOO_LARGE)
            return
        if self.parser.should_upgrade():
            if self._must_refuse_upgrade():
                self.end_with(_NO_UPGRADE)
                return
        elif self._nothing_stands_before():
            try:
                self._taken = self.take_over()
            except Exception:
                self._own_up()
                return
            if self._taken:
                return
        self._take_ordinary_road()

    def on_body(self, body: bytes) -> None:
        if not self.deaf:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if self.deaf:
            return
        if not self._taken:
            super().on_message_complete()
            return
        self._taken = False
        try:
            self.answer_taken()
        except Exception:
            self._own_up()

    def _own_up(self) -> None:
        """Say that a fault is ours: the parser would take it for the client's."""
        _log.exception("A request could not be answered: %s", self.url.decode("latin-1"))
        self.end_with(_FAULT)

    def _must_refuse_upgrade(self) -> bool:
        """A WebSocket, or an offer with a body, which the parser would skip. Other offers (h2c) may be ignored."""
        return any(
            (name == b"upgrade" and value.lower() == b"websocket") or name in WITH_BODY for name, value in self.headers
        )

    def _nothing_stands_before(self) -> bool:
        """Whether all earlier requests are answered, the reader takes bytes, and there is room for the connection."""
        if self.flow.write_paused or (self.cycle is not None and not self.cycle.response_complete):
            return False
        limit = self.limit_concurrency
        return limit is None or len(self.connections) < limit

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
