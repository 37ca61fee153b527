"""Why an article is offered beside another, in a reader's words; and what a kicker says of a series."""

from __future__ import annotations

import re

from depesche.language.lexicon.folding import fold

BEFORE = 6 * 3600
"""Seconds by which an article must be older to be what happened before."""

_PHRASES = {
    "de": ("Aus der Serie", "Vorgeschichte", "Mehr zum Thema"),
    "en": ("From the series", "What happened before", "More on this"),
}
_CHOSEN = {"de": "Auswahl der Redaktion", "en": "Chosen by the editors"}
_SERIES = re.compile(r"\b(?:serie|series)\b|\w-serie\b|\w{3,}serie\b")
_NUMBER = re.compile(r"\b(?:teil|folge|part|episode)\b|\d+|[^\w\s]")


def reason(*, language: str, is_of_series: bool, seconds_before: int) -> str:
    """The reason for what was published so many seconds before the article it stands beside."""
    series, before, more = _PHRASES.get(language, _PHRASES["de"])
    if is_of_series:
        return series
    return before if seconds_before >= BEFORE else more


def chosen(language: str) -> str:
    """The reason for what editors pinned."""
    return _CHOSEN.get(language, _CHOSEN["de"])


def series_of(kicker: str) -> str:
    """The series that a kicker names, the same for all its parts; empty when it names none.

    >>> series_of("Serie „Wohnen“, Teil 3"), series_of("Sommerserie (2)"), series_of("Stadtrat")
    ('serie wohnen', 'sommerserie', '')
    """
    folded = fold(kicker)
    return " ".join(_NUMBER.sub(" ", folded).split())[:100] if _SERIES.search(folded) else ""
