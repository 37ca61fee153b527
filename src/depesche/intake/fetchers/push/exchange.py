"""One request and its answer, in ASGI, with a body that is read no further than allowed."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class TooLarge(Exception):
    """The body is larger than allowed."""


class Gone(Exception):
    """The other side hung up before its body was whole."""


class Exchange:
    """A request whose answer is still owed."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query = bytes(scope.get("query_string", b"")).decode("latin-1")
        self.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        self._receive = receive
        self._send = send
        self._whole = False

    async def body(self, *, limit: int) -> bytes:
        """All of the body. Raises TooLarge (before anything is read, when its length is announced) and Gone."""
        announced = self.headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:18]) > limit:
            raise TooLarge
        body = bytearray()
        while not self._whole:
            body += await self._piece()
            if len(body) > limit:
                raise TooLarge
        return bytes(body)

    async def answer(self, status: int, said: Mapping[str, Any] | str = "", **headers: str) -> None:
        """Answer. What is left of the body is read first, up to a bound, and dropped: who sends may not listen."""
        dropped = 0
        while not self._whole and dropped < _MOST_DROPPED:
            dropped += len(await self._piece())
        is_json = not isinstance(said, str)
        content = json.dumps(said).encode() if is_json else str(said).encode()
        kind = "application/json" if is_json else "text/plain; charset=utf-8"
        fields = {
            "content-type": kind,
            "content-length": str(len(content)),
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in fields.items()]
        await self._send({"type": "http.response.start", "status": status, "headers": encoded})
        await self._send({"type": "http.response.body", "body": content})

    async def _piece(self) -> bytes:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            raise Gone
        self._whole = not message.get("more_body", False)
        return bytes(message.get("body", b""))


_MOST_DROPPED = 256 * 1024 * 1024
