"""Answers a query: finds, ranks by text and freshness, and makes what a list of results shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from depesche.archive import asking, cards, fields, ranking
from depesche.archive.entries import texts_of
from depesche.archive.filters import Filters, questions
from depesche.archive.holdings import Holdings, Place
from depesche.archive.questions import Between, Every, Question, Term
from depesche.archive.snippets import snippet
from depesche.bakery import schema

RANKED = 100
"""So many of the newest that fit are ranked by text and freshness; what comes after them stands by date."""

FROM_HEADLINES = 30
"""Where more fit, so many older ones that have all words in the headline are ranked with them."""


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


def search(holdings: Holdings, wanted: Search) -> Answer:
    """The hits from `offset` on and how many there are in all."""
    languages = _languages(holdings, wanted.language)
    asked = asking.read(wanted.typed, languages=languages)
    narrowed = questions(wanted.filters)
    if not asked.words:
        return _newest(holdings, wanted, narrowed) if narrowed and not wanted.typed.strip() else NOTHING
    if wanted.is_unfinished:
        asked = asking.unfinished(asked, holdings, languages=languages)
    meant: dict[str, str] = {}
    for reading, question, meant in _ever_more_generous(asked, holdings, languages):
        whole = Every((question, *narrowed)) if narrowed else question
        newest, total = holdings.newest(whole, RANKED)
        if total:
            hits = _page(holdings, wanted, reading, whole, _candidates(holdings, reading, whole, newest, total))
            return Answer(_found(holdings, hits, reading), total, meant)
    return Answer([], 0, meant)


def _newest(holdings: Holdings, wanted: Search, narrowed: Sequence[Question]) -> Answer:
    places, total = holdings.newest(Every(tuple(narrowed)), wanted.limit, wanted.offset)
    return Answer(_found(holdings, [(0.0, place) for place in places], asking.Asked(words=(), phrases=())), total)


def _ever_more_generous(
    asked: asking.Asked, holdings: Holdings, languages: tuple[str, ...]
) -> Iterator[tuple[asking.Asked, Question, dict[str, str]]]:
    """Readings of what was typed, each with its question and the words it corrects."""
    yield asked, asking.everything(asked), {}
    corrected, meant = asking.corrected(asked, holdings, languages=languages)
    if meant:
        yield corrected, asking.everything(corrected), meant
    if len(asked.words) > 2 and not asked.phrases:  # Who quotes wants just that.
        yield corrected, asking.most(corrected), meant


def _languages(holdings: Holdings, language: str) -> tuple[str, ...]:
    other = "en" if language == "de" else "de"
    term = Term(fields.LANGUAGE, other)
    return (language, other) if holdings.frequencies([term])[term] else (language,)


def _candidates(
    holdings: Holdings, asked: asking.Asked, whole: Question, newest: list[Place], total: int
) -> list[Place]:
    """What is ranked: the newest that fit, and some older ones that fit best."""
    if total <= len(newest):
        return newest
    older = Between(last=newest[-1].order)
    return newest + holdings.newest(Every((whole, asking.in_headlines(asked), older)), FROM_HEADLINES)[0]


def _page(
    holdings: Holdings, wanted: Search, asked: asking.Asked, whole: Question, candidates: list[Place]
) -> list[tuple[float, Place]]:
    """Ranked ones first, then the others, the newest first."""
    page: list[tuple[float, Place]] = []
    if wanted.offset < len(candidates) and wanted.limit:
        ranked = ranking.ranked(holdings, asked, candidates, now=wanted.now)
        page = ranked[wanted.offset : wanted.offset + wanted.limit]
    missing = wanted.limit - len(page)
    if missing and len(candidates) >= RANKED:
        start = max(wanted.offset - len(candidates), 0)
        ahead = candidates[RANKED:]
        older = Every((whole, Between(last=candidates[RANKED - 1].order)))
        rest, _ = holdings.newest(older, start + missing + len(ahead))
        orders = {place.order for place in ahead}
        page += [(0.0, place) for place in rest if place.order not in orders][start : start + missing]
    return page


def _found(holdings: Holdings, hits: list[tuple[float, Place]], asked: asking.Asked) -> list[Found]:
    stored = holdings.read([place for _, place in hits], [fields.CARD, fields.SOURCE, fields.LANGUAGE])
    return [_hit(one, score, asked) for (score, _), one in zip(hits, stored, strict=True)]


def _hit(stored: Mapping[str, Any], score: float, asked: asking.Asked) -> Found:
    card = cards.from_json(stored[fields.CARD])
    _, body = texts_of(stored)
    return Found(card.path, card, snippet(body, asked.tokens, lang=stored[fields.LANGUAGE]), score)
