"""The door to the live stream: who may come in, and with what answer the others are sent away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from depesche.delivery.headers import Headers
from depesche.delivery.live import wire
from depesche.delivery.live.hub import Hub, Topics
from depesche.delivery.server.front_state import FrontState
from depesche.delivery.server.live_sockets import LiveSocket, LiveSockets

PATH = b"/live/events"

STREAM_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
)
"""Of an open stream. It has no length: it ends when the connection does."""

_RETRY_SECONDS = 5
_REASONS = {400: b"Bad Request", 429: b"Too Many Requests", 503: b"Service Unavailable"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that opens no stream. Browsers do not come again by themselves after one: the page's script must."""

    status: int
    headers: Headers
    body: bytes

    def as_bytes(self) -> bytes:
        """The whole answer as sent, for a connection that is closed after it."""
        fields = b"".join(b"%b: %b\r\n" % field for field in self.headers)
        status_line = b"HTTP/1.1 %d %b\r\n" % (self.status, _REASONS[self.status])
        return b"%b%bconnection: close\r\n\r\n%b" % (status_line, fields, self.body)


@dataclass(frozen=True, slots=True)
class Ticket:
    """Lets one reader in. Give it back with `close` when the connection ends."""

    hub: Hub
    topics: Topics
    after: int | None
    address: str


def open_(
    front: FrontState, *, peer: str | None, headers: Sequence[tuple[bytes, bytes]], query: bytes
) -> Ticket | Refusal:
    """Decide about a request for the stream. Header names are in small letters."""
    last_event_id = next((value for name, value in headers if name == b"last-event-id"), None)
    try:
        topics, after = wire.parse_query(query, last_event_id)
    except wire.BadQuery as error:
        return refuse(front, 400, f"{error}.")
    if front.hub is None:
        return refuse(front, 503, "The live log cannot be read just now.")
    address = front.trust.client(peer, headers).address
    if not front.addresses.take(address):
        return refuse(front, 429, "Too many open connections from this address.")
    front.counters.live_opened += 1
    return Ticket(front.hub, topics, after, address)


def close(front: FrontState, address: str) -> None:
    """A reader from there has gone."""
    front.addresses.give_back(address)


def sockets(front: FrontState, loop: asyncio.AbstractEventLoop) -> LiveSockets:
    """What holds this front's live connections."""

    def on_end(reader: LiveSocket) -> None:
        close(front, reader.address)
        if front.hub is not None and reader.subscription is not None:
            front.hub.leave(reader.subscription)

    def on_cut() -> None:
        front.counters.live_cut += 1

    def must_wait() -> bool:
        return front.hub is not None and front.hub.is_writing

    return LiveSockets(loop, on_end=on_end, on_cut=on_cut, must_wait=must_wait)


def refuse(front: FrontState, status: int, sentence: str) -> Refusal:
    front.counters.live_refused += 1
    body = f"{sentence}\n".encode()
    headers: Headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
    ]
    if status != 400:
        headers.append((b"retry-after", b"%d" % _RETRY_SECONDS))
    return Refusal(status, headers, body)
