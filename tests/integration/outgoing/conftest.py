"""A published newsroom, and a server on loopback that is told things."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from depesche.stories.models import ArticlePage, SectionPage


@dataclass(slots=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """Answers each POST with the next of `statuses`, then as `answer` says of its path, else 200."""

    statuses: list[int] = field(default_factory=list)
    answer: Callable[[str], int | None] = lambda _path: None
    received: list[Received] = field(default_factory=list)
    url: str = ""

    def take(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length", "0"))
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.received.append(Received(request.path, headers, request.rfile.read(length)))
        status = self.statuses.pop(0) if self.statuses else self.answer(request.path) or 200
        request.send_response(status)
        request.send_header("Content-Length", "0")
        request.end_headers()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.take(self)

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    made.url = f"http://127.0.0.1:{listening.server_port}"
    yield made
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def within_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback may be called, as `DEPESCHE_FETCH_PRIVATE` allows."""
    from depesche.stories import plant

    allowing = replace(plant.config(), fetch_private=True)
    monkeypatch.setattr(plant, "config", lambda: allowing)


@pytest.fixture
def politik(plant_folders: Path) -> SectionPage:
    from depesche.stories import services

    services.home()
    return services.section("politik", name="Politik")


@pytest.fixture
def draft(politik: SectionPage) -> ArticlePage:
    from depesche.stories import services

    return services.create_article(politik, services.ArticleDraft(headline="Damm hält"))
