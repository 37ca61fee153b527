"""The breaking line that stands, kept by each hub so that every reader is told of it on connecting.

A page may have been baked long before the line was set, and lie far behind what the log remembers. So the newest event
of this kind is not only sent when it happens: whoever connects while the line stands gets it at once, without an id,
since it is no news of that moment. What is sent says how many *seconds* the line still has, because the clock of a
reader's device is nobody's authority.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from depesche.delivery.live import wire
from depesche.delivery.live.events import Event, EventLog
from depesche.kit.clock import Clock, utc_now

TOPIC = EVENT = "breaking"
LONGEST = timedelta(hours=12)
"""No line stands longer, so that the log (24 hours) surely still has the event of one that stands."""

_PAGE = 500
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Standing:
    """The newest `breaking` event. Its `data` holds `until` (ISO 8601, aware) while the line stands, and no `until`
    when it was taken down."""

    def __init__(self, *, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._newest: Event | None = None

    def read(self, log: EventLog) -> None:
        """Find the newest event in the log, after a start. Raises `LogError`."""
        after = (self._clock() - LONGEST - _EPOCH) // _MILLISECOND
        while events := log.since(after, {TOPIC}, _PAGE):
            for event in events:
                self.note(event)
            after = events[-1].id

    def note(self, event: Event) -> None:
        """Learn of an event, in the order of the log."""
        if is_breaking(event):
            self._newest = event

    def encode(self, event: Event) -> bytes:
        """A `breaking` event with the seconds it still has; none when a newer one has taken its place."""
        seconds = self._seconds() if self._newest is not None and event.id == self._newest.id else 0
        return wire.encode(replace(event, data={**event.data, "seconds": seconds}))

    def greeting(self, topics: Collection[str] | None, *, told: Collection[Event]) -> bytes:
        """What a reader of these topics is told on connecting, beside the events `told`; empty when no line stands."""
        newest = self._newest
        if newest is None or not (topics is None or TOPIC in topics) or not (seconds := self._seconds()):
            return b""
        if any(event.id == newest.id for event in told):
            return b""
        return wire.encode(replace(newest, data={**newest.data, "seconds": seconds}), with_id=False)

    def _seconds(self) -> int:
        until = self._newest.data.get("until") if self._newest is not None else None
        try:
            left = datetime.fromisoformat(str(until)) - self._clock()
        except (ValueError, TypeError):
            return 0
        return max(0, math.ceil(left.total_seconds()))


def is_breaking(event: Event) -> bool:
    return event.event == EVENT and event.topic == TOPIC
