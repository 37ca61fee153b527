"""Live news over real sockets, in the fast lane and on the plain road."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.delivery.harness import (
    Connection,
    Reply,
    RunningFront,
    request_for,
    running_front,
    wait_until,
)

from depesche.delivery.live import EventLog, NewEvent, open_log, readers


@pytest.fixture(params=[True, False], ids=["fast", "plain"])
def front(request: pytest.FixtureRequest, home: Path) -> Iterator[RunningFront]:
    with running_front(home, fast_lane=request.param, live_per_address=5) as running:
        yield running


@pytest.fixture
def log(front: RunningFront) -> Iterator[EventLog]:
    opened = open_log(front.config)
    yield opened
    opened.close()


class Stream:
    """A reader of the stream."""

    def __init__(self, front: RunningFront, query: str = "", *headers: str, receive_buffer: int = 0) -> None:
        self.connection: Connection = front.connect(receive_buffer=receive_buffer)
        self.connection.send(request_for(f"/live/events{query}", *headers))
        self.head = Reply(self.connection.until(b"\r\n\r\n")[:-4], b"")
        self._chunked = self.head.headers.get("transfer-encoding") == "chunked"
        self._text = ""

    def block(self) -> dict[str, str]:
        """The next block, comments under ''."""
        while "\n\n" not in self._text:
            self._text += self._more()
        block, _, self._text = self._text.partition("\n\n")
        return dict(line.split(": ", 1) if ": " in line else (line, "") for line in block.split("\n"))

    def event(self) -> dict[str, str]:
        """The next block that is an event."""
        while "event" not in (block := self.block()):
            pass
        return block

    def close(self) -> None:
        self.connection.socket.close()

    def _more(self) -> str:
        if not self._chunked:
            return self.connection.until(b"\n").decode()
        size = int(self.connection.until(b"\r\n"), 16)
        data = self.connection.exactly(size)
        self.connection.exactly(2)
        return data.decode()


def new(topic: str = "front", **data: str) -> NewEvent:
    return NewEvent(topic=topic, event="update", path="/politik/x/", data=data)


def test_a_reader_is_told_the_current_id_first_and_then_what_happens(front: RunningFront, log: EventLog) -> None:
    [before] = log.append([new()])
    wait_until(lambda: front.state.hub and front.state.hub.head == before)
    stream = Stream(front, "?topics=front")
    assert stream.head.status == 200
    assert stream.head.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert "no-cache" in stream.head.headers["cache-control"]
    opening = stream.block()
    assert opening["id"] == str(before)
    assert 2000 <= int(opening["retry"]) <= 6000
    [event_id, _] = log.append([new(headline="Öl"), new("section/sport")])
    event = stream.event()
    assert (event["id"], event["event"]) == (str(event_id), "update")
    assert json.loads(event["data"]) == {"headline": "Öl", "topic": "front", "path": "/politik/x/"}
    stream.close()


def test_resuming_by_header_and_by_address(front: RunningFront, log: EventLog) -> None:
    first, second, third = log.append([new(), new("section/sport"), new()])
    for query, header in ((f"&last_event_id={first}", None), ("&last_event_id=1", first), ("", first)):
        headers = () if header is None else (f"Last-Event-ID: {header}",)
        stream = Stream(front, f"?topics=front{query}", *headers)
        assert stream.block()["id"] == str(first)
        assert stream.event()["id"] == str(third)
        stream.close()
    assert second < third


@pytest.mark.parametrize("claimed", ["0", "99999999999999", "abc", "-1", "9" * 30, "%00"])
def test_an_id_that_leads_nowhere_is_answered_with_a_reset(front: RunningFront, log: EventLog, claimed: str) -> None:
    [event_id] = log.append([new()])
    wait_until(lambda: front.state.hub and front.state.hub.head == event_id)
    stream = Stream(front, f"?last_event_id={claimed}")
    event = stream.event()
    assert (event["event"], event["id"]) == ("reset", str(event_id))
    log.append([new()])
    assert stream.event()["event"] == "update"
    stream.close()


def test_too_many_from_one_address_are_told_to_wait(front: RunningFront) -> None:
    streams = [Stream(front) for _ in range(5)]
    assert [stream.head.status for stream in streams] == [200] * 5
    refused = front.get("/live/events")
    assert (refused.status, refused.headers["retry-after"]) == (429, "5")
    elsewhere = Stream(front, "", "X-Forwarded-For: 192.0.2.7")
    assert elsewhere.head.status == 200
    for stream in [*streams, elsewhere]:
        stream.close()
    wait_until(lambda: front.state.hub and front.state.hub.readers == 0)
    again = Stream(front)
    assert again.head.status == 200
    again.close()


def test_odd_requests_for_the_stream(front: RunningFront) -> None:
    assert front.get("/live/events?topics=desk/inbox").status == 400
    assert front.get("/live/events?topics=a%0Ab").status == 400
    head = front.ask(request_for("/live/events", "Connection: close", method="HEAD"))
    assert (head.status, head.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    assert front.ask(request_for("/live/events", "Content-Length: 0", method="POST")).status == 405
    assert front.state.hub is not None
    assert front.state.hub.readers == 0


def _has_reached(items: list[str], wanted: int) -> bool:
    return len(items) > wanted


def test_a_slow_reader_is_cut_off_and_slows_nobody(front: RunningFront, log: EventLog) -> None:
    slow = Stream(front, "?topics=front", receive_buffer=4096)
    quick = Stream(front, "?topics=front")
    got: list[str] = []

    def read() -> None:
        while (event := quick.event())["event"] != "correct":
            got.append(event["id"])

    thread = threading.Thread(target=read)
    thread.start()
    sent: list[int] = []
    while not front.state.counters.live_cut and len(sent) < 10_000:
        sent += log.append([new(text="x" * 5000) for _ in range(10)])
        wait_until(functools.partial(_has_reached, got, len(sent) - 20))
    log.append([NewEvent(topic="front", event="correct", path="/")])
    thread.join(20)
    assert got == [str(event_id) for event_id in sent]
    assert front.state.counters.live_cut == 1
    wait_until(lambda: front.state.hub and front.state.hub.readers == 1)
    slow.close()
    quick.close()


def test_a_stop_ends_the_streams_in_good_order(front: RunningFront) -> None:
    stream = Stream(front)
    stream.block()
    assert front.stop() < 4
    if not front.config.fast_lane:
        assert stream.connection.until(b"0\r\n\r\n")
    stream.connection.rest()
    stream.close()


def test_readers_are_counted_for_the_desk(front: RunningFront) -> None:
    streams = [Stream(front, "?topics=front"), Stream(front)]
    wait_until(lambda: readers.count(front.config) == 2)
    assert readers.by_topic(front.config) == {"front": 1, "*": 1}
    for stream in streams:
        stream.close()
    wait_until(lambda: readers.count(front.config) == 0)
    front.stop()
    assert readers.count(front.config) is None


def test_heartbeats_come(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from depesche.delivery.server import front as front_module

    monkeypatch.setattr(front_module, "_TICK_SECONDS", 0.01)
    with running_front(home) as front:
        stream = Stream(front)
        stream.block()
        assert stream.block() == {":": ""}
        stream.close()


def test_a_live_connection_ignores_what_else_is_sent(home: Path) -> None:
    with running_front(home) as front:
        log = open_log(front.config)
        stream = Stream(front)
        stream.block()
        stream.connection.send(request_for("/") * 3 + b"\x00garbage")
        log.append([new()])
        assert stream.event()["event"] == "update"
        stream.close()
        log.close()
        wait_until(lambda: front.state.hub and front.state.hub.readers == 0)


def test_http_1_0_may_listen(home: Path) -> None:
    with running_front(home) as front, front.connect() as connection:
        connection.send(request_for("/live/events", version="1.0"))
        head = Reply(connection.until(b"\r\n\r\n")[:-4], b"")
        assert head.status == 200
        assert "transfer-encoding" not in head.headers
        connection.until(b"id: ")


def test_one_who_leaves_while_the_log_is_read_is_forgotten(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_front(home) as front:
        hub = front.state.hub
        assert hub is not None
        missed = hub._missed

        def slowly(*arguments: object) -> object:
            time.sleep(0.3)
            return missed(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(hub, "_missed", slowly)
        connection = front.connect()
        connection.send(request_for("/live/events?last_event_id=5"))
        time.sleep(0.1)
        connection.socket.close()
        time.sleep(0.5)
        assert hub.readers == 0
        again = Stream(front, "?last_event_id=5")
        assert again.event()["event"] == "reset"
        again.close()


def test_pages_are_served_when_the_log_is_broken(home: Path) -> None:
    (home / "live.sqlite3").write_bytes(b"no database" * 500)
    with running_front(home) as front:
        assert front.get("/").status == 200
        refused = front.get("/live/events")
        assert (refused.status, refused.headers["retry-after"]) == (503, "5")
        assert b"live log" in front.get("/readyz").body


def test_announce_reaches_readers_of_a_running_server(home: Path) -> None:
    with running_front(home) as front:
        stream = Stream(front, "?topics=front")
        stream.block()
        environment = {"DEPESCHE_HOME": str(home), "PATH": "/usr/bin:/bin"}
        command = [sys.executable, "-m", "depesche", "announce", "front", "-", "--json"]
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=home, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("Erste\n\nZweite\n")
        process.stdin.close()
        events = [stream.event(), stream.event()]
        assert [json.loads(event["data"])["text"] for event in events] == ["Erste", "Zweite"]
        assert {event["event"] for event in events} == {"announce"}
        printed = [json.loads(line) for line in process.stdout]
        assert [str(line["id"]) for line in printed] == [event["id"] for event in events]
        assert process.wait(10) == 0
        process.stdout.close()
        stream.close()


def test_an_event_arrives_within_100_ms(home: Path) -> None:
    with running_front(home) as front:
        log = open_log(front.config)
        stream = Stream(front, "?topics=front")
        stream.block()
        delays = []
        for _ in range(20):
            began = time.perf_counter()
            log.append([new()])
            stream.event()
            delays.append(time.perf_counter() - began)
        log.close()
        stream.close()
    assert sorted(delays)[10] < 0.1
