"""A web server on loopback that serves feeds well and badly, as it is told."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Script = Callable[["Handler"], None]


def feed(*titles: str, site: str = "quelle.example") -> bytes:
    """An Atom feed with one entry a title."""
    entries = "".join(
        f"<entry><id>tag:{site},2026:{title}</id><title>{title}</title><updated>2026-03-01T10:00:00Z</updated>"
        f"<link href='https://{site}/{title}'/><content>Text zu {title}.</content></entry>"
        for title in titles
    )
    head = f"<id>tag:{site},2026:feed</id><title>Quelle</title><updated>2026-03-01T10:00:00Z</updated>"
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{head}{entries}</feed>".encode()


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    at: float
    body: bytes = b""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        self.server.asked.append(Asked(self.path, headers, time.monotonic(), body))
        with self.server.busy:
            self.server.open_now += 1
            self.server.most_open = max(self.server.most_open, self.server.open_now)
        try:
            self.server.scripts.get(self.path.split("?")[0], not_found)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with self.server.busy:
                self.server.open_now -= 1

    do_POST = do_GET  # noqa: N815 - the name http.server calls

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content_length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests look at `asked` instead."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, Handler)
        self.scripts: dict[str, Script] = {}
        self.asked: list[Asked] = []
        self.busy = threading.Lock()
        self.open_now = 0
        self.most_open = 0
        self.scheme = "http"
        self.stopping = threading.Event()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.server_address[1]}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


@contextmanager
def serving(*, tls: tuple[Path, Path] | None = None) -> Iterator[Server]:
    server = Server(("127.0.0.1", 0))
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def not_found(handler: Handler) -> None:
    handler.answer(404, b"no such feed")


@dataclass
class Feed:
    """A well-behaved feed: ETag, Last-Modified, 304, gzip. Change `body` and it is a new one."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, handler: Handler) -> None:
        etag = f'"{hash(self.body)}"'
        if handler.headers.get("If-None-Match") == etag:
            handler.answer(304, ETag=etag)
            return
        body = gzip.compress(self.body)
        handler.answer(200, body, ETag=etag, Content_Encoding="gzip", **self.headers)


def status(code: int, **headers: str) -> Script:
    return lambda handler: handler.answer(code, b"sorry", **headers)


def stalling(handler: Handler) -> None:
    """Says nothing."""
    handler.server.stopping.wait(20)
    handler.close_connection = True


def dripping(head: bytes) -> Script:
    """Sends a byte now and then, without end."""

    def drip(handler: Handler) -> None:
        handler.wfile.write(head)
        while not handler.server.stopping.wait(0.05):
            handler.wfile.write(b"x")
        handler.close_connection = True

    return drip


def bomb(handler: Handler) -> None:
    handler.answer(200, gzip.compress(bytes(40_000_000)), Content_Encoding="gzip")
