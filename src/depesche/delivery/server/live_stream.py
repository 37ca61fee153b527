"""The live stream over plain ASGI, for when the fast lane is off."""

from __future__ import annotations

import asyncio
from typing import Literal

from depesche.delivery.live.events import LogError
from depesche.delivery.server import live_door
from depesche.delivery.server.front_state import FrontState
from depesche.delivery.server.live_door import Refusal, Ticket
from depesche.delivery.server.live_sockets import BUFFER
from depesche.delivery.server.proxy import Receive, Scope, Send


class _QueueReader:
    """A reader whose bytes wait here until the server takes them."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._size = 0
        self._news = asyncio.Event()
        self.too_slow = asyncio.Event()
        self.ended = asyncio.Event()

    def offer(self, data: bytes) -> int:
        """Nothing at once: the queue belongs to the event loop."""
        return 0

    def write(self, data: bytes, sent: int = 0) -> None:
        self._size += len(data)
        if self._size > BUFFER:
            self.too_slow.set()
        else:
            self._waiting.append(data[sent:])
            self._news.set()

    def end(self) -> None:
        self.ended.set()

    async def take(self) -> bytes:
        await self._news.wait()
        self._news.clear()
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._size = 0
        return data


async def serve(front: FrontState, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request for the stream."""
    if scope["method"] not in ("GET", "HEAD"):
        await send({"type": "http.response.start", "status": 405, "headers": [(b"allow", b"GET, HEAD")]})
        await send({"type": "http.response.body", "body": b""})
        return
    if scope["method"] == "HEAD":
        await send({"type": "http.response.start", "status": 200, "headers": list(live_door.STREAM_HEADERS)})
        await send({"type": "http.response.body", "body": b""})
        return
    peer = scope["client"][0] if scope["client"] else None
    found = live_door.open_(front, peer=peer, headers=scope["headers"], query=scope["query_string"])
    if isinstance(found, Ticket):
        try:
            await _stream(front, found, receive, send)
        finally:
            live_door.close(front, found.address)
    else:
        await _refuse(found, send)


async def _stream(front: FrontState, ticket: Ticket, receive: Receive, send: Send) -> None:
    reader = _QueueReader()
    subscription = ticket.hub.join(reader, ticket.topics, ticket.after)
    if subscription is None:
        assert ticket.after is not None
        try:
            subscription = await ticket.hub.resume(reader, ticket.topics, ticket.after)
        except LogError:
            await _refuse(live_door.refuse(front, 503, "The live log cannot be read just now."), send)
            return
    events = (_gone(receive), reader.too_slow.wait(), reader.ended.wait(), _write(reader, send))
    tasks = [asyncio.ensure_future(event) for event in events]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        front.counters.live_cut += reader.too_slow.is_set()
    finally:
        ticket.hub.leave(subscription)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if reader.ended.is_set():
        await send({"type": "http.response.body", "body": b""})


async def _write(reader: _QueueReader, send: Send) -> None:
    headers = [*live_door.STREAM_HEADERS, (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    while True:
        await send({"type": "http.response.body", "body": await reader.take(), "more_body": True})


async def _gone(receive: Receive) -> Literal[True]:
    while (await receive())["type"] != "http.disconnect":
        pass
    return True


async def _refuse(refusal: Refusal, send: Send) -> None:
    headers = [*refusal.headers, (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": refusal.body})
