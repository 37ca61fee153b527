"""Offsets and day words."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from depesche.sample.moments import days_told_from, moment

NOW = datetime(2026, 3, 1, 10, 30, 45, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-3h20m", datetime(2026, 3, 1, 7, 10, tzinfo=UTC)),
        ("-2d5h", datetime(2026, 2, 27, 5, 30, tzinfo=UTC)),
        ("+14h", datetime(2026, 3, 2, 0, 30, tzinfo=UTC)),
        ("-25m", datetime(2026, 3, 1, 10, 5, tzinfo=UTC)),
        ("2025-07-03T19:24:00+02:00", datetime(2025, 7, 3, 17, 24, tzinfo=UTC)),
    ],
)
def test_moments(text: str, expected: datetime) -> None:
    assert moment(text, now=NOW) == expected


@pytest.mark.parametrize("text", ["", "-", "+d", "3h", "-3x", "soon", "2025-07-03T19:24:00", "-3h 20m"])
def test_what_names_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment(text, now=NOW)


def test_days_are_told_in_the_time_zone_of_the_readers() -> None:
    late = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)  # already Thursday, 1 January in Berlin
    tell = days_told_from(late, time_zone=BERLIN)
    assert tell("am {tag}, {datum} {jahr}") == "am Donnerstag, 1.\N{NO-BREAK SPACE}Januar 2026"
    assert tell("{tag-1}abend, {datum-1} {jahr-1}") == "Mittwochabend, 31.\N{NO-BREAK SPACE}Dezember 2025"
    assert tell("bis {datum+31}") == "bis 1.\N{NO-BREAK SPACE}Februar"


def test_other_braces_stay() -> None:
    tell = days_told_from(NOW, time_zone=BERLIN)
    assert tell("td{font-family:serif} {}") == "td{font-family:serif} {}"


def test_an_unknown_day_word_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\{monat\}"):
        days_told_from(NOW, time_zone=BERLIN)("im {monat}")
