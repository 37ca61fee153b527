"""The way to the newsroom: passes a request to Django over a UNIX socket and its answer back, both as streams.

Nothing is decoded or kept. Headers that belong to one connection are dropped (RFC 9110, section 7.6.1); what the
client claims about itself is replaced by what the front knows.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, TypeVar

import httpx

from depesche.delivery.headers import PAGE_POLICY, Headers
from depesche.delivery.server import notices
from depesche.delivery.server.front_state import FrontState

_T = TypeVar("_T")
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PATIENCE_SECONDS = 15.0
"""How long requests wait for a newsroom that is starting, from the first that found it closed."""

_TRY_EVERY = 0.1
_MOST_WAITING = 200
_MOST_CONNECTIONS = 32
_TIMEOUTS = {"connect": 5.0, "read": 120.0, "write": 60.0, "pool": 20.0}
_HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
_CLAIMS = frozenset(
    {
        b"expect",
        b"forwarded",
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-port",
        b"x-forwarded-proto",
        b"x-real-ip",
    }
)
_PRIVATE = b"/desk"


class Unavailable(Exception):
    """The newsroom does not answer."""


class ClientGone(Exception):
    """The reader has closed the connection."""


class Proxy:
    """One per front. `socket` is where the newsroom listens."""

    def __init__(
        self,
        front: FrontState,
        socket: Path,
        *,
        patience: float = PATIENCE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._front = front
        self._patience = patience
        self._monotonic = monotonic
        self._closed_since: float | None = None
        self._waiting = 0
        limits = httpx.Limits(max_connections=_MOST_CONNECTIONS, max_keepalive_connections=8, keepalive_expiry=20)
        # No TLS on a UNIX socket: an empty context spares each front the megabytes of the usual certificates.
        no_certificates = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._transport = httpx.AsyncHTTPTransport(uds=str(socket), limits=limits, verify=no_certificates)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with what the newsroom says, or with a calm 503."""
        self._front.counters.proxied += 1
        body = _Body(receive, has_body=_has_body(scope["headers"]))
        try:
            response = await _unless_gone(self._ask(scope, body), body)
        except ClientGone:
            return
        except httpx.LocalProtocolError:
            await _say(scope, send, 400, *notices.unreadable())
            return
        except (Unavailable, httpx.TransportError):
            self._front.counters.proxy_failures += 1
            fields = dict(scope["headers"])
            accept, languages = fields.get(b"accept", b""), fields.get(b"accept-language", b"")
            home = self._front.config.home
            await _say(scope, send, 503, *notices.unavailable(accept=accept, accept_language=languages, home=home))
            return
        try:
            await _unless_gone(_pass_on(scope, response, send), body)
        except ClientGone:
            return
        finally:
            await response.aclose()

    async def close(self) -> None:
        await self._transport.aclose()

    async def _ask(self, scope: Scope, body: _Body) -> httpx.Response:
        request = self._request(scope, body)
        may_repeat = scope["method"] in ("GET", "HEAD") and not body.has_body
        while True:
            try:
                response = await self._transport.handle_async_request(request)
            except httpx.ConnectError:
                await self._wait_for_newsroom()
            except (httpx.RemoteProtocolError, httpx.ReadError):
                # The newsroom ended, or closed a connection it had kept, as we wrote: asking again is harmless.
                if not may_repeat:
                    raise
                may_repeat = False
            else:
                self._closed_since = None
                return response

    async def _wait_for_newsroom(self) -> None:
        now = self._monotonic()
        if self._closed_since is None:
            self._closed_since = now
        if now - self._closed_since > self._patience or self._waiting >= _MOST_WAITING:
            raise Unavailable
        self._waiting += 1
        try:
            await asyncio.sleep(_TRY_EVERY)
        finally:
            self._waiting -= 1

    def _request(self, scope: Scope, body: _Body) -> httpx.Request:
        headers = _end_to_end(scope["headers"], also=_CLAIMS)
        if not any(name == b"host" for name, _ in headers):
            headers.append((b"host", b"localhost"))
        peer = scope["client"][0] if scope["client"] else None
        client = self._front.trust.client(peer, scope["headers"])
        headers += [(b"x-forwarded-for", client.address.encode()), (b"x-forwarded-proto", client.scheme.encode())]
        if body.has_body and not any(name == b"content-length" for name, _ in headers):
            headers.append((b"transfer-encoding", b"chunked"))
        target = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
        return httpx.Request(
            scope["method"],
            "http://newsroom/",
            headers=headers,
            stream=body,
            extensions={"target": target, "timeout": _TIMEOUTS},
        )


class _Body(httpx.AsyncByteStream):
    """The request's body as it arrives; afterwards, a way to learn that the reader has gone."""

    def __init__(self, receive: Receive, *, has_body: bool) -> None:
        self._receive = receive
        self._complete = asyncio.Event()
        self.has_body = has_body
        if not has_body:
            self._complete.set()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while not self._complete.is_set():
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            if not message.get("more_body"):
                self._complete.set()
            if chunk := message.get("body"):
                yield chunk

    async def gone(self) -> None:
        """Return when the reader has closed the connection, which can only be learnt once the body is read."""
        await self._complete.wait()
        while (await self._receive())["type"] != "http.disconnect":
            pass


async def _unless_gone(work: Awaitable[_T], body: _Body) -> _T:
    """Await the work, but stop it when the reader leaves: raises `ClientGone`."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(body.gone())
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGone
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _pass_on(scope: Scope, response: httpx.Response, send: Send) -> None:
    headers = _answer_headers(scope, response)
    stream = response.stream
    assert isinstance(stream, httpx.AsyncByteStream)
    if scope["http_version"] == "1.0" and not any(name == b"content-length" for name, _ in headers):
        # Such a client does not know chunks, so it is told the length.
        whole = b"".join([chunk async for chunk in stream])
        headers.append((b"content-length", b"%d" % len(whole)))
        await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": whole})
        return
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    async for chunk in stream:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _answer_headers(scope: Scope, response: httpx.Response) -> Headers:
    headers = [
        (name.lower(), value) for name, value in _end_to_end(response.headers.raw, also=frozenset({b"date", b"server"}))
    ]
    if response.status_code in (204, 304):
        headers = [(name, value) for name, value in headers if name != b"content-length"]
    present = {name for name, _ in headers}
    path: bytes = scope["raw_path"]
    is_private = path == _PRIVATE or path.startswith(_PRIVATE + b"/")
    if b"cache-control" not in present and (is_private or b"set-cookie" in present):
        headers.append((b"cache-control", b"private, no-store"))
    if b"x-content-type-options" not in present:
        headers.append((b"x-content-type-options", b"nosniff"))
    is_page = any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers)
    if is_page and not is_private and b"content-security-policy" not in present:
        headers.append((b"content-security-policy", PAGE_POLICY.encode("ascii")))
    return headers


def _end_to_end(headers: Headers, *, also: frozenset[bytes]) -> Headers:
    """Without what belongs to one connection, or is named by `Connection`, or by `also`."""
    named = {
        token.strip().lower() for name, value in headers if name.lower() == b"connection" for token in value.split(b",")
    }
    dropped = _HOP_BY_HOP | named | also
    return [(name, value) for name, value in headers if name.lower() not in dropped]


def _has_body(headers: Headers) -> bool:
    return any(
        name == b"transfer-encoding" or (name == b"content-length" and value.strip() != b"0") for name, value in headers
    )


async def _say(scope: Scope, send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
