"""The archive by date: years, months and days, each at an address that stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from depesche.bakery.schema.blocks import RelatedLink
from depesche.bakery.schema.cards import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many stories were first published in one month of a year, or on one day of a month (both from 1)."""

    number: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDocument:
    """The months of a year that have stories, and links to the other years."""

    path: str
    year: int
    months: tuple[Count, ...] = ()
    years: tuple[RelatedLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDocument:
    """A month of the publication's time zone as a calendar; `before` and `after` lead to the next ones with stories.

    `cards` are all its stories, oldest first, or none when there are too many for a page: the days then have them.
    """

    path: str
    year: int
    month: int
    days: tuple[Count, ...] = ()
    cards: tuple[Card, ...] = ()
    before: RelatedLink | None = None
    after: RelatedLink | None = None

    @property
    def count(self) -> int:
        return sum(day.count for day in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDocument:
    """All stories first published on a day of the publication's time zone, oldest first.

    `before` and `after` are the nearest days with stories.
    """

    path: str
    day: date
    cards: tuple[Card, ...] = ()
    before: date | None = None
    after: date | None = None
