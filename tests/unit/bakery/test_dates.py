"""Dates in words, in the publication's own time."""

from __future__ import annotations

from datetime import UTC, datetime

from depesche.bakery import dates

CALL = datetime(2025, 7, 3, 17, 24, 31, 250, tzinfo=UTC)
GERMAN = dates.Dates("de", "Europe/Berlin")
ENGLISH = dates.Dates("en", "Europe/London")


def _spaces(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_german_dates_have_words_and_a_point_in_the_time() -> None:
    assert _spaces(GERMAN.full(CALL)) == "Donnerstag, 3. Juli 2025, 19.24 Uhr"
    assert _spaces(GERMAN.short_day(CALL)) == "3. Juli"
    assert GERMAN.month(2025, 3) == "März 2025"


def test_english_dates() -> None:
    assert _spaces(ENGLISH.full(CALL)) == "Thursday, 3 July 2025, 18:24"


def test_the_unit_never_leaves_its_number() -> None:
    assert "19.24\N{NO-BREAK SPACE}Uhr" in GERMAN.clock(CALL)
    assert "3.\N{NO-BREAK SPACE}Juli" in GERMAN.day(CALL)


def test_minutes_have_two_digits_and_hours_do_not() -> None:
    assert GERMAN.time(datetime(2025, 1, 1, 6, 5, tzinfo=UTC)) == "7.05"


def test_a_story_of_the_editions_day_shows_its_time_alone() -> None:
    edition = datetime(2025, 7, 3, 20, 0, tzinfo=UTC)
    assert _spaces(GERMAN.within(CALL, edition=edition)) == "19.24 Uhr"
    # 22.30 in UTC is half past midnight in Berlin: the next day.
    assert _spaces(GERMAN.within(datetime(2025, 7, 2, 22, 30, tzinfo=UTC), edition=edition)) == "0.30 Uhr"
    assert _spaces(GERMAN.within(datetime(2025, 7, 2, 20, 30, tzinfo=UTC), edition=edition)) == "2. Juli"
    assert _spaces(GERMAN.within(datetime(2024, 12, 31, 12, 0, tzinfo=UTC), edition=edition)) == "31. Dezember 2024"
    assert _spaces(GERMAN.within(CALL, edition=None)) == "3. Juli 2025"


def test_machines_get_standard_forms() -> None:
    assert dates.utc(CALL) == "2025-07-03T17:24:31Z"
    assert dates.rfc822(CALL) == "Thu, 03 Jul 2025 17:24:31 +0000"
    assert GERMAN.local(CALL) == "2025-07-03T19:24:31+02:00"
