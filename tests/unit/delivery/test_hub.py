"""The hub: everybody gets what they follow, once, in order, whenever they come."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.delivery.live import hub as hub_module
from depesche.delivery.live.events import Event, NewEvent, Reservation
from depesche.delivery.live.hub import Hub

NOW = datetime(2026, 1, 2, tzinfo=UTC)


class Memory:
    """An event log in memory."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.forgotten: dict[str, int] = {"": 100}
        self.reserved = Reservation(0, 0)

    def append(self, events: Iterable[NewEvent], reservation: Reservation | None = None) -> list[int]:
        for new in events:
            data = {"event": new.event, "path": new.path, "data": new.data, "topic": new.topic}
            self.events.append(Event(id=self.head() + 1, at=NOW, **data))  # type: ignore[arg-type]
        return [event.id for event in self.events]

    def add(self, *topics: str) -> list[Event]:
        before = len(self.events)
        self.append(NewEvent(topic=topic, event="update", path="/") for topic in topics)
        return self.events[before:]

    def forget(self, upto: int) -> None:
        for event in self.events:
            if event.id <= upto:
                self.forgotten[event.topic] = event.id
        self.events = [event for event in self.events if event.id > upto]

    def reserve(self) -> Reservation:
        self.reserved = Reservation(self.head(), self.head() + 10)
        return self.reserved

    def head(self) -> int:
        return max(self.last(), self.reserved.mark)

    def last(self) -> int:
        return self.events[-1].id if self.events else max(self.forgotten.values())

    def since(self, after: int, topics: Collection[str] | None = None, limit: int = 1000) -> list[Event]:
        return [e for e in self.events if e.id > after and (topics is None or e.topic in topics)][:limit]

    def is_gap(self, after: int, topics: Collection[str] | None = None) -> bool:
        relevant = [i for t, i in self.forgotten.items() if topics is None or t == "" or t in topics]
        return after < max(relevant) or after > self.head()

    def trim(self, older_than: datetime) -> int:
        return 0

    def redact(self, paths: Collection[str]) -> int:
        return 0

    def wait(self, after: int, seconds: float) -> None: ...

    def wake(self) -> None: ...

    def close(self) -> None: ...


class Page:
    """A reader that keeps what it got."""

    def __init__(self) -> None:
        self.received = b""
        self.room = 1_000_000

    def write(self, data: bytes, sent: int = 0) -> None:
        self.received += data[sent:]

    def offer(self, data: bytes) -> int:
        taken = data[: self.room]
        self.received += taken
        return len(taken)

    def end(self) -> None:
        self.received += b"END"

    def blocks(self) -> list[dict[str, str]]:
        blocks = self.received.decode().split("\n\n")[:-1]
        return [dict(line.split(": ", 1) for line in block.split("\n") if ": " in line) for block in blocks]

    def events(self) -> list[tuple[int, str]]:
        return [(int(block["id"]), block["event"]) for block in self.blocks() if "event" in block]

    def ids(self) -> list[int]:
        return [event_id for event_id, _ in self.events()]


class Slow(Page):
    """Its connection takes its time, in the thread that writes."""

    def __init__(self) -> None:
        super().__init__()
        self.is_written_to = threading.Event()
        self.may_go_on = threading.Event()

    def offer(self, data: bytes) -> int:
        self.is_written_to.set()
        assert self.may_go_on.wait(10)
        return super().offer(data)


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def front() -> frozenset[str]:
    return frozenset({"front"})


def test_a_new_reader_is_told_the_current_id_before_anything_else() -> None:
    log = Memory()
    log.add("front")
    page = Page()
    assert Hub(log, rng=lambda: 0.5).join(page, None, None) is not None
    assert page.received == b"retry: 4000\n: current 101\nid: 101\n\n"


def test_readers_get_what_they_follow_and_nothing_private() -> None:
    async def play() -> None:
        log = Memory()
        hub = Hub(log)
        everything, politics, other = Page(), Page(), Page()
        hub.join(everything, None, None)
        hub.join(politics, frozenset({"section/politik", "front"}), None)
        hub.join(other, frozenset({"section/sport"}), None)
        hub.deliver(log.add("front", "section/politik", "desk/inbox", "article/politik/x"))
        await settled()
        assert everything.ids() == [101, 102, 104]
        assert politics.ids() == [101, 102]
        assert other.ids() == []

    asyncio.run(play())


def test_readers_with_the_same_topics_are_written_the_same_bytes_object() -> None:
    async def play() -> None:
        written: list[bytes] = []

        class Recording(Page):
            def offer(self, data: bytes) -> int:
                written.append(data)
                return len(data)

        log = Memory()
        hub = Hub(log)
        for _ in range(3):
            hub.join(Recording(), front(), None)
        written.clear()
        hub.deliver(log.add("front", "front"))
        await settled()
        assert len(written) == 3
        assert all(data is written[0] for data in written)

    asyncio.run(play())


def test_one_who_resumes_gets_what_was_missed_then_the_present() -> None:
    async def play() -> None:
        log = Memory()
        hub = Hub(log)
        hub.deliver(log.add("front", "section/sport", "front"))
        await settled()
        page = Page()
        assert hub.join(page, front(), 100) is not None
        assert page.ids() == [101, 103]
        hub.deliver(log.add("front"))
        await settled()
        assert page.ids() == [101, 103, 104]
        late = Page()
        hub.join(late, front(), 103)
        assert late.ids() == [104]

    asyncio.run(play())


def test_the_opening_never_claims_more_than_was_sent() -> None:
    log = Memory()
    hub = Hub(log)
    events = log.add("front", "front", "section/sport")

    async def play() -> None:
        hub.deliver(events)
        page = Page()
        hub.join(page, front(), 100)
        ids = [int(block["id"]) for block in page.blocks()]
        assert ids == [100, 101, 102, 103]
        assert b": current 103\n" in page.received
        await settled()
        assert page.ids() == [101, 102]

    asyncio.run(play())


def test_memory_is_bounded_and_the_log_is_asked_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "REMEMBERED", 3)

    async def play() -> None:
        log = Memory()
        hub = Hub(log)
        hub.deliver(log.add(*["front"] * 5))
        await settled()
        page = Page()
        assert hub.join(page, front(), 101) is None
        assert page.received == b""
        await hub.resume(page, front(), 101)
        assert page.ids() == [102, 103, 104, 105]
        assert hub.join(Page(), front(), 102) is not None

    asyncio.run(play())


def test_memory_is_bounded_in_bytes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "REMEMBERED_BYTES", 100)

    async def play() -> None:
        log = Memory()
        hub = Hub(log)
        hub.deliver(log.add(*["front"] * 5))
        await settled()
        page = Page()
        assert hub.join(page, front(), 101) is None
        await hub.resume(page, front(), 101)
        assert page.ids() == [102, 103, 104, 105]

    asyncio.run(play())


def test_what_was_withdrawn_is_not_told_from_memory() -> None:
    async def play() -> None:
        log = Memory()
        hub = Hub(log)
        hub.deliver(log.add("front", "front"))
        await settled()
        assert hub.join(Page(), front(), 101) is not None
        log.append([NewEvent(topic="front", event="withdraw", path="/x/")])
        hub.deliver(log.events[-1:])
        hub.deliver(log.add("front"))
        await settled()
        page = Page()
        assert hub.join(page, front(), 101) is None
        log.events = [replace(event, path="/") for event in log.events]
        await hub.resume(page, front(), 101)
        assert page.ids() == [102, 103, 104]
        assert hub.join(Page(), front(), 103) is not None

    asyncio.run(play())


def test_a_restarted_front_resumes_from_the_log() -> None:
    async def play() -> None:
        log = Memory()
        log.add("front", "section/sport", "front")
        page = Page()
        hub = Hub(log)
        assert hub.join(page, front(), 101) is None
        await hub.resume(page, front(), 101)
        assert page.ids() == [103]
        hub.deliver(log.add("front"))
        await settled()
        assert page.ids() == [103, 104]

    asyncio.run(play())


@pytest.mark.parametrize("after", [-1, 0, 99, 1000, 2**63 - 1])
def test_a_resume_point_out_of_reach_is_answered_with_a_reset(after: int) -> None:
    async def play() -> None:
        log = Memory()
        log.add("front")
        hub, page = Hub(log), Page()
        assert hub.join(page, None, after) is None
        await hub.resume(page, None, after)
        assert page.events() == [(101, "reset")]
        hub.deliver(log.add("front"))
        await settled()
        assert page.events() == [(101, "reset"), (102, "update")]

    asyncio.run(play())


def test_only_topics_that_lost_something_are_reset() -> None:
    async def play() -> None:
        log = Memory()
        log.add("article/quiet", "front", "front")
        log.forget(upto=102)
        hub, quiet, busy = Hub(log), Page(), Page()
        await hub.resume(quiet, frozenset({"article/quiet"}), 101)
        await hub.resume(busy, front(), 101)
        assert quiet.events() == []
        assert busy.events() == [(103, "reset")]

    asyncio.run(play())


def test_a_page_baked_a_moment_ahead_of_the_tail_is_no_reset_and_gets_nothing_twice() -> None:
    async def play() -> None:
        log = Memory()
        hub, page = Hub(log), Page()
        fresh = log.add("front", "front")
        await hub.resume(page, front(), 101)
        hub.deliver(fresh)
        await settled()
        assert page.ids() == [102]

    asyncio.run(play())


def test_a_page_baked_with_a_reserved_id_is_told_neither_its_own_news_nor_a_reset() -> None:
    async def play() -> None:
        log = Memory()
        hub, before, after = Hub(log), Page(), Page()
        mark = log.reserve().mark
        await hub.resume(before, front(), mark)
        assert hub.join(after, front(), mark) is not None  # from now on without asking the log
        log.reserved = Reservation(0, 0)
        hub.deliver(log.add("front"))
        await settled()
        assert before.events() == after.events() == []
        log.events[-1] = replace(log.events[-1], id=mark)
        hub.deliver(log.add("front"))
        await settled()
        assert before.ids() == after.ids() == [mark + 1]

    asyncio.run(play())


def test_too_much_to_catch_up_with_is_a_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "MOST_CAUGHT_UP", 3)

    async def play() -> None:
        log = Memory()
        hub, page, other = Hub(log), Page(), Page()
        hub.deliver(log.add(*["front"] * 5))
        hub.join(page, front(), 100)
        assert page.events() == [(105, "reset")]
        await Hub(log).resume(other, front(), 100)
        assert other.events() == [(105, "reset")]

    asyncio.run(play())


def test_leaving_frees_everything_and_may_be_repeated() -> None:
    async def play() -> None:
        log = Memory()
        hub, page = Hub(log), Page()
        subscription = hub.join(page, front(), None)
        assert subscription is not None
        assert (hub.readers, hub.counts()) == (1, {"front": 1})
        hub.leave(subscription)
        hub.leave(subscription)
        assert (hub.readers, hub.counts()) == (0, {})
        before = page.received
        hub.deliver(log.add("front"))
        await settled()
        assert page.received == before

    asyncio.run(play())


def test_who_joins_or_leaves_while_others_are_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "_CROWD", 0)

    async def play() -> None:
        log = Memory()
        hub = Hub(log)
        first, second, late = Slow(), Page(), Page()
        hub.join(first, front(), None)
        leaving = hub.join(second, None, None)
        assert leaving is not None
        hub.deliver(log.add("front"))
        while not first.is_written_to.is_set():
            await asyncio.sleep(0)
        assert hub.is_writing
        hub.leave(leaving)
        hub.join(late, None, 100)
        first.may_go_on.set()
        await hub.settle()
        assert (first.ids(), second.ids(), late.ids()) == ([101], [], [101])

    asyncio.run(play())


def test_what_a_connection_does_not_take_at_once_follows_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "_CROWD", 0)

    async def play() -> None:
        log = Memory()
        hub, page, slow = Hub(log), Page(), Slow()
        page.room = 7
        hub.join(page, front(), None)
        hub.join(slow, frozenset({"section/sport"}), None)
        hub.deliver(log.add("front", "section/sport"))
        while not slow.is_written_to.is_set():
            await asyncio.sleep(0)
        for _ in range(hub_module.HEARTBEAT_SECONDS):
            hub.tick()  # a heartbeat in the middle of an event would tear it
        slow.may_go_on.set()
        hub.deliver(log.add("front"))
        await hub.settle()
        assert page.ids() == [101, 103]
        assert page.received.endswith(b"\n\n:\n\n") or b"\n\n:\n\nid: 103" in page.received

    asyncio.run(play())


def test_every_reader_gets_a_heartbeat_once_in_fifteen_seconds() -> None:
    hub = Hub(Memory())
    readers = [Page() for _ in range(40)]
    for page in readers:
        hub.join(page, None, None)
        page.received = b""
    for _ in range(15):
        hub.tick()
    assert {page.received for page in readers} == {b":\n\n"}


def test_ending_reaches_everybody() -> None:
    hub = Hub(Memory())
    readers = [Page(), Page()]
    hub.join(readers[0], None, None)
    hub.join(readers[1], front(), None)
    hub.end()
    assert all(page.received.endswith(b"END") for page in readers)


def test_counts_by_topic() -> None:
    hub = Hub(Memory())
    hub.join(Page(), None, None)
    hub.join(Page(), front(), None)
    hub.join(Page(), frozenset({"front", "section/sport"}), None)
    assert hub.counts() == {"*": 1, "front": 2, "section/sport": 1}


TOPICS = ["front", "section/sport", "desk/x"]
STEPS = st.lists(
    st.tuples(st.just("publish"), st.lists(st.sampled_from(TOPICS), min_size=1, max_size=4))
    | st.tuples(st.just("breathe"), st.just([]))
    | st.tuples(st.just("drop"), st.lists(st.integers(0, 3), min_size=1, max_size=2)),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_whatever_happens_every_reader_gets_every_event_once_and_in_order(steps: list[tuple[str, list]]) -> None:  # type: ignore[type-arg]
    async def play() -> None:
        log = Memory()
        hub = Hub(log)
        follows = [None, front(), frozenset({"section/sport"}), frozenset({"front", "section/sport"})]
        got: list[list[int]] = [[] for _ in follows]
        pages = [Page() for _ in follows]
        places = [hub.join(page, topics, None) for page, topics in zip(pages, follows, strict=True)]
        for step, arguments in [*steps, ("drop", [0, 1, 2, 3])]:
            if step == "publish":
                hub.deliver(log.add(*arguments))
            elif step == "breathe":
                await settled()
            else:
                for number in arguments:
                    place, page = places[number], pages[number]
                    assert place is not None
                    hub.leave(place)
                    got[number] += page.ids()
                    last = int(page.blocks()[-1]["id"])
                    pages[number] = Page()
                    places[number] = hub.join(pages[number], follows[number], last)
        for number, topics in enumerate(follows):
            got[number] += pages[number].ids()
            wanted = [e.id for e in log.events if (e.topic in topics if topics else e.topic != "desk/x")]
            assert got[number] == wanted

    asyncio.run(play())
