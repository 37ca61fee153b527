"""Answers a query: finds, ranks by text and freshness, and makes what a list of results shows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from tantivy import DocAddress, Occur, Query, Searcher

from depesche.archive import asking, cards, fields
from depesche.archive.filters import Filters, queries
from depesche.archive.snippets import snippet
from depesche.bakery import schema

RANKED = 200
"""So many of the best by text are ranked anew by freshness; what comes after them keeps its order by text."""

_HALF_LIFE = 180 * 86_400
_LEAST_FRESH = 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """An article that a query found. `score` means something only beside other scores of the same query."""

    path: str
    card: schema.Card
    snippet_html: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One stretch of the hits, how many there are in all, and for words nobody wrote the nearest that somebody did."""

    hits: list[Found]
    total: int
    meant: dict[str, str] = field(default_factory=dict)


NOTHING = Answer([], 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was typed and what narrows it down. `now` is in seconds since 1970.

    With `is_unfinished` the last word may be the beginning of one. Filters without words find the newest.
    """

    typed: str
    filters: Filters
    limit: int
    offset: int
    now: int
    language: str
    is_unfinished: bool = False


def search(searcher: Searcher, wanted: Search) -> Answer:
    """The hits from `offset` on and how many there are in all."""
    languages = _languages(searcher, wanted.language)
    asked = asking.read(wanted.typed, languages=languages)
    if not asked.words:
        return _newest(searcher, wanted) if wanted.filters and not wanted.typed.strip() else NOTHING
    narrowed = queries(wanted.filters)
    if wanted.is_unfinished:
        asked = asking.unfinished(asked, searcher, languages=languages)
    meant: dict[str, str] = {}
    for reading, query, meant in _ever_more_generous(asked, searcher, languages):
        whole = Query.boolean_query([(Occur.Must, one) for one in (query, *narrowed)]) if narrowed else query
        total = _count(searcher, whole)
        if total:
            hits = _ranked(searcher, whole, limit=wanted.limit, offset=wanted.offset, now=wanted.now)
            return Answer([_found(searcher, at, score, reading) for score, at in hits], total, meant)
    return Answer([], 0, meant)


def _newest(searcher: Searcher, wanted: Search) -> Answer:
    query = Query.boolean_query([(Occur.Must, one) for one in queries(wanted.filters)])
    total = _count(searcher, query)
    order = fields.PUBLISHED
    hits = searcher.search(query, wanted.limit, count=False, offset=wanted.offset, order_by_field=order).hits
    nothing = asking.Asked(words=(), phrases=())
    return Answer([_found(searcher, at, 0.0, nothing) for _, at in hits], total)


def _count(searcher: Searcher, query: Query) -> int:
    # The stubs of tantivy leave `count` out.
    count: int = searcher.search(query, 1).count  # type: ignore[attr-defined]
    return count


def _ever_more_generous(
    asked: asking.Asked, searcher: Searcher, languages: tuple[str, ...]
) -> Iterator[tuple[asking.Asked, Query, dict[str, str]]]:
    """Readings of what was typed, each with its query and the words it corrects."""
    yield asked, asking.everything(asked), {}
    corrected, meant = asking.corrected(asked, searcher, languages=languages)
    if meant:
        yield corrected, asking.everything(corrected), meant
    if len(asked.words) > 2 and not asked.phrases:  # Who quotes wants just that.
        yield corrected, asking.most(corrected), meant


def _languages(searcher: Searcher, language: str) -> tuple[str, ...]:
    other = "en" if language == "de" else "de"
    return (language, other) if searcher.doc_freq(fields.LANGUAGE, other) else (language,)


def _ranked(searcher: Searcher, query: Query, *, limit: int, offset: int, now: int) -> list[tuple[float, DocAddress]]:
    if offset >= RANKED:
        return searcher.search(query, limit, count=False, offset=offset).hits
    best = searcher.search(query, RANKED, count=False).hits
    published = searcher.fast_field_values(fields.PUBLISHED, [address for _, address in best])
    fresh = [
        (score * freshness(now - (then or 0)), -rank, address)
        for rank, ((score, address), then) in enumerate(zip(best, published, strict=True))
    ]
    page = [(score, address) for score, _, address in sorted(fresh, reverse=True)][offset : offset + limit]
    if len(page) < limit and len(best) == RANKED:
        page += searcher.search(query, limit - len(page), count=False, offset=RANKED).hits
    return page


def freshness(age: float) -> float:
    """From 1 for what is new down to 0.4; halfway after half a year. `age` is in seconds."""
    return _LEAST_FRESH + (1 - _LEAST_FRESH) * math.exp2(-max(age, 0) / _HALF_LIFE)


def _found(searcher: Searcher, address: DocAddress, score: float, asked: asking.Asked) -> Found:
    entry = searcher.doc(address)
    card = cards.from_json(fields.stored(entry, fields.CARD))
    _, body = fields.texts_of(entry)
    marked = snippet(body, asked.tokens, lang=fields.stored(entry, fields.LANGUAGE))
    return Found(card.path, card, marked, score)
