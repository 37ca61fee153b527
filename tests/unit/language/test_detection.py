"""German, English, or neither."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche import language

ROOT = Path(__file__).parents[3]

GERMAN = [
    "Die Stadt Kiel hat am Donnerstag den Haushalt beschlossen.",
    "Bundeskanzler besucht Kiel",
    "Feuerwehr löscht Brand in Lagerhalle",
    "Sperrfrist: 3. Juli 2025, 11 Uhr",
    "Pressemitteilung",
    "Mieten steigen weiter",
    "Warum der Bus nicht mehr hält",
    "Von: Presse <presse@example.org>\nBetreff: Neue Kita eröffnet\n\nGuten Tag,\nanbei unsere Meldung.",
]
ENGLISH = [
    "The city council approved the budget on Thursday.",
    "Firefighters tackle warehouse blaze",
    "EMBARGO: 00:01 BST Thursday 3 July",
    "Press release for immediate use",
    "River report shows rising pollution levels",
    "Hi all,\n\nplease find attached our statement on water quality.",
    "Why the bus no longer stops",
]
NEITHER = [
    "",
    "12345 67",
    "Berlin",
    "De gemeente heeft donderdag de begroting goedgekeurd en dat is niet voor het eerst.",
    "La ville a adopté le budget jeudi, et ce n'est pas la première fois.",
    "Kommunen har torsdag vedtaget budgettet, og det er ikke første gang.",
    "El ayuntamiento aprobó el jueves el presupuesto para el año.",
    "Miasto przyjęło w czwartek budżet na przyszły rok.",
    "Москва приняла бюджет",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, "de") for text in GERMAN] + [(text, "en") for text in ENGLISH] + [(text, None) for text in NEITHER],
)
def test_the_language_is_told(text: str, expected: str | None) -> None:
    assert language.detect(text) == expected


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_it_raise(text: str) -> None:
    assert language.detect(text) in ("de", "en", None)


def test_the_page_tells_the_truth() -> None:
    failures, _ = doctest.testfile(str(ROOT / "docs/language/detect.md"), module_relative=False)
    assert failures == 0
