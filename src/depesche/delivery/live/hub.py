"""The hub: one per front process, between the log and the readers who hold a connection open.

An event is encoded once, and readers who follow the same topics share the bytes that are written to them. A reader
that cannot keep up is cut off by its transport (see `Reader`) and resumes by itself; nobody waits for it.

Everything here runs in the event loop, but for the reading of the log that `resume` does in a thread, and for the
writing to a crowd: that is done by a thread of lower priority, which lets go of the interpreter with every write. So a
page that is asked for meanwhile comes first, and waits for one write at most.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from depesche.delivery.live import wire
from depesche.delivery.live.events import Event, EventLog, is_public
from depesche.delivery.live.standing import Standing, is_breaking
from depesche.kit.clock import Clock, utc_now

Topics = frozenset[str] | None
"""What a reader follows; None is everything public."""

HEARTBEAT_SECONDS = 15
REMEMBERED = 2000
REMEMBERED_BYTES = 16 * 1024 * 1024
"""Newest events held in memory, so that most readers resume without a look into the log: so many, and so much."""

MOST_CAUGHT_UP = 500
MOST_CAUGHT_UP_BYTES = 128 * 1024
"""What is sent to one who resumes; who missed more is told to fetch the page anew."""

_CROWD = 64
"""Readers from which on the writing is left to the thread."""

_NICER = 1
"""By how much it steps back behind whoever answers a page. More lets events wait for everything else on the machine."""

_RETRY_MS = (2000, 6000)
"""Bounds of the reconnection time: spread, so that not everybody comes back at once."""


class Reader(Protocol):
    """A connection that takes bytes. `write` never blocks; it cuts off a connection that lags too far behind, which
    then leaves the hub like any other that closes. Bytes up to `sent` have been taken before. `end` closes it in good
    order. `offer` may be called in any thread: how many bytes were taken at once.
    """

    def write(self, data: bytes, sent: int = 0) -> None: ...

    def offer(self, data: bytes) -> int: ...

    def end(self) -> None: ...


class Subscription:
    """A reader's place in the hub. `position` is the id up to which everything was written."""

    __slots__ = ("group", "position", "reader", "slot")

    def __init__(self, reader: Reader, group: _Group, position: int, slot: int) -> None:
        self.reader = reader
        self.group: _Group | None = group
        self.position = position
        self.slot = slot


class _Group:
    """All readers with the same topics."""

    __slots__ = ("members", "topics")

    def __init__(self, topics: Topics) -> None:
        self.topics = topics
        self.members: set[Subscription] = set()

    def wants(self, event: Event) -> bool:
        return is_public(event.topic) if self.topics is None else event.topic in self.topics


class Hub:
    """Fans events out. `deliver` is called with what is new in the log, in order; `tick` once a second."""

    def __init__(self, log: EventLog, *, rng: Callable[[], float] = random.random, clock: Clock = utc_now) -> None:
        self._log = log
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live-write", initializer=_step_back)
        self.is_writing = False
        """Whether the thread is at work: then no descriptor may be closed, lest another connection gets its number."""
        self.when_written: Callable[[], None] = lambda: None
        """Called in the event loop each time the thread is done."""
        self._rng = rng
        self.head = log.last()
        self._standing = Standing(clock=clock)
        self._standing.read(log)
        self._reserved = self.head
        self._remembered: deque[tuple[Event, bytes]] = deque()
        self._remembered_bytes = 0
        self._known_from = self.head
        self._groups: dict[Topics, _Group] = {}
        self._by_topic: dict[str, set[_Group]] = {}
        self._slots: list[set[Subscription]] = [set() for _ in range(HEARTBEAT_SECONDS)]
        self._joined = 0
        self._ticks = 0
        self._waiting: deque[list[tuple[Event, bytes]]] = deque()
        self._beats: list[Subscription] = []
        self._delivery: asyncio.Task[None] | None = None
        self.readers = 0
        self.events_delivered = 0
        self.writes = 0

    # --- Readers come and go -------------------------------------------------------------------------------------

    def join(self, reader: Reader, topics: Topics, after: int | None) -> Subscription | None:
        """Take a reader in and write the opening, with what was missed since `after`.

        None when the log itself must be asked: then await `resume`. The reader is told the current id first. An
        `after` above the newest event is well when the log has reserved it: the page was baked with it.
        """
        if after is None:
            return self._admit(reader, topics, start=self.head, missed=[])
        if self.head <= after <= max(self.head, self._reserved):
            return self._admit(reader, topics, start=after, missed=[])
        if self._known_from <= after < self.head:
            return self._admit(reader, topics, start=after, missed=self._recall(after, topics))
        return None

    async def resume(self, reader: Reader, topics: Topics, after: int) -> Subscription:
        """As `join`, for a resume point that memory does not reach. Raises `LogError`."""
        covered = self.head
        missed = await asyncio.get_running_loop().run_in_executor(None, self._missed, after, topics, covered)
        if missed is None or self._known_from > covered:
            return self._admit(reader, topics, start=self.head, missed=[], reset=True)
        self._reserved = max(self._reserved, after)
        later = self._recall(max(after, covered), topics)
        encoded = [(event, self._encode(event)) for event in missed]
        return self._admit(reader, topics, start=after, missed=[*encoded, *later])

    def leave(self, subscription: Subscription) -> None:
        """Forget a reader. Doing it twice changes nothing."""
        group = subscription.group
        if group is None:
            return
        subscription.group = None
        group.members.discard(subscription)
        self._slots[subscription.slot].discard(subscription)
        self.readers -= 1
        if not group.members:
            self._drop(group)

    def counts(self) -> dict[str, int]:
        """Open connections by topic; `*` are those that follow everything."""
        found: dict[str, int] = {}
        for topics, group in self._groups.items():
            for topic in ("*",) if topics is None else topics:
                found[topic] = found.get(topic, 0) + len(group.members)
        return found

    # --- Events --------------------------------------------------------------------------------------------------

    def deliver(self, events: Sequence[Event]) -> None:
        """Send new events to everybody who follows their topics; the writing happens in a task of its own."""
        fresh = [event for event in events if event.id > self.head]
        for event in fresh:
            self._standing.note(event)
        batch = [(event, self._encode(event)) for event in fresh]
        if not batch:
            return
        for item in batch:
            self._remembered.append(item)
            self._remembered_bytes += len(item[1])
        while len(self._remembered) > REMEMBERED or self._remembered_bytes > REMEMBERED_BYTES:
            oldest, encoded = self._remembered.popleft()
            self._known_from = oldest.id
            self._remembered_bytes -= len(encoded)
        self.head = batch[-1][0].id
        self._forget_what_was_withdrawn(fresh)
        self.events_delivered += len(batch)
        self._waiting.append(batch)
        if self._delivery is None or self._delivery.done():
            self._delivery = asyncio.get_running_loop().create_task(self._write_waiting())

    def _forget_what_was_withdrawn(self, fresh: Sequence[Event]) -> None:
        """The log is redacted before it tells of a withdrawal: who resumes further back is told from there."""
        withdrawn = [event.id for event in fresh if event.event == "withdraw"]
        if not withdrawn:
            return
        while self._remembered and self._remembered[0][0].id < withdrawn[-1]:
            self._remembered_bytes -= len(self._remembered.popleft()[1])
        self._known_from = max(self._known_from, withdrawn[-1])

    def tick(self) -> None:
        """Once a second: a heartbeat to a fifteenth of the readers."""
        self._ticks += 1
        self._beats += self._slots[self._ticks % HEARTBEAT_SECONDS]
        if not self.is_writing:
            self._beat()

    def end(self) -> None:
        """Close every connection; browsers come again by themselves."""
        for group in tuple(self._groups.values()):
            for subscription in tuple(group.members):
                subscription.reader.end()

    async def settle(self) -> None:
        """Wait until what is being written is written."""
        if self._delivery is not None:
            await asyncio.wait([self._delivery])

    def _beat(self) -> None:
        beats, self._beats = self._beats, []
        for subscription in beats:
            if subscription.group is not None:
                subscription.reader.write(wire.HEARTBEAT)

    async def _write_waiting(self) -> None:
        while self._waiting:
            batch = self._waiting.popleft()
            for group in self._listening(event.topic for event, _ in batch):
                wanted = [item for item in batch if group.wants(item[0])]
                if wanted:
                    # A copy: readers come and go meanwhile.
                    await self._write_to(tuple(group.members), wanted, batch[0][0].id, batch[-1][0].id)

    async def _write_to(
        self, members: Sequence[Subscription], wanted: Sequence[tuple[Event, bytes]], first: int, last: int
    ) -> None:
        if len(members) < _CROWD:
            left = _offer(members, wanted, first, last)
        else:
            self.is_writing = True
            try:
                loop = asyncio.get_running_loop()
                left = await loop.run_in_executor(self._thread, _offer, members, wanted, first, last)
            finally:
                self.is_writing = False
        for reader, data, sent in left:
            reader.write(data, sent)
        self.writes += len(members)
        self.when_written()
        self._beat()

    def _listening(self, topics: Iterable[str]) -> list[_Group]:
        found: dict[_Group, None] = {}
        for topic in topics:
            found.update(dict.fromkeys(self._by_topic.get(topic, ())))
        if (everything := self._groups.get(None)) is not None:
            found[everything] = None
        return list(found)

    # --- Joining -------------------------------------------------------------------------------------------------

    def _admit(
        self,
        reader: Reader,
        topics: Topics,
        *,
        start: int,
        missed: Collection[tuple[Event, bytes]],
        reset: bool = False,
    ) -> Subscription:
        group = self._groups.get(topics) or self._open(topics)
        if len(missed) > MOST_CAUGHT_UP or sum(len(encoded) for _, encoded in missed) > MOST_CAUGHT_UP_BYTES:
            start, missed, reset = self.head, [], True
        self._joined += 1
        position = max(start, self.head)
        subscription = Subscription(reader, group, position, self._joined % HEARTBEAT_SECONDS)
        group.members.add(subscription)
        self._slots[subscription.slot].add(subscription)
        self.readers += 1
        opening = self._opening(start, missed, position=position, reset=reset)
        standing = self._standing.greeting(topics, told=[event for event, _ in missed])
        reader.write(b"".join((*opening, standing)))
        return subscription

    def _opening(
        self, start: int, missed: Collection[tuple[Event, bytes]], *, position: int, reset: bool
    ) -> Iterator[bytes]:
        low, high = _RETRY_MS
        yield wire.opening(head=self.head, position=start, retry_ms=low + int(self._rng() * (high - low)))
        if reset:
            yield wire.reset(self.head)
            return
        told = start
        for event, encoded in missed:
            yield self._standing.encode(event) if is_breaking(event) else encoded
            told = event.id
        if told < position:
            yield wire.position(position)

    def _encode(self, event: Event) -> bytes:
        return self._standing.encode(event) if is_breaking(event) else wire.encode(event)

    def _open(self, topics: Topics) -> _Group:
        group = self._groups[topics] = _Group(topics)
        for topic in topics or ():
            self._by_topic.setdefault(topic, set()).add(group)
        return group

    def _drop(self, group: _Group) -> None:
        del self._groups[group.topics]
        for topic in group.topics or ():
            groups = self._by_topic[topic]
            groups.discard(group)
            if not groups:
                del self._by_topic[topic]

    def _recall(self, after: int, topics: Topics) -> list[tuple[Event, bytes]]:
        """From memory: what came after an id that memory reaches."""
        wants = _Group(topics).wants
        found: list[tuple[Event, bytes]] = []
        for event, encoded in reversed(self._remembered):
            if event.id <= after:
                break
            if wants(event):
                found.append((event, encoded))
        return found[::-1]

    def _missed(self, after: int, topics: Topics, upto: int) -> list[Event] | None:
        """From the log: what came after `after`, up to what the hub has; None when that cannot be told."""
        if self._log.is_gap(after, topics):
            return None
        found = self._log.since(after, topics, MOST_CAUGHT_UP + 1)
        if len(found) > MOST_CAUGHT_UP:
            return None
        return [event for event in found if event.id <= upto and is_public(event.topic)]


def _offer(
    members: Iterable[Subscription], wanted: Sequence[tuple[Event, bytes]], first: int, last: int
) -> list[tuple[Reader, bytes, int]]:
    """Write to each member, as far as its connection takes it at once; what was not taken whole, and how far it was."""
    joined = b"".join(encoded for _, encoded in wanted)
    left = []
    for subscription in members:
        # Somebody may have left while others were written to, or joined and got the batch on joining.
        if subscription.group is None or subscription.position >= last:
            continue
        data = joined if subscription.position < first else _after(wanted, subscription.position)
        subscription.position = last
        sent = subscription.reader.offer(data)
        if sent < len(data):
            left.append((subscription.reader, data, sent))
    return left


def _step_back() -> None:
    """In the writing thread: whoever answers a page comes first. On Linux, priorities are a thread's own."""
    if sys.platform.startswith("linux"):
        own = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, own, os.getpriority(os.PRIO_PROCESS, own) + _NICER)


def _after(items: Iterable[tuple[Event, bytes]], position: int) -> bytes:
    return b"".join(encoded for event, encoded in items if event.id > position)
