"""What happens, for readers: events, topics, and what a log of them promises."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"

RETENTION = timedelta(hours=24)
"""How long a reader may be away and still be told everything."""

RESERVED = 1000
"""Ids in one reservation."""

PRIVATE_PREFIX = "desk/"
"""Topics that start so are for the newsroom's own pages and never reach readers."""

KEPT = frozenset({"withdraw", "breaking"})
"""Redacting leaves these: the news that an article is gone, and the breaking line, which is taken down by itself."""

NEUTRAL_EVENT, NEUTRAL_PATH = "update", "/"
NEUTRAL_DATA: Mapping[str, JSON] = {"meaningful": False}
"""What stands in the place of a redacted event: pages that follow its topic look at themselves anew, and no more."""

LARGEST_DATA = 48 * 1024
"""Bytes of what an event carries. Who lags by some times that is cut off, so one event must fit well."""

_TOPIC = re.compile(r"[^\s,\x00-\x1f\x7f\ud800-\udfff]{1,300}")
_EVENT = re.compile(r"[a-z][a-z_]{0,31}")


class LogError(Exception):
    """The log cannot be read or written now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """Something to be told. `path` is the page it is about; `data` is what else its receivers get.

    Raises `ValueError` for a topic or an event name that cannot be sent, and for more data than `LARGEST_DATA`.
    """

    topic: str
    event: str
    path: str
    data: Mapping[str, JSON] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not is_topic(self.topic):
            raise ValueError(f"{self.topic[:80]!r} is no topic: 1 to 300 characters without blanks and commas")
        if not _EVENT.fullmatch(self.event) or self.event == "reset":
            raise ValueError(f"{self.event[:80]!r} is no event: small letters, and not 'reset'")
        if (size := len(json.dumps(self.data, ensure_ascii=False).encode("utf-8", "replace"))) > LARGEST_DATA:
            raise ValueError(f"an event of {size:,} bytes is more than open pages take; at most {LARGEST_DATA:,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event as the log holds it. `at` is when it was appended, aware, in UTC."""

    id: int
    at: datetime
    topic: str
    event: str
    path: str
    data: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Reservation:
    """Ids above `base`, up to and including `mark`, set aside for one publisher."""

    base: int
    mark: int


class EventLog(Protocol):
    """A durable log. Ids rise strictly, also across trimming, loss and restoring from a backup: an id is the time
    of appending in milliseconds since 1970, or a little more. Any method may raise `LogError`.

    A page is stored before its change is announced, so the log's head at baking lies below the announcement, and
    every reader of the fresh page would be told of what they have just read. Therefore a publisher reserves ids
    before it reads what it bakes, bakes with the reservation's `mark` as the page's live id, and appends with the
    reservation. If somebody else has appended meanwhile, the events get higher ids than the mark: then readers are
    told once too often, and never too seldom.
    """

    def append(self, events: Iterable[NewEvent], reservation: Reservation | None = None) -> list[int]:
        """Append all or none, durably, and tell who waits. Returns the ids in order."""
        ...

    def reserve(self) -> Reservation:
        """Set ids aside, durably. What is not used is never used by anybody."""
        ...

    def head(self) -> int:
        """The highest id given out or reserved: any event to come has a higher one, but for those reserved. When
        there is none yet, a number below any id to come.
        """
        ...

    def last(self) -> int:
        """The id of the newest event, also when it is forgotten; when there is none yet, as `head`."""
        ...

    def since(self, after: int, topics: Collection[str] | None = None, limit: int = 1000) -> list[Event]:
        """Events with a higher id, oldest first; only those of the given topics, if any are given."""
        ...

    def is_gap(self, after: int, topics: Collection[str] | None = None) -> bool:
        """Whether a reader who has seen `after` may have missed events of these topics (none: all public ones)
        that are no longer there, or claims an id that was never given out.
        """
        ...

    def trim(self, older_than: datetime) -> int:
        """Forget events appended before an instant; returns how many."""
        ...

    def redact(self, paths: Collection[str]) -> int:
        """Make all past events about these paths neutral, but for those `KEPT`; returns how many.

        Ids, times and topics stay as they are: who resumes misses nothing, and is told nothing of what was withdrawn.
        """
        ...

    def wait(self, after: int, seconds: float) -> None:
        """Block until there may be something newer than `after`, or the time is over. For one thread at a time."""
        ...

    def wake(self) -> None:
        """End a `wait` in another thread early, where that can be done."""
        ...

    def close(self) -> None: ...


def is_topic(text: str) -> bool:
    return _TOPIC.fullmatch(text) is not None


def is_public(topic: str) -> bool:
    """Whether readers may follow the topic."""
    return not topic.startswith(PRIVATE_PREFIX)
