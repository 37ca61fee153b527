"""The front as a plain ASGI application: what does not take the fast lane comes here, and with that lane off, all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from depesche.delivery.live import Event, EventLog, LogError, open_log, readers
from depesche.delivery.live.hub import Hub
from depesche.delivery.live.tail import Tail
from depesche.delivery.pages import Answer
from depesche.delivery.runtime import newsroom_socket
from depesche.delivery.server import live_door, live_stream, metrics, readiness
from depesche.delivery.server.front_state import FrontState
from depesche.delivery.server.proxy import Proxy, Receive, Scope, Send
from depesche.kit.config import ConfigError

_TICK_SECONDS = 1.0
_LOG_RETRY_TICKS = 5
_MOST_STARTUP_SECONDS = 1.0
_SAY_AGAIN_AFTER = readers.STALE_AFTER / 3
_log = logging.getLogger(__name__)


class Front:
    """Pages, live stream, health and metrics; everything else is passed to the newsroom."""

    def __init__(self, state: FrontState, *, proxy: Proxy | None = None) -> None:
        self.state = state
        self.is_stopping: Callable[[], bool] = lambda: False
        self._proxy = proxy or Proxy(state, newsroom_socket(state.config.home))
        self._event_log: EventLog | None = None
        self._tail: Tail | None = None
        self._ticking: asyncio.Task[None] | None = None
        self._published: readers.Report | None = None
        self._opened = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live_and_die(receive, send)
            return
        path: bytes = scope["raw_path"]
        match path:
            case b"/healthz":
                await _say(scope, send, 200, "ok\n")
            case b"/readyz":
                await self._say_ready(scope, send)
            case b"/metrics":
                await self._say_metrics(scope, send)
            case live_door.PATH:
                await live_stream.serve(self.state, scope, receive, send)
            case _:
                answer = await self._baked(scope, send)
                if answer is None:
                    await self._proxy(scope, receive, send)

    async def _baked(self, scope: Scope, send: Send) -> Answer | None:
        """Answer with a baked page; None, and nothing sent, when there is none."""
        if scope["method"] not in ("GET", "HEAD"):
            return None
        fields = dict(scope["headers"])
        counters = self.state.counters
        try:
            answer = self.state.pages.answer(
                scope["raw_path"],
                query=scope["query_string"],
                accept_encoding=fields.get(b"accept-encoding"),
                if_none_match=fields.get(b"if-none-match"),
            )
        except OSError:
            counters.page_errors += 1
            _log.exception("A baked page cannot be read: %s", scope["raw_path"].decode("latin-1"))
            return None
        if answer is None:
            return None
        counters.pages += 1
        counters.pages_not_modified += answer.status == 304
        await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
        if answer.large and scope["method"] == "GET":
            await self._stream(answer, send)
        else:
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})
        return answer

    async def _stream(self, answer: Answer, send: Send) -> None:
        chunks = self.state.pages.chunks(answer)
        while (chunk := await asyncio.to_thread(next, chunks, b"")) != b"":
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _say_ready(self, scope: Scope, send: Send) -> None:
        """Ready is: the newsroom answers, its database too, and live connections can be opened."""
        missing = []
        if self.state.hub is None:
            missing.append("live log")
        if without := await readiness.missing(newsroom_socket(self.state.config.home)):
            missing.append(without)
        text = "ready\n" if not missing else f"not ready: {', '.join(missing)}\n"
        await _say(scope, send, 503 if missing else 200, text)

    async def _say_metrics(self, scope: Scope, send: Send) -> None:
        peer = scope["client"][0] if scope["client"] else None
        client = self.state.trust.client(peer, scope["headers"])
        authorization = dict(scope["headers"]).get(b"authorization", b"")
        if metrics.may_read(client, authorization, self.state.config.metrics_token):
            await _say(scope, send, 200, metrics.text(self.state), content_type=metrics.CONTENT_TYPE)
        else:
            await _say(scope, send, 403, "Loopback or a bearer token only.\n")

    # --- Life ----------------------------------------------------------------------------------------------------

    async def _live_and_die(self, receive: Receive, send: Send) -> None:
        await receive()
        loop = asyncio.get_running_loop()
        self.state.sockets = live_door.sockets(self.state, loop)
        self._ticking = loop.create_task(self._tick())
        # Pages need no log, so a log that is slow to open holds nobody up for long.
        await asyncio.wait({asyncio.ensure_future(self._opened.wait())}, timeout=_MOST_STARTUP_SECONDS)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._ticking.cancel()
        if self.state.hub is not None:
            await self.state.hub.settle()
        self.state.sockets.close()
        self._close_live()
        await self._proxy.close()
        readers.withdraw(self.state.config.home, self.state.index)
        await send({"type": "lifespan.shutdown.complete"})

    async def _tick(self) -> None:
        """Once a second: heartbeats, and what the desk wants to know. Failing costs a second, not the front."""
        ticks, failed = 0, ""
        while True:
            try:
                if self.state.hub is None and ticks % _LOG_RETRY_TICKS == 0:
                    await self._open_live()
                if self.state.hub is not None:
                    self.state.hub.tick()
                    if self.is_stopping():
                        self.state.hub.end()
                self._publish()
                failed = ""
            except Exception as error:
                if repr(error) != failed:  # once for as long as the disk is full, say
                    _log.exception("What the front does each second has failed; it is tried again")
                failed = repr(error)
            ticks += 1
            await asyncio.sleep(_TICK_SECONDS)

    def _publish(self) -> None:
        """Tell how many readers there are, when that has changed, and now and then that we are still here."""
        fresh, known = metrics.report(self.state), self._published
        if known is None or replace(fresh, at=known.at) != known or fresh.at - known.at > _SAY_AGAIN_AFTER:
            readers.publish(self.state.config.home, self.state.index, fresh)
            self._published = fresh

    async def _open_live(self) -> None:
        """Open the log and follow it. Without it pages are served all the same, so that a failure is only logged."""
        loop = asyncio.get_running_loop()
        try:
            log = await asyncio.to_thread(open_log, self.state.config)
            hub = await asyncio.to_thread(Hub, log)
        except (LogError, ConfigError, OSError) as error:
            _log.error("No live connections: %s", error)
            return
        self._event_log, self.state.hub = log, hub
        if self.state.sockets is not None:
            hub.when_written = self.state.sockets.close_those_over
        self._opened.set()

        def receive(events: Sequence[Event]) -> None:
            loop.call_soon_threadsafe(hub.deliver, events)

        self._tail = Tail(log, after=hub.head, receive=receive)
        self._tail.start()

    def _close_live(self) -> None:
        if self._tail is not None:
            self._tail.stop()
            self._tail.join(2)
        if self._event_log is not None:
            self._event_log.close()


async def _say(
    scope: Scope, send: Send, status: int, text: str, *, content_type: bytes = b"text/plain; charset=utf-8"
) -> None:
    body = text.encode()
    headers = [
        (b"content-type", content_type),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
