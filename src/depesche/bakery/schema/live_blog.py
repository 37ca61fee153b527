"""The ticker of a live blog: its entries, newest first, and the stretches they are kept in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from depesche.bakery.schema.blocks import EmbedBlock, QuoteBlock
from depesche.bakery.schema.cards import Card
from depesche.bakery.schema.pictures import Picture


class TickerStatus(StrEnum):
    ANNOUNCED = "announced"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"


class EntryKind(StrEnum):
    """`KEY` is a turn of events; `KNOWN` and `OPEN` say what is certain and what is not."""

    PLAIN = "plain"
    KEY = "key"
    CORRECTION = "correction"
    KNOWN = "known"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score as it stood; points are text, since a set in tennis is no number."""

    home: str
    away: str
    home_points: str
    away_points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TickerEntry:
    """One entry. `number` rises from 1 within its live blog and is never used again. `html` is clean.

    `at` is the time readers are shown; `edited` is set when the words were changed after they were out. `version`
    rises with every change, so that an older state of an entry never takes the place of a newer one.
    """

    number: int
    uri: str
    version: int = 1
    at: datetime
    kind: EntryKind = EntryKind.PLAIN
    headline: str = ""
    html: str = ""
    quote: QuoteBlock | None = None
    picture: Picture | None = None
    embed: EmbedBlock | None = None
    score: Score | None = None
    author: str = ""
    source_name: str = ""
    source_url: str = ""
    edited: datetime | None = None
    is_pinned: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticker:
    """What a live blog shows on its own page: pinned entries, turns of events, and the newest entries.

    `older` is the path of the stretch that goes on below, empty when all entries are here. `topic` is its live topic.
    """

    status: TickerStatus
    topic: str
    entries: tuple[TickerEntry, ...] = ()
    pinned: tuple[TickerEntry, ...] = ()
    key_events: tuple[TickerEntry, ...] = ()
    older: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TickerStretchDocument:
    """A stretch of a live blog's entries, newest first, at an address of its own that never moves.

    `newer` and `older` are the paths of the stretches beside it, empty at the ends.
    """

    path: str
    article: Card
    number: int
    entries: tuple[TickerEntry, ...] = ()
    newer: str = ""
    older: str = ""
