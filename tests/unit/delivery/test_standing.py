"""The breaking line: told to whoever comes while it stands, with the seconds it still has."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.delivery.live import NewEvent
from depesche.delivery.live.hub import Hub
from depesche.delivery.live.sqlite_log import SqliteLog
from depesche.delivery.live.standing import LONGEST, Standing

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Time:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


class Page:
    """A reader that keeps what it got."""

    def __init__(self) -> None:
        self.received = b""

    def write(self, data: bytes) -> None:
        self.received += data

    def end(self) -> None: ...

    def lines(self) -> list[tuple[int | None, dict[str, Any]]]:
        """The `breaking` events: id, if any, and data."""
        found = []
        for block in self.received.decode().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
            if fields.get("event") == "breaking":
                found.append((int(fields["id"]) if "id" in fields else None, json.loads(fields["data"])))
        return found


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def log(tmp_path: Path, time: Time) -> SqliteLog:
    return SqliteLog(tmp_path / "live.sqlite3", bells=tmp_path, clock=time)


def line(text: str, until: datetime | None) -> NewEvent:
    data: dict[str, Any] = {"text": text} | ({"until": until.isoformat()} if until else {})
    return NewEvent(topic="breaking", event="breaking", path="/", data=data)


def played(play: Callable[[], Any]) -> None:
    async def settle() -> None:
        play()
        for _ in range(5):
            await asyncio.sleep(0)

    asyncio.run(settle())


def joins(hub: Hub, topics: frozenset[str] | None, after: int | None = None) -> Page:
    page = Page()
    if hub.join(page, topics, after) is None:
        assert after is not None
        asyncio.run(hub.resume(page, topics, after))
    return page


def test_who_comes_later_is_told_with_the_seconds_left(log: SqliteLog, time: Time) -> None:
    hub = Hub(log, clock=time)
    log.append([line("Der Damm hält.", START + timedelta(minutes=30))])
    played(lambda: hub.deliver(log.since(0)))
    time.pass_(minutes=10)
    told = joins(hub, frozenset({"article/x", "breaking"})).lines()
    assert [(event_id, data["seconds"], data["text"]) for event_id, data in told] == [(None, 1200, "Der Damm hält.")]
    assert joins(hub, None).lines() == told
    assert joins(hub, frozenset({"article/x"})).lines() == []


def test_after_a_restart_the_hub_still_knows(log: SqliteLog, time: Time) -> None:
    log.append([line("Alt", START + timedelta(minutes=5)), line("Neu", START + timedelta(minutes=30))])
    log.append([NewEvent(topic="breaking", event="announce", path="/", data={"text": "etwas anderes"})])
    assert [data["text"] for _, data in joins(Hub(log, clock=time), None).lines()] == ["Neu"]


def test_what_was_taken_down_or_is_over_is_not_told(log: SqliteLog, time: Time) -> None:
    log.append([line("Kurz", START + timedelta(minutes=1))])
    hub = Hub(log, clock=time)
    time.pass_(minutes=1)
    assert joins(hub, None).lines() == []
    log.append([line("Lang", START + timedelta(hours=1)), line("", None)])
    assert joins(Hub(log, clock=time), None).lines() == []


def test_one_who_resumes_gets_the_event_once_and_older_ones_without_time(log: SqliteLog, time: Time) -> None:
    before = log.head()
    log.append([line("Erste", START + timedelta(hours=1)), line("Zweite", START + timedelta(hours=1))])
    time.pass_(minutes=30)
    told = joins(Hub(log, clock=time), frozenset({"breaking"}), before).lines()
    assert [(data["text"], data["seconds"]) for _, data in told] == [("Erste", 0), ("Zweite", 1800)]
    assert all(event_id is not None for event_id, _ in told)


def test_a_page_whose_id_is_forgotten_is_reset_and_told(log: SqliteLog, time: Time) -> None:
    old = log.append([NewEvent(topic="breaking", event="announce", path="/")])[0]
    time.pass_(hours=30)
    log.trim(time.now - timedelta(hours=24))
    log.append([line("Der Damm hält.", time.now + timedelta(minutes=30))])
    page = joins(Hub(log, clock=time), frozenset({"breaking"}), old - 5)
    assert b"event: reset" in page.received
    assert [data["text"] for _, data in page.lines()] == ["Der Damm hält."]


def test_the_log_still_has_a_line_that_stands_as_long_as_may_be(log: SqliteLog, time: Time) -> None:
    log.append([line("Lang", START + LONGEST)])
    time.pass_(seconds=LONGEST.total_seconds() - 1)
    log.trim(time.now - timedelta(hours=24))
    assert [data["seconds"] for _, data in joins(Hub(log, clock=time), None).lines()] == [1]


@settings(max_examples=60)
@given(until=st.one_of(st.none(), st.text(max_size=30), st.integers(), st.booleans(), st.datetimes().map(str)))
def test_whatever_the_log_holds_a_reader_is_taken_in(until: Any) -> None:
    from depesche.delivery.live.events import Event

    standing = Standing(clock=Time())
    event = Event(id=5, at=START, topic="breaking", event="breaking", path="/", data={"until": until})
    standing.note(event)
    assert b'"seconds":0' in standing.encode(event)
    assert standing.greeting(None, told=[]) == b""
