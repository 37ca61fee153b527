"""A front in a thread, a newsroom made of a small ASGI application, and a client that speaks raw bytes."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import uvicorn

from depesche.delivery import runtime
from depesche.delivery.server import front_process
from depesche.delivery.server.front import Front
from depesche.delivery.server.front_state import FrontState
from depesche.delivery.stores import Store, open_store
from depesche.kit.config import Config

PAGE = ("<!doctype html><p>Der Stadtrat hat entschieden.</p>" * 60).encode()
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class RunningFront:
    """A front on a port of its own, with a store to fill."""

    def __init__(self, home: Path, **settings: Any) -> None:
        self.config = Config(home=home, **settings)
        self.store: Store = open_store(self.config)
        self.store.put("index.html", PAGE)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self.listener.getsockname()[1]
        self.server = front_process.server(self.config)
        front = self.server.config.app
        assert isinstance(front, Front)
        self.state: FrontState = front.state
        self._thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listener]}, daemon=True)

    def start(self) -> None:
        self._thread.start()
        wait_until(lambda: self.server.started)

    def stop(self) -> float:
        """End it; returns the seconds that took."""
        began = time.monotonic()
        self.server.should_exit = True
        self._thread.join(15)
        assert not self._thread.is_alive()
        return time.monotonic() - began

    def connect(self, *, receive_buffer: int = 0) -> Connection:
        return Connection(self.port, receive_buffer=receive_buffer)

    def ask(self, request: bytes) -> Reply:
        """One request on a connection of its own."""
        with self.connect() as connection:
            connection.send(request)
            return connection.reply(head_only=request.startswith(b"HEAD"))

    def get(self, path: str, *headers: str) -> Reply:
        return self.ask(request_for(path, *headers))


@contextlib.contextmanager
def running_front(home: Path, **settings: Any) -> Iterator[RunningFront]:
    front = RunningFront(home, **settings)
    front.start()
    try:
        yield front
    finally:
        front.stop()


@contextlib.contextmanager
def running_newsroom(home: Path, app: App) -> Iterator[uvicorn.Server]:
    """A stand-in for Django where the front looks for it."""
    path = runtime.newsroom_socket(home)
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(128)
        server = uvicorn.Server(
            uvicorn.Config(app, ws="none", lifespan="off", log_config=None, access_log=False, proxy_headers=False)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_until(lambda: server.started)
        try:
            yield server
        finally:
            server.should_exit = True
            thread.join(10)
            path.unlink(missing_ok=True)


class Reply:
    """A response as it came."""

    def __init__(self, head: bytes, body: bytes) -> None:
        status_line, *lines = head.split(b"\r\n")
        self.version, status, *_ = status_line.split(b" ")
        self.status = int(status)
        self.headers = {
            name.lower().decode(): value.strip().decode("latin-1")
            for name, _, value in (line.partition(b":") for line in lines)
        }
        self.body = body


class Connection:
    """A client that sends what it is told, byte for byte."""

    def __init__(self, port: int, *, receive_buffer: int = 0) -> None:
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(10)
        try:
            self.socket.connect(("127.0.0.1", port))
        except OSError:
            self.socket.close()
            raise
        self._held = b""

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def reply(self, *, head_only: bool = False) -> Reply:
        """The next response, with its body taken off the wire."""
        head = self.until(b"\r\n\r\n")[:-4]
        reply = Reply(head, b"")
        if head_only or reply.status in (204, 304):
            return reply
        if reply.headers.get("transfer-encoding") == "chunked":
            while size := int(self.until(b"\r\n"), 16):
                reply.body += self.exactly(size)
                self.exactly(2)
            self.until(b"\r\n")
        elif "content-length" in reply.headers:
            reply.body = self.exactly(int(reply.headers["content-length"]))
        else:
            reply.body = self.rest()
        return reply

    def until(self, mark: bytes) -> bytes:
        while mark not in self._held:
            self._more()
        end = self._held.index(mark) + len(mark)
        taken, self._held = self._held[:end], self._held[end:]
        return taken

    def exactly(self, size: int) -> bytes:
        while len(self._held) < size:
            self._more()
        taken, self._held = self._held[:size], self._held[size:]
        return taken

    def rest(self) -> bytes:
        """All that comes until the other side closes."""
        with contextlib.suppress(ConnectionError):
            while True:
                self._more()
        taken, self._held = self._held, b""
        return taken

    def is_closed(self, within: float) -> bool:
        """Whether the server closes the connection, without sending more, in this time."""
        self.socket.settimeout(within)
        try:
            return self.socket.recv(1) == b""
        except TimeoutError:
            return False
        except ConnectionError:
            return True

    def _more(self) -> None:
        data = self.socket.recv(65536)
        if not data:
            raise ConnectionResetError("closed")
        self._held += data


def request_for(path: str, *headers: str, method: str = "GET", version: str = "1.1") -> bytes:
    lines = [f"{method} {path} HTTP/{version}", "Host: zeitung.example", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def wait_until(condition: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.005)


def memory_of(pid: int | None = None) -> int:
    """Bytes of resident memory of a process."""
    fields = Path(f"/proc/{pid or os.getpid()}/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
