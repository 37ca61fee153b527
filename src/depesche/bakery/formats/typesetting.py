"""Typesetting: what templates ask for so that a page reads well. Small pure functions, and the table of their names."""

from __future__ import annotations

import re
from bisect import bisect
from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from itertools import count, groupby
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from depesche.bakery import embeds, markup, sharing
from depesche.bakery.dates import Dates
from depesche.bakery.phrases import Phrases
from depesche.bakery.schema import (
    SPANS,
    Block,
    Card,
    MonthDocument,
    Picture,
    RelatedLink,
    Rendition,
    SubheadingBlock,
    TableBlock,
    TimelinePoint,
)

_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MONTH_PATH = re.compile(r"/archiv/(\d{4})/(0[1-9]|1[0-2])/")
_NO_ID = re.compile(r"[^\w-]+")
_NUMBER = re.compile(r"[-−–+±]?[\d.,\u202f\u00a0]*\d\s?(?:%|€|Prozent|Euro|km|kg|m|s)?")
_BREAK = re.compile(r"[\s\u00ad–—/-]+")
_FITS = (22, 25, 28, 32)  # letters in the longest word from which on headlines are set a step smaller
_OPENING_MARKS = frozenset("„“”»«‚‘’\"'")
_CLOSING_MARKS = frozenset(".!?…:“”\"'«»‘’)")
_OWN_IDS = ("inhalt", "quellen", "mehr")


def block_template(block: Block) -> str:
    """`InfoBoxBlock` is set by `blocks/info-box.html`."""
    name = _INNER_CAPITAL.sub("-", type(block).__name__.removesuffix("Block")).lower()
    return f"blocks/{name}.html"


def srcset(renditions: Iterable[Rendition]) -> str:
    """What a browser chooses from, as the attribute of that name says it."""
    return ", ".join(f"{rendition.path} {rendition.width}w" for rendition in renditions)


def for_all(picture: Picture) -> tuple[Rendition, ...]:
    """The renditions of an `img`: WebP where there is any, each width once."""
    webp = [rendition for rendition in picture.renditions if rendition.content_type == "image/webp"]
    return tuple({rendition.width: rendition for rendition in webp or picture.renditions}.values())


def anchors(body: Sequence[Block]) -> list[str]:
    """For each block the id of its subheading, made unique on the page; empty for other blocks."""
    taken = set(_OWN_IDS)
    anchors = []
    for block in body:
        anchor = ""
        if isinstance(block, SubheadingBlock):
            stem = _NO_ID.sub("-", markup.plain(block.anchor)).strip("-") or "abschnitt"
            numbered = (f"{stem}-{number}" for number in count(2))
            anchor = stem if stem not in taken else next(name for name in numbered if name not in taken)
            taken.add(anchor)
        anchors.append(anchor)
    return anchors


def by_day(cards: Sequence[Card], dates: Dates) -> list[tuple[str, list[Card]]]:
    """Cards by the local day of their publication, in the given order."""
    return [(day, list(group)) for day, group in groupby(cards, key=lambda card: dates.key(card.first_published))]


def number_columns(block: TableBlock) -> frozenset[int]:
    """Columns that hold nothing but numbers: they are set flush right, headings too."""
    rows = block.rows[1:] if block.header_row else block.rows
    columns = range(max(map(len, rows), default=0))
    cells = {column: [row[column].strip() for row in rows if column < len(row)] for column in columns}
    return frozenset(column for column in columns if all(map(_NUMBER.fullmatch, cells[column])))


def fit(headline: str, steps: Sequence[int] = _FITS) -> str:
    """A class that sets a headline smaller when its longest word would not fit a phone. No hyphen is made up."""
    longest = max(map(len, _BREAK.split(markup.legal(headline))))
    return f" fit-{bisect(steps, longest)}" if longest >= steps[0] else ""


def quoted(text: str, language: str) -> str:
    """`text` in the language's quotation marks, unless it brings its own."""
    text = markup.legal(text).strip()
    if text[:1] in _OPENING_MARKS:
        return text
    return f"“{text}”" if language == "en" else f"„{text}“"


def month_name(link: RelatedLink, dates: Dates) -> str:
    """`Juli 2025` for a link to that month's archive; any other link says its own text."""
    found = _MONTH_PATH.fullmatch(link.url)
    return dates.month(int(found[1]), int(found[2])) if found else link.text


def weeks(document: MonthDocument) -> list[list[tuple[int, int]]]:
    """Days of a month from Monday to Sunday with their number of stories; day 0 lies in another month."""
    counts = {day.number: day.count for day in document.days}
    grid = Calendar().monthdayscalendar(document.year, document.month)
    return [[(day, counts.get(day, 0)) for day in week] for week in grid]


def archive_name(link: RelatedLink, phrases: Phrases, dates: Dates) -> str:
    return phrases("older_in", month=month_name(link, dates)) if _MONTH_PATH.fullmatch(link.url) else link.text


def point_day(point: TimelinePoint, dates: Dates) -> str:
    """`3. Juli 2025`, `Juli 2025` or `2025`, as exactly as it is known."""
    if point.precision == "year":
        return str(point.day.year)
    if point.precision == "month":
        return dates.month(point.day.year, point.day.month)
    return dates.calendar_day(point.day)


def point_stamp(point: TimelinePoint) -> str:
    """The same for machines: `2025-07-03`, `2025-07`, `2025`."""
    return point.day.isoformat()[: {"year": 4, "month": 7}.get(point.precision, 10)]


def sentence(text: str) -> str:
    """`text` with a full stop, unless it ends in a mark already: a credit follows it on the same line."""
    text = text.strip()
    return text if not text or text[-1] in _CLOSING_MARKS else f"{text}."


def icon(name: str, accent: str) -> str:
    """The publication's initial on its accent, as a data address: no request, and no error in any log."""
    initial = next((sign for sign in markup.plain(name) if sign.isalnum()), "D").upper()
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><path d='M0 0h32v32H0z' fill='{accent}'/>"
        "<text x='16' y='24' font-family='Georgia,serif' font-weight='bold' font-size='24' text-anchor='middle' "
        f"fill='#fff'>{initial}</text></svg>"
    )
    return quote(drawing, safe="/:=,'")


TOOLS: Mapping[str, Any] = {
    "block_template": block_template,
    "clean": lambda fragment, **kept: Markup(markup.clean(fragment, **kept)),  # noqa: S704 this is the cleaning
    "plain": markup.plain,
    "href": markup.link,
    "lines": lambda text: [line.strip() for line in text.splitlines() if line.strip()],
    "embed_frame": embeds.frame,
    "embed_provider": embeds.provider,
    "srcset": srcset,
    "for_all": for_all,
    "shown_first": sharing.SHOWN_FIRST,
    "unique_anchors": anchors,
    "by_day": by_day,
    "archive_name": archive_name,
    "month_name": month_name,
    "number_columns": number_columns,
    "fit": fit,
    "quoted": quoted,
    "point_day": point_day,
    "point_stamp": point_stamp,
    "sentence": sentence,
    "spans": SPANS,
    "weeks": weeks,
    "icon": icon,
}
"""What every template may use besides its document."""
