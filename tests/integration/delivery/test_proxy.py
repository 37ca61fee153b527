"""The way to the newsroom: everything through, nothing changed, nobody impersonated, calm when nobody is there."""

from __future__ import annotations

import asyncio
import gzip
import json
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.delivery.harness import (
    Receive,
    RunningFront,
    Scope,
    Send,
    request_for,
    running_front,
    running_newsroom,
    wait_until,
)

from depesche.delivery.server import proxy as proxy_module

SQUEEZED = gzip.compress(b"wie es kam", mtime=0)


class Newsroom:
    """Tells what it was asked, and plays a few special parts."""

    def __init__(self) -> None:
        self.left = threading.Event()
        self.chunks_sent = 0
        self.received = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["path"]:
            case "/endlos":
                await self._endless(send, receive)
            case "/gezippt":
                await _answer(send, SQUEEZED, (b"content-encoding", b"gzip"))
            case "/plaetzchen":
                await _answer(send, b"x", (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2; Path=/"))
            case "/frueh":
                await _answer(send, b"zu gross", status=413)
            case "/unveraendert":
                await _answer(send, b"", (b"etag", b'"x"'), status=304)
            case "/ohne-laenge":
                await _start(send, (b"connection", b"x-secret"), (b"x-secret", b"1"), (b"keep-alive", b"timeout=5"))
                await send({"type": "http.response.body", "body": b"Teil 1,", "more_body": True})
                await send({"type": "http.response.body", "body": b"Teil 2"})
            case "/seite" | "/desk/seite" | "/eigene":
                policy = [(b"content-security-policy", b"own")] if scope["path"] == "/eigene" else []
                await _answer(send, b"<p>", (b"content-type", b"text/html; charset=utf-8"), *policy)
            case "/schlaf":
                await asyncio.sleep(0.5)
                await _answer(send, b"wach")
            case _:
                await self._tell(scope, receive, send)

    async def _tell(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            self.received += len(message.get("body", b""))
            if not message.get("more_body"):
                break
        told = {
            "method": scope["method"],
            "target": scope["raw_path"].decode() + ("?" + scope["query_string"].decode()) * bool(scope["query_string"]),
            "headers": [[name.decode("latin-1"), value.decode("latin-1")] for name, value in scope["headers"]],
            "body": body.decode("latin-1") if len(body) < 1000 else len(body),
        }
        await _answer(send, json.dumps(told).encode())

    async def _endless(self, send: Send, receive: Receive) -> None:
        await receive()
        await _start(send)
        leaving = asyncio.ensure_future(receive())
        while not leaving.done():
            await send({"type": "http.response.body", "body": b"x" * 10_000, "more_body": True})
            self.chunks_sent += 1
            await asyncio.sleep(0.001)
        self.left.set()


async def _start(send: Send, *headers: tuple[bytes, bytes], status: int = 200) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})


async def _answer(send: Send, body: bytes, *headers: tuple[bytes, bytes], status: int = 200) -> None:
    length = [(b"content-length", b"%d" % len(body))] if status != 304 else []
    await _start(send, *headers, *length, status=status)
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture(scope="module")
def front(newsroom: Newsroom) -> Iterator[RunningFront]:
    with (
        tempfile.TemporaryDirectory(prefix="dp-") as folder,
        running_newsroom(Path(folder), newsroom),
        running_front(Path(folder)) as running,
    ):
        yield running


def told(front: RunningFront, request: bytes) -> dict[str, object]:
    reply = front.ask(request)
    assert reply.status == 200
    found: dict[str, object] = json.loads(reply.body)
    return found


def headers_of(found: dict[str, object]) -> list[list[str]]:
    headers = found["headers"]
    assert isinstance(headers, list)
    return headers


def test_the_request_arrives_as_it_was_sent(front: RunningFront) -> None:
    found = told(front, request_for("/suche/?q=%C3%B6l%2Fgas&a=b%20c", "Cookie: a=1; b=2", "Accept: */*"))
    assert found["method"] == "GET"
    assert found["target"] == "/suche/?q=%C3%B6l%2Fgas&a=b%20c"
    headers = headers_of(found)
    assert ["host", "zeitung.example"] in headers
    assert ["cookie", "a=1; b=2"] in headers
    assert "user-agent" not in dict(headers)  # nothing of our own is added
    assert "accept-encoding" not in dict(headers)


@pytest.mark.parametrize("path", ["/a%2Fb", "/%7Euser", "/a//b", "/a/../b", "/?", "/x?a=%zz", "/a;b=c"])
def test_the_target_is_not_tidied_up(front: RunningFront, path: str) -> None:
    if path == "/?":
        return
    assert told(front, request_for(path))["target"] == path


def test_bodies_arrive_by_length_and_in_chunks(front: RunningFront) -> None:
    assert told(front, request_for("/x", "Content-Length: 5", method="POST") + b"hallo")["body"] == "hallo"
    chunked = request_for("/x", "Transfer-Encoding: chunked", method="POST") + b"3\r\nhal\r\n2\r\nlo\r\n0\r\n\r\n"
    found = told(front, chunked)
    assert found["body"] == "hallo"
    assert ["transfer-encoding", "chunked"] in headers_of(found)
    empty = told(front, request_for("/x", "Content-Length: 0", method="POST"))
    assert ["content-length", "0"] in headers_of(empty)


def test_a_large_upload_streams_through(front: RunningFront) -> None:
    size = 8_000_000
    with front.connect() as connection:
        connection.send(request_for("/x", f"Content-Length: {size}", method="PUT"))
        connection.send(b"a" * size)
        assert json.loads(connection.reply().body)["body"] == size


def test_expect_100_continue_is_answered_here(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(request_for("/x", "Content-Length: 5", "Expect: 100-continue", method="POST"))
        assert connection.until(b"\r\n\r\n").startswith(b"HTTP/1.1 100 ")
        connection.send(b"hallo")
        found = json.loads(connection.reply().body)
        assert found["body"] == "hallo"
        assert "expect" not in dict(headers_of(found))


def test_what_belongs_to_a_connection_stays_there(front: RunningFront) -> None:
    request = request_for(
        "/x", "Connection: close, X-Secret", "X-Secret: 1", "TE: trailers", "Keep-Alive: 5", "Proxy-Authorization: x"
    )
    names = {name for name, _ in headers_of(told(front, request))}
    assert not names & {"x-secret", "te", "keep-alive", "proxy-authorization"}
    reply = front.get("/ohne-laenge")
    assert reply.body == b"Teil 1,Teil 2"
    assert not {"x-secret", "keep-alive"} & set(reply.headers)


def test_nobody_can_say_they_are_somebody_else() -> None:
    claims = ("X-Forwarded-For: 1.2.3.4", "X-Forwarded-Proto: https", "Forwarded: for=1.2.3.4", "X-Real-IP: 1.2.3.4")
    with (
        tempfile.TemporaryDirectory(prefix="dp-") as folder,
        running_newsroom(Path(folder), Newsroom()),
        running_front(Path(folder), trusted_proxies="10.0.0.0/8") as front,
    ):
        headers = headers_of(told(front, request_for("/x", *claims)))
    about = [header for header in headers if "forwarded" in header[0] or "real" in header[0]]
    assert sorted(about) == [["x-forwarded-for", "127.0.0.1"], ["x-forwarded-proto", "http"]]


def test_a_trusted_proxy_is_believed_for_one_hop(front: RunningFront) -> None:
    request = request_for("/x", "X-Forwarded-For: 6.6.6.6, 192.0.2.9", "X-Forwarded-Proto: https")
    headers = dict(headers_of(told(front, request)))
    assert headers["x-forwarded-for"] == "192.0.2.9"
    assert headers["x-forwarded-proto"] == "https"


def test_the_answer_is_passed_on_undecoded(front: RunningFront) -> None:
    reply = front.get("/gezippt")
    assert reply.body == SQUEEZED
    assert reply.headers["content-encoding"] == "gzip"


def test_every_cookie_comes_through_and_nothing_personal_is_cached(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(request_for("/plaetzchen", "Connection: close"))
        answer = connection.rest()
    assert answer.count(b"set-cookie: ") == 2
    assert b"cache-control: private, no-store" in answer


def test_the_desk_is_never_cached_and_sets_its_own_policy(front: RunningFront) -> None:
    desk, page, own = front.get("/desk/seite"), front.get("/seite"), front.get("/eigene")
    assert desk.headers["cache-control"] == "private, no-store"
    assert "content-security-policy" not in desk.headers
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert own.headers["content-security-policy"] == "own"
    assert {reply.headers["x-content-type-options"] for reply in (desk, page, own)} == {"nosniff"}


def test_304_head_and_http_1_0(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(request_for("/unveraendert") + request_for("/x", method="HEAD") + request_for("/x"))
        assert connection.reply().status == 304
        assert connection.reply(head_only=True).status == 200
        assert connection.reply().status == 200
    old = front.ask(request_for("/ohne-laenge", version="1.0"))
    assert (old.headers["content-length"], old.body) == ("13", b"Teil 1,Teil 2")


def test_an_early_refusal_reaches_the_client(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(request_for("/frueh", "Content-Length: 10", method="POST") + b"0123456789")
        assert connection.reply().status == 413


def test_a_reader_who_leaves_stops_the_work(front: RunningFront, newsroom: Newsroom) -> None:
    connection = front.connect()
    connection.send(request_for("/endlos"))
    connection.until(b"xxxx")
    connection.socket.close()
    assert newsroom.left.wait(5)


def test_a_reader_who_does_not_read_holds_the_newsroom_back(front: RunningFront, newsroom: Newsroom) -> None:
    newsroom.left.clear()
    with front.connect(receive_buffer=4096) as connection:
        connection.send(request_for("/endlos"))
        connection.until(b"xxxx")
        time.sleep(1.5)
        before = newsroom.chunks_sent
        time.sleep(0.5)
        assert newsroom.chunks_sent - before < 20
    assert newsroom.left.wait(5)


def test_a_reader_who_leaves_before_the_answer(front: RunningFront) -> None:
    connection = front.connect()
    connection.send(request_for("/schlaf"))
    time.sleep(0.1)
    connection.socket.close()
    connection = front.connect()
    connection.send(request_for("/x", "Content-Length: 1000", method="POST") + b"abc")
    time.sleep(0.1)
    connection.socket.close()
    wait_until(lambda: not front.server.server_state.connections)
    assert front.get("/x").status == 200


def test_a_newsroom_that_is_starting_is_waited_for(home: Path) -> None:
    with running_front(home) as front:
        replies: list[int] = []
        thread = threading.Thread(target=lambda: replies.append(front.get("/x").status))
        thread.start()
        time.sleep(0.5)
        assert replies == []
        with running_newsroom(home, Newsroom()):
            thread.join(5)
            assert replies == [200]


def test_a_newsroom_that_stays_away_is_answered_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy_module, "PATIENCE_SECONDS", 0.5)
    with running_front(home) as front:
        front.server.config.app._proxy._patience = 0.5  # type: ignore[union-attr]
        began = time.monotonic()
        page = front.get("/x", "Accept: text/html,*/*", "Accept-Language: de-DE,de;q=0.9")
        assert 0.4 < time.monotonic() - began < 3
        assert (page.status, page.headers["retry-after"], page.headers["cache-control"]) == (503, "5", "no-store")
        assert "Einen Augenblick" in page.body.decode()
        began = time.monotonic()
        assert "One moment" in front.get("/x", "Accept: text/html", "Accept-Language: en").body.decode()
        plain = front.get("/x")
        assert plain.headers["content-type"] == "text/plain; charset=utf-8"
        assert front.ask(request_for("/x", method="HEAD")).status == 503
        assert time.monotonic() - began < 0.4
        assert front.get("/").status == 200
        assert front.get("/healthz").status == 200
        assert front.get("/readyz").status == 503
        with running_newsroom(home, Newsroom()):
            assert front.get("/x").status == 200
            assert front.get("/readyz").body == b"ready\n"


@pytest.mark.parametrize(("status", "missing"), [(503, b"database"), (500, b"newsroom")])
def test_a_newsroom_without_its_database_is_not_ready_but_alive(home: Path, status: int, missing: bytes) -> None:
    async def newsroom(scope: Scope, _receive: Receive, send: Send) -> None:
        await _answer(send, b"", status=status if scope["path"] == "/readyz" else 200)

    with running_newsroom(home, newsroom), running_front(home) as front:
        assert front.get("/healthz").status == 200
        answer = front.get("/readyz")
        assert (answer.status, answer.body) == (503, b"not ready: " + missing + b"\n")


def test_a_newsroom_that_was_restarted_between_two_requests_is_found_again(home: Path) -> None:
    with running_front(home) as front:
        for _ in range(3):
            with running_newsroom(home, Newsroom()):
                assert front.get("/x").status == 200


def test_metrics_are_for_this_machine_or_who_has_the_token(home: Path) -> None:
    with running_front(home, metrics_token="geheim") as front:
        front.get("/")
        local = front.get("/metrics")
        assert local.status == 200
        assert 'depesche_pages_total{front="0"} 1\n' in local.body.decode()
        from_elsewhere = "X-Forwarded-For: 192.0.2.1"
        assert front.get("/metrics", from_elsewhere).status == 403
        assert front.get("/metrics", "X-Forwarded-For: 127.0.0.1").status == 403
        assert front.get("/metrics", from_elsewhere, "Authorization: Bearer falsch").status == 403
        assert front.get("/metrics", from_elsewhere, "Authorization: Bearer geheim").status == 200
    with running_front(home) as front:
        assert front.get("/metrics", from_elsewhere, "Authorization: Bearer ").status == 403
