"""Typing errors: words the archive holds that differ from a typed one in one letter, in long words in two."""

from __future__ import annotations

from depesche.archive import fields
from depesche.archive.entries import texts_of
from depesche.archive.holdings import Holdings
from depesche.archive.questions import Term
from depesche.language import analyser

SHORTEST = 5
"""Shorter words are taken as they are typed: too many differ from them in one letter."""

_SHORTEST_FOR_TWO = 9
_LOOKED_AT = 6
_MOST = 3
_MOST_BEGINNINGS = 12
_SHORTEST_BEGINNING = 3


def near(holdings: Holdings, written: str) -> list[str]:
    """Words nearest to a folded one, the most usual first, as they are written in the archive; few at most."""
    if len(written) < SHORTEST:
        return []
    for distance in (1, 2) if len(written) >= _SHORTEST_FOR_TWO else (1,):
        if found := _within(holdings, written, distance):
            return found
    return []


def beginnings(holdings: Holdings, written: str) -> list[str]:
    """The most usual folded words that begin with what has been typed so far."""
    if len(written) < _SHORTEST_BEGINNING:
        return []
    return holdings.beginnings(written, _MOST_BEGINNINGS)


def _within(holdings: Holdings, written: str, distance: int) -> list[str]:
    spelt: dict[str, str] = {}
    places = holdings.near(written, distance, _LOOKED_AT)
    for stored in holdings.read(places, [fields.SOURCE]):
        text = "\n".join(texts_of(stored))
        for folded, original in zip(analyser.spellings(text), analyser.words_of(text), strict=False):
            if folded not in spelt and are_within(written, folded, distance):
                spelt[folded] = original
    counts = holdings.frequencies([Term(fields.WRITTEN, word) for word in spelt])
    usual = sorted(spelt, key=lambda word: (-counts[Term(fields.WRITTEN, word)], word))
    return [spelt[word] for word in usual[:_MOST]]


def are_within(one: str, other: str, distance: int) -> bool:
    """Whether so many letters exchanged, added, left out or swapped with the next make one word the other."""
    if abs(len(one) - len(other)) > distance or len(set(one) ^ set(other)) > 2 * distance:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, its in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > distance:
            return False
    return row[-1] <= distance
