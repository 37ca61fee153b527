"""The time of every function grows with its text and no faster; `make bench-language` tells the seconds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from time import process_time

import pytest

from depesche import language
from depesche.language import analyser, copydesk, duplicates, embargo, names, quotes, sections

UNITS = [
    "a", "Ä", "7", " ", "„", '"', "'", "\n", "<", "a ", "A. ", "a-", "1.", "haus ", "Berlin ", "„a“ ", ", sagte er",
    "Sperrfrist ", "frei ab ", "3.7. ",
]  # fmt: skip
SHORT, TIMES = 2_000, 8
NOISE = 0.15
"""Seconds of the processor by which a measurement may be wrong."""

KNOWN = names.Dictionary([names.Known("Berlin", names.Kind.PLACE), names.Known("A")])


@cache
def model() -> sections.Model:
    return sections.begin({"sport": "Sport", "politik": "Politik"})


def near(text: str) -> None:
    index: duplicates.Index[int] = duplicates.Index()
    index.add(1, text)
    index.near(text)


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "embargo.parse": lambda text: embargo.parse(text, received_at=datetime(2025, 7, 1, tzinfo=UTC)),
    "detect": language.detect,
    "quotes.extract": quotes.extract,
    "quotes.extract in English": lambda text: quotes.extract(text, lang="en"),
    "quotes.verify": lambda text: quotes.verify(text, source=text),
    "quotes.verify with a change": lambda text: quotes.verify(text + " x y", source="z " + text),
    "quotes.verify with a speaker": lambda text: quotes.verify(
        quotes.Quote("direct", 0, len(text), text, "Eva Lenz"), source=text
    ),
    "analyser.tokens": analyser.tokens,
    "analyser.tokens in English": lambda text: analyser.tokens(text, lang="en"),
    "analyser.matches": lambda text: analyser.matches(text, text),
    "analyser.hits": lambda text: analyser.hits(text, frozenset({"a", "haus", "berlin"})),
    "copydesk.check_text": copydesk.check_text,
    "copydesk.check_headline": copydesk.check_headline,
    "copydesk.check_headline with a body": lambda text: copydesk.check_headline(text, body=text),
    "duplicates.fingerprint": duplicates.fingerprint,
    "duplicates.Index": near,
    "sections.suggest": lambda text: sections.suggest(text, model=model()),
    "names.find": lambda text: names.find(text, known=KNOWN),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_time_grows_with_the_text_and_no_faster(name: str) -> None:
    work = FUNCTIONS[name]
    work("warm „a“, sagte er")
    slow = {unit for unit in UNITS if not grows_with_the_text(work, unit)}
    assert not slow


def grows_with_the_text(work: Callable[[str], object], unit: str) -> bool:
    """Eight times the text may take sixteen times as long; quadratic work would take sixty-four times."""
    short = seconds(work, unit, SHORT)
    return any(seconds(work, unit, SHORT * TIMES) < 2 * TIMES * short + NOISE for _ in range(3))


def seconds(work: Callable[[str], object], unit: str, length: int) -> float:
    text = unit * (length // len(unit))
    begun = process_time()
    work(text)
    return process_time() - begun
