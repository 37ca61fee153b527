"""The fast lane keeps every guard of the ordinary road, and adds its own. Real sockets, raw bytes."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from tests.integration.delivery.harness import (
    PAGE,
    Connection,
    Receive,
    RunningFront,
    Scope,
    Send,
    memory_of,
    request_for,
    running_front,
    running_newsroom,
    wait_until,
)

from depesche.delivery.server import guarded

GET = request_for("/")


async def newsroom(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what it was asked; `/langsam` takes a while."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    if scope["path"] == "/langsam":
        time.sleep(0.3)
    text = f"{scope['method']} {scope['path']} {body.decode()}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(text))]})
    await send({"type": "http.response.body", "body": text})


@pytest.fixture(scope="module")
def front() -> Iterator[RunningFront]:
    with (
        tempfile.TemporaryDirectory(prefix="dp-") as folder,
        running_newsroom(Path(folder), newsroom),
        running_front(Path(folder)) as running,
    ):
        yield running


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short times for everything that waits, for fronts started in the test."""
    monkeypatch.setattr(guarded, "HEAD_SECONDS", 0.4)
    monkeypatch.setattr(guarded, "STALL_SECONDS", 0.6)
    monkeypatch.setattr(guarded, "_WATCH_SECONDS", 0.1)


def send_until_cut_off(connection: Connection, data: bytes, *, pause: float = 0.0) -> int:
    """Send the same again and again until the server takes no more; returns the bytes that were sent."""
    sent = 0
    with contextlib.suppress(ConnectionError, TimeoutError):
        while sent < 50_000_000:
            connection.send(data)
            sent += len(data)
            time.sleep(pause)
    return sent


def pages_served(front: RunningFront) -> int:
    return front.state.counters.pages


# --- Answers ---------------------------------------------------------------------------------------------------------


def test_a_page_comes_in_the_coding_that_was_asked_for(front: RunningFront) -> None:
    plain = front.get("/")
    assert (plain.status, plain.body) == (200, PAGE)
    assert plain.version == b"HTTP/1.1"
    assert "date" in plain.headers
    assert "server" not in plain.headers
    assert gzip.decompress(front.get("/", "Accept-Encoding: gzip").body) == PAGE
    assert brotli.decompress(front.get("/", "Accept-Encoding: gzip, deflate, br").body) == PAGE


def test_head_tells_the_length_and_sends_no_body(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(request_for("/", method="HEAD") + GET)
        head = connection.reply(head_only=True)
        assert (head.status, head.headers["content-length"]) == (200, str(len(PAGE)))
        assert connection.reply().body == PAGE


def test_a_page_that_is_known_is_304_without_a_body(front: RunningFront) -> None:
    etag = front.get("/").headers["etag"]
    with front.connect() as connection:
        connection.send(request_for("/", f"If-None-Match: {etag}") + GET)
        known = connection.reply()
        assert (known.status, known.headers["etag"]) == (304, etag)
        assert "content-length" not in known.headers
        assert connection.reply().body == PAGE


def test_the_slash_is_added(front: RunningFront) -> None:
    front.store.put("politik/x/index.html", PAGE)
    reply = front.get("/politik/x?a=b")
    assert (reply.status, reply.headers["location"]) == (301, "/politik/x/?a=b")
    assert reply.body == b""


def test_a_new_page_is_served_by_the_next_request(front: RunningFront) -> None:
    with front.connect() as connection:
        for number in range(20):
            front.store.put("zaehler.txt", str(number).encode())
            connection.send(request_for("/zaehler.txt"))
            assert connection.reply().body == str(number).encode()


def test_what_is_not_baked_goes_to_the_newsroom(front: RunningFront) -> None:
    assert front.get("/nirgends/").body == b"GET /nirgends/ "


@pytest.mark.parametrize(
    "path",
    ["/../geheim", "/%2e%2e/geheim", "/..%2fgeheim", "/.tmp/x", "//etc/passwd", "/a\\..\\b", "/%00", "/index.html.gz"],
)
def test_tricks_never_leave_the_store(front: RunningFront, path: str) -> None:
    (front.config.home / "geheim").write_bytes(b"GEHEIM")
    reply = front.get(path)
    assert b"GEHEIM" not in reply.body
    assert reply.body.startswith((b"GET ", b"Invalid HTTP request"))


# --- Connections -----------------------------------------------------------------------------------------------------


def test_a_connection_is_kept_alive(front: RunningFront) -> None:
    with front.connect() as connection:
        for _ in range(50):
            connection.send(GET)
            assert connection.reply().body == PAGE


def test_connection_close_is_honoured(front: RunningFront) -> None:
    before = pages_served(front)
    with front.connect() as connection:
        connection.send(request_for("/", "Connection: close"))
        reply = connection.reply()
        assert (reply.body, reply.headers["connection"]) == (PAGE, "close")
        assert connection.is_closed(within=2)
    assert pages_served(front) == before + 1


@pytest.mark.parametrize("headers", [(), ("Connection: keep-alive",)])
def test_http_1_0_is_answered_and_closed(front: RunningFront, headers: tuple[str, ...]) -> None:
    with front.connect() as connection:
        connection.send(request_for("/", *headers, version="1.0"))
        reply = connection.reply()
        assert (reply.body, reply.headers["connection"]) == (PAGE, "close")
        assert connection.is_closed(within=2)


def test_nothing_after_a_closing_request_is_answered(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(request_for("/", "Connection: close") + GET + GET)
        assert connection.rest().count(b"HTTP/1.1 200") == 1


def test_pipelined_requests_are_answered_in_order(front: RunningFront) -> None:
    front.store.put_all({f"seite-{number}.txt": str(number).encode() for number in range(10)})
    with front.connect() as connection:
        connection.send(b"".join(request_for(f"/seite-{number}.txt") for number in range(10)))
        assert [connection.reply().body for _ in range(10)] == [str(number).encode() for number in range(10)]


def test_order_holds_when_a_slow_answer_stands_before_a_fast_one(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(request_for("/langsam") + GET + request_for("/langsam") + GET)
        connection.send(GET)
        bodies = [connection.reply().body for _ in range(5)]
    assert bodies == [b"GET /langsam ", PAGE, b"GET /langsam ", PAGE, PAGE]


def test_a_request_may_come_byte_by_byte(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in request_for("/", "Accept-Encoding: gzip"):
            connection.send(bytes([byte]))
            time.sleep(0.001)
        assert gzip.decompress(connection.reply().body) == PAGE


def test_a_get_with_a_body_goes_the_ordinary_road_and_leaves_the_connection_in_step(front: RunningFront) -> None:
    before = pages_served(front)
    with front.connect() as connection:
        connection.send(request_for("/nirgends", "Content-Length: 5") + b"hallo" + GET)
        assert connection.reply().body == b"GET /nirgends hallo"
        assert connection.reply().body == PAGE
        connection.send(request_for("/", "Content-Length: 5") + b"hallo" + GET)
        assert connection.reply().body == PAGE
        assert connection.reply().body == PAGE
    assert pages_served(front) == before + 3


def test_a_body_that_looks_like_a_request_is_none(front: RunningFront) -> None:
    inner = request_for("/geschmuggelt")
    with front.connect() as connection:
        connection.send(request_for("/x", f"Content-Length: {len(inner)}", method="POST") + inner + GET)
        assert connection.reply().body == b"POST /x " + inner
        assert connection.reply().body == PAGE


def test_two_ways_to_say_the_length_are_refused(front: RunningFront) -> None:
    request = request_for("/x", "Content-Length: 5", "Transfer-Encoding: chunked", method="POST")
    assert front.ask(request + b"0\r\n\r\n" + GET).status == 400


@pytest.mark.parametrize("garbage", [b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 100])
def test_garbage_is_refused_and_the_connection_closed(front: RunningFront, garbage: bytes) -> None:
    with front.connect() as connection:
        connection.send(garbage)
        assert connection.rest().startswith(b"HTTP/1.1 400 ")
    assert front.get("/").status == 200


def test_garbage_behind_an_open_answer_never_mixes_into_it(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(request_for("/langsam"))
        time.sleep(0.1)
        connection.send(b"\x00garbage\r\n\r\n")
        assert b"400" not in connection.rest()


def test_a_refusal_behind_an_open_answer_never_mixes_into_it(front: RunningFront) -> None:
    for refused in (
        request_for("/", "Connection: Upgrade", "Upgrade: websocket"),
        request_for("/", "X-Large: " + "a" * 70_000),
    ):
        with front.connect() as connection:
            connection.send(request_for("/langsam"))
            time.sleep(0.1)
            connection.send(refused)
            assert not connection.rest().startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))


def test_a_websocket_is_refused_politely(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(
            request_for("/live/events", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13")
        )
        reply = connection.reply()
        assert reply.status == 400
        assert b"Server-Sent Events" in reply.body
        assert connection.is_closed(within=2)


def test_an_offer_of_http_2_is_ignored(front: RunningFront) -> None:
    headers = ("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__")
    assert front.get("/", *headers).body == PAGE
    assert front.get("/nirgends", *headers).body == b"GET /nirgends "
    with_body = front.ask(request_for("/x", *headers, "Content-Length: 3", method="POST") + b"abc")
    assert (with_body.status, with_body.headers["connection"]) == (400, "close")


def test_a_large_head_is_refused(front: RunningFront) -> None:
    assert front.get("/", "X-Large: " + "a" * 30_000).status == 200
    assert front.get("/", "X-Large: " + "a" * 70_000).status == 431
    assert front.get("/", *[f"X-{number}: {'a' * 100}" for number in range(1000)]).status == 431
    assert front.get("/" + "a" * 70_000).status == 431


def test_a_head_without_end_is_cut_off(front: RunningFront) -> None:
    with front.connect() as connection:
        connection.send(b"GET / HTTP/1.1\r\n")
        sent = send_until_cut_off(connection, b"X: " + b"a" * 20_000 + b"\r\n", pause=0.001)
        assert sent < 5_000_000


def test_many_pipelined_requests_are_not_mistaken_for_one_large_head(front: RunningFront) -> None:
    front.store.put("klein.txt", b"k")
    request = request_for("/klein.txt", "X-Filler: " + "a" * 500)
    data = request * 1000
    with front.connect() as connection:
        sender = threading.Thread(target=connection.send, args=(data,))
        sender.start()
        assert all(connection.reply().body == b"k" for _ in range(1000))
        sender.join()


def test_a_client_that_resets_does_no_harm(front: RunningFront) -> None:
    for _ in range(20):
        connection = front.connect()
        connection.send(GET * 20)
        connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.socket.close()
    wait_until(lambda: len(front.server.server_state.connections) == 0)
    assert front.get("/").status == 200


# --- Time and memory -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("impatient")
def test_half_a_request_is_not_waited_for(home: Path) -> None:
    with running_front(home) as front, front.connect() as half, front.connect() as slow:
        half.send(b"GET / HTTP/1.1\r\nHost: x\r\n")
        slow.send(b"GET / HTTP/1.1\r\nX: ")
        assert send_until_cut_off(slow, b"a", pause=0.05) < 60  # a byte now and then does not help
        assert half.rest().startswith(b"HTTP/1.1 408 ")


@pytest.mark.usefixtures("impatient")
def test_a_connection_that_says_nothing_is_closed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_front(home) as front:
        front.server.config.timeout_keep_alive = 1
        with front.connect() as silent, front.connect() as idle:
            idle.send(GET)
            idle.reply()
            assert not idle.is_closed(within=0.3)
            assert silent.is_closed(within=3)
            assert idle.is_closed(within=3)


@pytest.mark.usefixtures("impatient")
def test_a_body_that_stalls_is_not_waited_for(home: Path) -> None:
    with running_newsroom(home, newsroom), running_front(home) as front, front.connect() as connection:
        connection.send(request_for("/x", "Content-Length: 1000", method="POST") + b"abc")
        assert connection.is_closed(within=4)


@pytest.mark.usefixtures("impatient")
def test_a_slow_answer_is_no_stall(home: Path) -> None:
    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        import asyncio

        await asyncio.sleep(1.5)
        await newsroom(scope, receive, send)

    with running_newsroom(home, slow), running_front(home) as front:
        assert front.get("/gruendlich").body == b"GET /gruendlich "


@pytest.mark.usefixtures("impatient")
def test_one_who_reads_nothing_is_cut_off_and_costs_little(home: Path) -> None:
    with running_front(home) as front:
        front.store.put("bild.jpg", bytes(900_000))
        before = memory_of()
        with front.connect(receive_buffer=4096) as connection:
            connection.socket.settimeout(0.5)
            send_until_cut_off(connection, request_for("/bild.jpg") * 100)
            assert memory_of() - before < 60_000_000
            wait_until(lambda: not front.server.server_state.connections, seconds=8)


@pytest.mark.usefixtures("impatient")
def test_a_closing_connection_that_never_drains_is_cut_off(home: Path) -> None:
    with running_front(home) as front:
        front.store.put("bild.jpg", bytes(900_000))
        with front.connect(receive_buffer=4096) as connection:
            connection.send(request_for("/bild.jpg", "Connection: close"))
            wait_until(lambda: front.state.counters.pages == 1)
            wait_until(lambda: not front.server.server_state.connections, seconds=8)


def test_the_limit_on_connections_answers_503(home: Path) -> None:
    with running_front(home) as front:
        front.server.config.limit_concurrency = 3
        with front.connect() as first, front.connect() as second:
            for connection in (first, second):
                connection.send(GET)
            assert [first.reply().status, second.reply().status] == [200, 200]
            with front.connect() as third:
                wait_until(lambda: len(front.server.server_state.connections) == 3)
                third.send(GET)
                assert third.reply().status == 503


def test_shutdown_finishes_what_was_begun_and_closes_the_idle(home: Path) -> None:
    with running_newsroom(home, newsroom), running_front(home) as front:
        with front.connect() as busy, front.connect() as idle, front.connect() as live:
            idle.send(GET)
            idle.reply()
            live.send(request_for("/live/events"))
            live.until(b"id: ")
            busy.send(request_for("/langsam"))
            time.sleep(0.1)
            took = front.stop()
            assert busy.reply().body == b"GET /langsam "
            idle.rest()
            live.rest()
        assert took < 5


def test_a_fault_of_ours_is_a_500_and_not_the_clients(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_front(home) as front:

        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(front.state.pages, "answer", broken)
        with front.connect() as connection:
            connection.send(GET)
            assert connection.rest().startswith(b"HTTP/1.1 500 ")
