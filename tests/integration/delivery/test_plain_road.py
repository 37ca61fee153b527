"""Pages over plain ASGI: what the fast lane leaves to it, and everything when that lane is off."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.delivery.harness import PAGE, RunningFront, request_for, running_front

from depesche.delivery import pages


@pytest.fixture(params=[True, False], ids=["fast", "plain"])
def front(request: pytest.FixtureRequest, home: Path) -> Iterator[RunningFront]:
    with running_front(home, fast_lane=request.param) as running:
        yield running


def test_both_roads_give_the_same_answers(front: RunningFront) -> None:
    front.store.put("politik/x/index.html", PAGE)
    page = front.get("/", "Accept-Encoding: gzip")
    assert gzip.decompress(page.body) == PAGE
    etag = page.headers["etag"]
    with front.connect() as connection:
        connection.send(
            request_for("/", "Accept-Encoding: gzip", f"If-None-Match: {etag}")
            + request_for("/", method="HEAD")
            + request_for("/politik/x?a=b")
            + request_for("/")
        )
        known, head = connection.reply(), connection.reply(head_only=True)
        moved, whole = connection.reply(), connection.reply()
    assert (known.status, known.headers["etag"]) == (304, etag)
    assert (head.status, head.headers["content-length"]) == (200, str(len(PAGE)))
    assert (moved.status, moved.headers["location"]) == (301, "/politik/x/?a=b")
    assert whole.body == PAGE
    expected = {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-cache",
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
    }
    assert {name: whole.headers[name] for name in expected} == expected
    assert front.state.counters.pages == 5
    assert front.state.counters.pages_not_modified == 1


def test_a_large_file_is_streamed(front: RunningFront) -> None:
    content = os.urandom(pages.LARGE * 3 + 17)
    front.store.put("film.mp4", content)
    with front.connect() as connection:
        connection.send(request_for("/film.mp4") + request_for("/film.mp4", method="HEAD") + request_for("/"))
        film, head, page = connection.reply(), connection.reply(head_only=True), connection.reply()
    assert film.body == content
    assert film.headers["content-type"] == "video/mp4"
    assert head.headers["content-length"] == str(len(content))
    assert page.body == PAGE
    assert front.get("/film.mp4", f"If-None-Match: {film.headers['etag']}").status == 304
    assert front.state.pages.cached_bytes < pages.LARGE


def test_a_page_that_cannot_be_read_is_left_to_the_newsroom(
    front: RunningFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PermissionError("no")

    monkeypatch.setattr(front.state.pages, "answer", broken)
    monkeypatch.setattr(front.server.config.app._proxy, "_patience", 0)  # type: ignore[union-attr]
    assert front.get("/").status == 503
    assert front.state.counters.page_errors == 1
