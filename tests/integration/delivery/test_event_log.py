"""Both event logs keep the same promises."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from depesche.delivery.live import EventLog, LogError, NewEvent, open_log
from depesche.delivery.live.events import RESERVED, Event
from depesche.delivery.live.sqlite_log import SqliteLog
from depesche.delivery.live.standing import Standing
from depesche.delivery.live.tail import Tail
from depesche.delivery.live.valkey_log import ValkeyLog
from depesche.kit.config import Config

START = datetime(2026, 1, 2, 12, tzinfo=UTC)
START_ID = int(START.timestamp() * 1000)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", pytest.param("valkey", marks=pytest.mark.valkey)])
def opened(request: pytest.FixtureRequest, home: Path, clock: Clock) -> Iterator[Callable[[], EventLog]]:
    """Opens the log; each call is another process's view of it."""
    logs: list[EventLog] = []

    def open_it() -> EventLog:
        if request.param == "sqlite":
            logs.append(SqliteLog(home / "live.sqlite3", bells=home, clock=clock))
        else:
            logs.append(ValkeyLog(request.getfixturevalue("redis_url"), clock=clock))
        return logs[-1]

    if request.param == "valkey":
        import valkey

        valkey.Valkey.from_url(request.getfixturevalue("redis_url")).flushdb()
    yield open_it
    for log in logs:
        log.close()


@pytest.fixture
def log(opened: Callable[[], EventLog]) -> EventLog:
    return opened()


def new(topic: str = "front", **data: str) -> NewEvent:
    return NewEvent(topic=topic, event="update", path="/politik/x/", data=data)


def ids(events: list[Event]) -> list[int]:
    return [event.id for event in events]


def test_what_was_appended_comes_back(log: EventLog, clock: Clock) -> None:
    clock.pass_(seconds=1)
    [first, second] = log.append([new(headline="Öl"), new("section/politik")])
    assert first < second == log.head()
    assert log.since(0) == [
        Event(id=first, at=clock.now, topic="front", event="update", path="/politik/x/", data={"headline": "Öl"}),
        Event(id=second, at=clock.now, topic="section/politik", event="update", path="/politik/x/", data={}),
    ]
    assert ids(log.since(first)) == [second]
    assert ids(log.since(0, {"front"})) == [first]
    assert ids(log.since(0, {"front", "section/politik"}, limit=1)) == [first]
    assert log.since(second) == []
    assert log.append([]) == []


def test_ids_are_the_time_and_rise_even_when_the_clock_does_not(log: EventLog, clock: Clock) -> None:
    assert log.head() == START_ID
    assert log.append([new(), new()]) == [START_ID + 1, START_ID + 2]
    clock.pass_(hours=-5)
    assert log.append([new()]) == [START_ID + 3]
    clock.pass_(hours=6)
    assert log.append([new()]) == [START_ID + 3_600_000]


def test_ids_never_repeat_after_trimming(log: EventLog, clock: Clock) -> None:
    before = log.append([new(), new()])
    clock.pass_(milliseconds=1)
    assert log.trim(clock.now) == 2
    assert log.since(0) == []
    assert log.head() == before[-1]
    assert log.append([new()])[0] > before[-1]


def test_a_reservation_lies_above_what_was_and_holds_the_publishers_own_news(log: EventLog, clock: Clock) -> None:
    [before] = log.append([new()])
    reserved = log.reserve()
    assert before <= reserved.base < reserved.mark == log.head()
    assert log.last() == before
    own = [*log.append([new(), new()], reserved), *log.append([new("topic/x")], reserved)]
    assert own == [reserved.base + 1, reserved.base + 2, reserved.base + 3]
    assert log.last() == own[-1]
    assert not log.is_gap(reserved.mark, None)
    assert log.since(reserved.mark) == []
    clock.pass_(minutes=1)
    assert log.append([new()])[0] > reserved.mark


def test_what_others_appended_meanwhile_is_never_passed_by(opened: Callable[[], EventLog]) -> None:
    publisher, other = opened(), opened()
    publisher.append([new()])
    reserved = publisher.reserve()
    [announced] = other.append([new()])
    assert announced > reserved.mark
    [late] = publisher.append([new()], reserved)
    assert late > announced


def test_two_reservations_do_not_mix(opened: Callable[[], EventLog]) -> None:
    one, other = opened(), opened()
    first, second = one.reserve(), other.reserve()
    assert first.mark <= second.base
    [quick] = other.append([new()], second)
    assert second.base < quick <= second.mark
    [slow] = one.append([new()], first)
    assert slow > second.mark


def test_a_full_reservation_is_left_behind(log: EventLog) -> None:
    reserved = log.reserve()
    many = log.append([new() for _ in range(RESERVED)], reserved)
    assert (many[0], many[-1]) == (reserved.base + 1, reserved.mark)
    assert log.append([new()], reserved)[0] > reserved.mark


def test_a_fresh_or_trimmed_log_has_a_last_id(log: EventLog, clock: Clock) -> None:
    assert log.last() == log.head() == START_ID
    [only] = log.append([new()])
    log.reserve()
    clock.pass_(milliseconds=1)
    log.trim(clock.now)
    assert log.last() == only


def test_another_process_sees_it_and_the_order(opened: Callable[[], EventLog]) -> None:
    one, other = opened(), opened()
    first = one.append([new()])
    second = other.append([new()])
    assert ids(one.since(0)) == ids(other.since(0)) == [*first, *second]


def test_a_gap_is_told_by_topic(log: EventLog, clock: Clock) -> None:
    [quiet, busy] = log.append([new("article/quiet"), new("front")])
    clock.pass_(hours=25)
    [fresh] = log.append([new("front")])
    assert not log.is_gap(START_ID, None)
    assert log.trim(clock.now - timedelta(hours=24)) == 2
    assert ids(log.since(0)) == [fresh]
    assert log.is_gap(START_ID, {"front"})
    assert log.is_gap(quiet, {"front", "article/quiet"})
    assert log.is_gap(quiet, None)
    assert log.is_gap(START_ID, {"article/quiet"})
    assert not log.is_gap(quiet, {"article/quiet"})
    assert not log.is_gap(START_ID, {"article/other"})
    assert not log.is_gap(busy, {"front"})
    assert not log.is_gap(busy, None)
    assert not log.is_gap(fresh, None)


def test_ids_that_were_never_given_out_are_gaps(log: EventLog) -> None:
    [only] = log.append([new()])
    for topics in (None, {"front"}):
        assert log.is_gap(only + 1, topics)
        assert log.is_gap(2**63 - 1, topics)
        assert log.is_gap(-1, topics)
        assert log.is_gap(START_ID - 1, topics)


def test_what_readers_never_see_makes_no_gap_for_them(log: EventLog, clock: Clock) -> None:
    log.append([new("desk/inbox")])
    clock.pass_(hours=25)
    log.trim(clock.now)
    assert not log.is_gap(START_ID, None)


def test_an_append_wakes_who_waits(opened: Callable[[], EventLog]) -> None:
    writer, follower = opened(), opened()
    arrived: list[float] = []
    tail = Tail(follower, after=follower.head(), receive=lambda events: arrived.append(time.perf_counter()))
    tail.start()
    time.sleep(0.3)
    delays = []
    for _ in range(10):
        appended = time.perf_counter()
        writer.append([new()])
        while len(arrived) <= len(delays):
            assert time.perf_counter() - appended < 5
            time.sleep(0.001)
        delays.append(arrived[-1] - appended)
    tail.stop()
    assert tail.join(3)
    assert sorted(delays)[5] < 0.1


def test_waiting_ends_by_itself(log: EventLog) -> None:
    log.wait(log.head(), 0.01)
    started = time.perf_counter()
    log.wait(log.head(), 0.2)
    assert 0.1 < time.perf_counter() - started < 2


def test_many_threads_append_and_every_reader_sees_one_order(opened: Callable[[], EventLog]) -> None:
    logs = [opened() for _ in range(3)]
    seen: list[int] = []
    tail = Tail(opened(), after=START_ID, receive=lambda events: seen.extend(event.id for event in events))
    tail.start()

    def write(log: EventLog) -> None:
        for _ in range(10):
            log.append([new(), new("section/politik")])

    threads = [threading.Thread(target=write, args=(log,)) for log in logs for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deadline = time.monotonic() + 5
    while len(seen) < 120 and time.monotonic() < deadline:
        time.sleep(0.01)
    tail.stop()
    assert tail.join(3)
    assert len(seen) == 120
    assert seen == sorted(set(seen)) == ids(logs[0].since(0))


def test_a_lost_log_resets_its_readers_and_repeats_no_id(home: Path, clock: Clock) -> None:
    log = SqliteLog(home / "live.sqlite3", bells=home, clock=clock)
    [old] = log.append([new()])
    log.close()
    for file in home.glob("live.sqlite3*"):
        file.unlink()
    clock.pass_(seconds=5)
    again = SqliteLog(home / "live.sqlite3", bells=home, clock=clock)
    assert again.is_gap(old, {"front"})
    assert again.append([new()])[0] > old
    assert again.is_gap(old, {"front"})
    again.close()


def test_processes_that_start_together_share_one_log(home: Path) -> None:
    program = (
        "import sys, pathlib; from depesche.delivery.live.sqlite_log import SqliteLog\n"
        "from depesche.delivery.live import NewEvent\n"
        "home = pathlib.Path(sys.argv[1]); log = SqliteLog(home / 'live.sqlite3', bells=home)\n"
        "for _ in range(5): log.append([NewEvent(topic='front', event='update', path='/')])\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", program, str(home)]) for _ in range(6)]
    assert [process.wait(60) for process in processes] == [0] * 6
    log = open_log(Config(home=home))
    assert len(log.since(0)) == 30
    log.close()


def test_a_killed_writer_loses_nothing_it_was_told_is_there(home: Path) -> None:
    program = (
        "import sys, pathlib; from depesche.delivery.live.sqlite_log import SqliteLog\n"
        "from depesche.delivery.live import NewEvent\n"
        "home = pathlib.Path(sys.argv[1]); log = SqliteLog(home / 'live.sqlite3', bells=home)\n"
        "while True: print(log.append([NewEvent(topic='front', event='update', path='/')])[0], flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(home)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(30)]
    process.kill()
    told += [int(line) for line in process.stdout.read().split()]
    process.wait(10)
    process.stdout.close()
    log = open_log(Config(home=home))
    assert set(told) <= set(ids(log.since(0, limit=100_000)))
    log.close()


def test_a_broken_file_is_a_log_error(home: Path) -> None:
    (home / "live.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(LogError, match="live log"):
        open_log(Config(home=home))


@pytest.mark.valkey
def test_open_log_takes_valkey_by_its_url(home: Path, redis_url: str) -> None:
    log = open_log(Config(home=home, valkey_url=redis_url))
    assert isinstance(log, ValkeyLog)
    log.close()
    with pytest.raises(LogError, match="Valkey"):
        open_log(Config(home=home, valkey_url="redis://127.0.0.1:1/0"))


def test_a_hub_that_starts_finds_the_breaking_line(opened: Callable[[], EventLog], clock: Clock) -> None:
    log = opened()
    for text, until in (("Alt", START), ("Neu", START + timedelta(hours=1))):
        log.append(
            [NewEvent(topic="breaking", event="breaking", path="/", data={"until": until.isoformat(), "t": text})]
        )
        log.append([new()])
    standing = Standing(clock=clock)
    standing.read(opened())
    assert b'"t":"Neu","seconds":3600' in standing.greeting(None, told=[])
    clock.pass_(hours=1)
    assert standing.greeting(None, told=[]) == b""


def test_what_was_withdrawn_is_redacted_in_place(opened: Callable[[], EventLog], clock: Clock) -> None:
    log = opened()
    secret = NewEvent(topic="section/politik", event="publish", path="/politik/geheim/", data={"headline": "Geheim"})
    gone = NewEvent(topic="front", event="withdraw", path="/politik/geheim/", data={"section": "politik"})
    before = log.append([new(headline="Öl"), secret, new(headline="Salz"), gone, replace(secret, topic="front")])
    assert log.redact({"/politik/geheim/", "/anderswo/"}) == 2
    assert log.redact({"/politik/geheim/"}) == 0
    read = opened().since(0)
    assert ids(read) == before
    assert [event.topic for event in read] == ["front", "section/politik", "front", "front", "front"]
    assert [event.data.get("headline") for event in read] == ["Öl", None, "Salz", None, None]
    assert [event.event for event in read] == ["update", "update", "update", "withdraw", "update"]
    assert [event.path for event in read][1::3] == ["/", "/"]
    assert ids(log.since(before[0], {"section/politik"})) == [before[1]]
    assert ids(log.since(0, limit=2)) == before[:2]
    assert log.last() == before[-1]
    assert log.append([new()])[0] > before[-1]
    clock.pass_(hours=1)
    assert log.trim(clock.now) == 6
    assert log.since(0) == []
    assert log.is_gap(before[0], {"section/politik"})
    assert not log.is_gap(log.last())


def test_a_log_in_the_place_of_another_is_used_by_all_who_had_that_one_open(tmp_path: Path) -> None:
    file = tmp_path / "live.sqlite3"
    serving, desk = (SqliteLog(file, bells=tmp_path / "bells") for _ in range(2))
    [before] = desk.append([new(headline="Vorher")])
    for part in tmp_path.glob("live.sqlite3*"):
        part.rename(part.with_name(f"old-{part.name}"))
    time.sleep(0.01)  # A log counts from the millisecond of its birth: no two are born in one but in a test.
    command = SqliteLog(file, bells=tmp_path / "bells")
    told = [*command.append([new(headline="Nachher")]), *desk.append([new(headline="Vom Desk")])]
    assert ids(serving.since(before)) == told
    assert serving.is_gap(before)
    for part in tmp_path.glob("live.sqlite3*"):
        part.unlink()
    assert desk.append([new(headline="Ohne alles")]) == ids(serving.since(told[-1]))
    for one in (serving, desk, command):
        one.close()
