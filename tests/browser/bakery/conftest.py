"""A small site to open in the suite's browser: baked samples, and a live stream that the test speaks into."""

from __future__ import annotations

import functools
import gzip
import json
import queue
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "samples"))

from documents import pages, pictures
from documents.publication import PUBLICATION

from depesche.bakery import formats, schema, themes
from depesche.delivery.headers import PAGE_POLICY, content_type

THEME = themes.load()
_FIRST = 1
"""What the live log holds when a site begins."""


@functools.cache
def _samples() -> Mapping[str, bytes]:
    """By path, what every site begins with: read it only."""
    files = {asset.path: asset.content for asset in THEME.assets(PUBLICATION.accent).all}
    for document in (*pages.PAGES.values(), *pages.OTHERS):
        files |= _baked(document, live_id=_FIRST)
    return files


def _baked(document: schema.Document, *, live_id: int) -> dict[str, bytes]:
    rendered = formats.render(document, PUBLICATION, live_id=live_id, theme=THEME)
    return {"/" + name.removesuffix("index.html"): content for name, content in rendered.items()}


class Site:
    """Pages by path, with a status each, and every open live stream."""

    def __init__(self, picture_folder: Path) -> None:
        self.files: dict[str, bytes] = {}
        self.statuses: dict[str, int] = {}
        self.streams: list[queue.Queue[bytes | None]] = []
        self.asked: list[str] = []
        self.pictures = picture_folder
        self.refusing = False
        self._last = _FIRST
        self.files |= _samples()
        self.statuses |= dict.fromkeys(self.files, 200)
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def bake(self, document: schema.Document, *, status: int = 200) -> None:
        baked = _baked(document, live_id=self._last)
        self.files |= baked
        self.statuses |= dict.fromkeys(baked, status)

    def tell(self, event: str, path: str, **data: object) -> None:
        """One event to every open page."""
        self._last += 1
        text = json.dumps({"path": path, "topic": "front", **data})
        for stream in self.streams:
            stream.put(f"id: {self._last}\nevent: {event}\ndata: {text}\n\n".encode())

    def hang_up(self) -> None:
        """End every open stream, as a lost connection does."""
        for stream in self.streams:
            stream.put(None)
        self.streams.clear()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.partition("?")[0]
        self.asked.append(request.path)
        if path == "/live/events":
            self._stream(request)
            return
        content = self.files.get(path)
        if content is None and path.startswith("/bilder/"):
            content = (self.pictures / path.removeprefix("/bilder/")).read_bytes()
        request.send_response(404 if content is None else self.statuses.get(path, 200))
        body = content or b""
        kind = content_type(path if "." in path else f"{path}index.html")
        request.send_header("Content-Type", kind)
        request.send_header("Content-Security-Policy", PAGE_POLICY)
        if kind.startswith("text/"):
            body = gzip.compress(body)
            request.send_header("Content-Encoding", "gzip")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def _stream(self, request: BaseHTTPRequestHandler) -> None:
        request.send_response(503 if self.refusing else 200)
        request.send_header("Content-Type", "text/event-stream")
        request.send_header("Connection", "close")
        request.end_headers()
        request.close_connection = True
        if self.refusing:
            return
        own: queue.Queue[bytes | None] = queue.Queue()
        self.streams.append(own)
        request.wfile.write(b"retry: 200\nid: %d\n\n" % self._last)
        while (chunk := own.get()) is not None:
            try:
                request.wfile.write(chunk)
            except OSError:
                return


@pytest.fixture(scope="session")
def picture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bilder")
    pictures.write_all(folder)
    return folder


@pytest.fixture
def site(picture_folder: Path) -> Iterator[Site]:
    made = Site(picture_folder)
    yield made
    made.hang_up()
    made.server.shutdown()
    made.server.server_close()
