"""Answers a query: finds, ranks by text and freshness, and makes what a list of results shows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import DocAddress, Query, Searcher

from depesche.archive import asking, cards, fields
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


def search(
    searcher: Searcher, typed: str, *, limit: int, offset: int, now: int, language: str
) -> tuple[list[Found], int]:
    """The hits from `offset` on and how many there are in all. `now` is in seconds since 1970."""
    asked = asking.read(typed, languages=_languages(searcher, language))
    if not asked.words:
        return [], 0
    for query in _ever_more_generous(asked, searcher):
        total = _count(searcher, query)
        if total:
            hits = _ranked(searcher, query, limit=limit, offset=offset, now=now)
            return [_found(searcher, address, score, asked) for score, address in hits], total
    return [], 0


def _count(searcher: Searcher, query: Query) -> int:
    # The stubs of tantivy leave `count` out.
    count: int = searcher.search(query, 1).count  # type: ignore[attr-defined]
    return count


def _ever_more_generous(asked: asking.Asked, searcher: Searcher) -> Iterator[Query]:
    yield asking.everything(asked)
    yield asking.forgiving(asked, searcher)
    if len(asked.words) > 2:
        yield asking.most(asked)


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
