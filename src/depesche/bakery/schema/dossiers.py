"""What a topic's page tells above the list of its articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from depesche.bakery.schema.blocks import RelatedLink


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePoint:
    """Something that happened on a day of the publication's calendar, known to the "day", "month" or "year".

    `links` are the articles that told it, of which one may have lent it its headline as `text`.
    """

    day: date
    precision: str = "day"
    text: str
    links: tuple[RelatedLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """Somebody, or a place, that several articles name. `path` leads to what there is about them."""

    name: str
    path: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """`points` are those of the timeline, the latest first."""

    summary_html: str = ""
    points: tuple[TimelinePoint, ...] = ()
    people: tuple[Involved, ...] = ()
    places: tuple[Involved, ...] = ()
