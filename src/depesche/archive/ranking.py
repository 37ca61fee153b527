"""Puts what was found into an order: by how much its words count and how rare they are, and by freshness."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from depesche.archive import asking, fields, levels
from depesche.archive.entries import published_at
from depesche.archive.holdings import Holdings, Place
from depesche.archive.questions import Term

_HALF_LIFE = 180 * 86_400
_LEAST_FRESH = 0.4


def ranked(holdings: Holdings, asked: asking.Asked, places: Sequence[Place], *, now: int) -> list[tuple[float, Place]]:
    """Places with their scores, best first; of two with the same score the newer one. `now` in seconds since 1970."""
    rarity = _rarity(holdings, asked)
    words = [
        [[(f"\n{token}\t".encode(), rarity[token]) for token in one] for one in w.alternatives] for w in asked.words
    ]
    scored = []
    for place, stored in zip(places, holdings.read(places, [fields.LEVELS]), strict=True):
        levelled: bytes = stored[fields.LEVELS]
        text = sum(max(_said(levelled, tokens) for tokens in alternatives) for alternatives in words)
        scored.append((round(text * freshness(now - published_at(place.order)), 6), place))
    scored.sort(key=lambda one: (-one[0], -one[1].order))
    return scored


def _said(levelled: bytes, tokens: Sequence[tuple[bytes, float]]) -> float:
    """What one way to say a word is worth in an article; nothing when any of its tokens is not there."""
    worth = 0.0
    for token, rarity in tokens:
        level = levels.level(levelled, token)
        if not level:
            return 0.0
        worth += level * rarity
    return worth


def _rarity(holdings: Holdings, asked: asking.Asked) -> Mapping[str, float]:
    """In steps, so that a few articles more or less change no order."""
    tokens = {token for word in asked.words for token in word.tokens}
    counts = holdings.frequencies([Term(field, token) for token in tokens for field in (fields.TEXT, fields.PARTS)])
    articles = holdings.articles
    rarity = {}
    for token in tokens:
        holding = max(counts[Term(fields.TEXT, token)], counts[Term(fields.PARTS, token)])
        rarity[token] = round(math.log(1 + max(articles - holding + 0.5, 0.5) / (holding + 0.5)), 1) + 0.1
    return rarity


def freshness(age: float) -> float:
    """From 1 for what is new down to 0.4; halfway after half a year. `age` is in seconds."""
    return _LEAST_FRESH + (1 - _LEAST_FRESH) * math.exp2(-max(age, 0) / _HALF_LIFE)
