"""Where an article stands: the places a change of it touches. Plain data, kept with the change in the outbox."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """One version of a published article, seen from outside. `month` is `YYYY-MM` in the publication's time zone.

    `day` is the ISO date there; empty in footprints that were kept before there were pages of days.
    """

    path: str
    section: str
    month: str
    day: str = ""
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    headline: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(data: dict[str, Any]) -> Footprint | None:
    """The footprint kept as `data`; `None` for an empty one (the article was not, or is no longer, public)."""
    if not data:
        return None
    return Footprint(**{**data, "topics": tuple(data.get("topics", ())), "people": tuple(data.get("people", ()))})


def day_of(moment: datetime, *, time_zone: str) -> str:
    return moment.astimezone(ZoneInfo(time_zone)).date().isoformat()


def month_of(moment: datetime, *, time_zone: str) -> str:
    return moment.astimezone(ZoneInfo(time_zone)).strftime("%Y-%m")
