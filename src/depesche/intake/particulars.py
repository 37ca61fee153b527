"""What tells two reports of one kind apart: the numbers, days and places in how they begin.

Offices write the same sentences about each accident and each week's dates. Their texts are alike, the events are not.
Pure functions on text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

_OPENING = 60
"""Words of a text, with its headline, that say what happened when and where."""
_AGREED = 0.5
"""What is shared of the particulars of one kind must be more than this."""
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"\d+")
_DAY = re.compile(
    r"\b(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
    r"|january|february|march|may|june|july|october|december)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|bei|nach|aus|zwischen|auf|an|am|im|near|at|from)\s(?:(?:der|dem|den|die|das|the)\s)?"
    r"(?P<first>[A-ZÄÖÜ][\wäöüß]+)(?:[- ](?P<second>[A-ZÄÖÜ][\wäöüß]+))?"
)
_ORDINARY = frozenset(
    {"angaben", "höhe", "folge", "kürze", "rahmen", "anlass", "zusammenarbeit", "uhr", "euro", "richtung", "ort"}
    | {"anschluss", "zusammenhang", "stelle", "abend", "morgen", "nachmittag", "vormittag", "mittag", "nacht", "woche"}
    | {"polizei", "feuerwehr", "rettungsdienst", "krankenhaus", "unfall", "brand", "fahrzeug", "wohnung", "weg"}
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """`moments` are numbers and names of days and months, `places` what stands behind a preposition."""

    moments: frozenset[str]
    places: frozenset[str]


def of(text: str) -> Particulars:
    """The particulars of a text, all of it."""
    numbers = {number.lstrip("0") for number in _NUMBER.findall(text)}
    days = {day.casefold() for day in _DAY.findall(text)}
    places = {word.casefold() for match in _PLACE.finditer(text) for word in match.groups() if word}
    return Particulars(frozenset(numbers | days) - {""}, frozenset(places - _ORDINARY - days))


def disagree(first: str, second: str, *, strictly: bool) -> bool:
    """Whether two texts tell of different events, by how each begins and by what the other says anywhere.

    `strictly` for one sender's texts, who writes alike of unlike things: either kind of particulars must be shared by
    more than half. Otherwise only texts disagree that share none at all: who rewrites another's text keeps some.
    """
    agreed = [_agreed(of(_opening(one)), of(other)) for one, other in ((first, second), (second, first))]
    moments = [pair[0] for pair in agreed if pair[0] is not None]
    places = [pair[1] for pair in agreed if pair[1] is not None]
    if strictly:
        return any(shares and max(shares) <= _AGREED for shares in (moments, places))
    return bool(moments and places) and max(moments) == 0 == max(places)


def _opening(text: str) -> str:
    """The beginning of a text as it stands, lines and all: what it says, the whole text says too."""
    words = list(islice(_WORD.finditer(text), _OPENING))
    return text[: words[-1].end()] if words else ""


def _agreed(mine: Particulars, theirs: Particulars) -> tuple[float | None, float | None]:
    """Which share of the moments and of the places of one the other has; None where either has none."""
    return _share(mine.moments, theirs.moments), _share(mine.places, theirs.places)


def _share(mine: frozenset[str], theirs: frozenset[str]) -> float | None:
    return len(mine & theirs) / len(mine) if mine and theirs else None
