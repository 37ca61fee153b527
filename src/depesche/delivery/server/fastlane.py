"""The fast lane: baked pages and live connections are answered inside the HTTP parser's callback, with one write.

A request takes the fast lane when it is GET or HEAD without a body, nothing before it on its connection is
unanswered, and the connection takes bytes; everything else goes uvicorn's ordinary road (see `guarded`).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, ClassVar

from uvicorn.config import Config as ServerConfig
from uvicorn.server import ServerState

from depesche.delivery.live.events import LogError
from depesche.delivery.pages import Answer
from depesche.delivery.server import guarded, live_door
from depesche.delivery.server.front_state import FrontState
from depesche.delivery.server.guarded import WITH_BODY, GuardedProtocol
from depesche.delivery.server.live_door import Refusal, Ticket
from depesche.delivery.server.live_sockets import LiveSocket

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

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.limit_concurrency is not None and self.front.sockets is not None:
            self.limit_concurrency -= len(self.front.sockets)

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
            # Unsent bytes of an answer before it would be overtaken: then the ordinary road keeps the order.
            is_first = self.front.sockets is not None and not self.transport.get_write_buffer_size()
            return _Live(query) if is_first and not self._head_only else None
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
        """Leave the connection to `live_sockets`, and this protocol to oblivion."""
        assert self.front.sockets is not None
        head = _LIVE_HEAD + self._end_of_head()
        try:
            reader = self.front.sockets.adopt(
                self.transport, address=ticket.address, head=head, stall_seconds=guarded.STALL_SECONDS
            )
        except OSError:
            live_door.close(self.front, ticket.address)
            self.end_with(live_door.refuse(self.front, 503, "Too many open connections.").as_bytes())
            return
        self.deaf = True
        self.pipeline.clear()
        reader.subscription = ticket.hub.join(reader, ticket.topics, ticket.after)
        if reader.subscription is None:
            assert ticket.after is not None
            task = self.loop.create_task(_resume(self.front, ticket, ticket.after, reader))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        elif not reader.is_open:
            ticket.hub.leave(reader.subscription)


async def _resume(front: FrontState, ticket: Ticket, after: int, reader: LiveSocket) -> None:
    """Let a reader in who missed more than memory holds."""
    try:
        subscription = await ticket.hub.resume(reader, ticket.topics, after)
    except LogError:
        reader.end_with(live_door.refuse(front, 503, "The live log cannot be read just now.").as_bytes())
        return
    if reader.is_open:
        reader.subscription = subscription
    else:
        ticket.hub.leave(subscription)  # gone while the log was read


def for_front(front: FrontState) -> type[FastLane]:
    """The protocol class for one front."""

    class BoundLane(FastLane):
        pass

    BoundLane.front = front
    return BoundLane
