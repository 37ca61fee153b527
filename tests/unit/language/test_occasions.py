"""When it happened: only what the beginning of a text says of the past for certain."""

from __future__ import annotations

import doctest
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language import occasions

TUESDAY = date(2026, 11, 24)
DOCS = Path(__file__).parents[3] / "docs/language/occasions.md"


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Der Stadtrat hat am Montag den Haushalt beschlossen.", date(2026, 11, 23), "am Montag"),
        ("Bei einem Brand am Sonntagabend wurden drei Menschen verletzt.", date(2026, 11, 22), "am Sonntagabend"),
        ("Nach einem Unfall in der Nacht zum Sonntag war die Straße gesperrt.", date(2026, 11, 22), "zum Sonntag"),
        ("Am Dienstag stürzte ein Baum um.", TUESDAY, "Am Dienstag"),
        ("Die Brücke war am 3. November gesperrt worden.", date(2026, 11, 3), "am 3. November"),
        ("Am 14.11. stürzte ein Baum um.", date(2026, 11, 14), "Am 14.11."),
        ("Am Samstag, dem 14. November, war Markt.", date(2026, 11, 14), "Am Samstag, dem 14. November"),
        ("Der Sommer war heiß. Gestern brannte es.", date(2026, 11, 23), "Gestern"),
        ("Im Rathaus wird umgebaut. Das hat der Rat am Freitag beschlossen.", date(2026, 11, 20), "am Freitag"),
    ],
)  # fmt: skip
def test_what_has_happened_has_its_day(text: str, day: date, words: str) -> None:
    found = occasions.happened(text, published=TUESDAY)
    assert found is not None
    assert (found.day, text[found.start : found.end]) == (day, words)


@pytest.mark.parametrize(
    "text",
    [
        "Am Freitag soll der Rat entscheiden.",
        "Der Rat tagt am Mittwoch.",
        "Die Schule beginnt am 1. Dezember.",
        "Die Brücke wird am Montag gesperrt.",
        "Vom Donnerstag an fahren wieder Züge.",
        "Am 3. März 1987 wurde die Brücke gebaut.",
        "Am 31. Februar hat er gelacht.",
        "Der Rat hat entschieden.",
        "",
    ],
)
def test_what_is_to_come_or_long_ago_or_unsaid_has_none(text: str) -> None:
    assert occasions.happened(text, published=TUESDAY) is None


def test_a_date_without_a_year_is_the_last_one() -> None:
    found = occasions.happened("Am 30. Dezember hat es gebrannt.", published=date(2027, 1, 2))
    assert found is not None
    assert found.day == date(2026, 12, 30)


def test_english_is_read_too() -> None:
    found = occasions.happened("The council had voted on Monday.", published=TUESDAY, lang="en")
    assert found is not None
    assert found.day == date(2026, 11, 23)


@settings(max_examples=80)
@given(st.text(max_size=900), st.dates(min_value=date(1, 1, 1)))
def test_any_text_is_answered_with_a_day_not_after_its_publication(text: str, published: date) -> None:
    found = occasions.happened(text, published=published)
    if found is not None:
        assert published - timedelta(days=occasions.LONGEST_AGO) <= found.day <= published
        assert 0 <= found.start < found.end <= len(text)


def test_the_examples_in_the_docs_are_true() -> None:
    assert doctest.testfile(str(DOCS), module_relative=False).failed == 0
