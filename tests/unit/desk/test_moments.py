from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from depesche.desk import moments

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 7, 4, 6, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "german", "english"),
    [
        ("2025-07-04T06:12", "06:12", "06:12"),
        ("2025-07-04T00:00", "00:00", "00:00"),
        ("2025-07-03T23:59", "gestern, 23:59", "yesterday, 23:59"),
        ("2025-07-05T10:00", "morgen, 10:00", "tomorrow, 10:00"),
        ("2025-06-30T09:05", "Mo, 30. Jun, 09:05", "Mon 30 Jun, 09:05"),
        ("2024-12-31T18:00", "31. Dez 2024, 18:00", "31 Dec 2024, 18:00"),
    ],
)
def test_a_time_is_as_short_as_it_can_be(moment: str, german: str, english: str) -> None:
    local = datetime.fromisoformat(moment).replace(tzinfo=BERLIN)
    for language, words in (("de", german), ("en", english)):
        with translation.override(language), timezone.override(BERLIN):
            assert moments.short(local, now=NOW) == words


def test_the_day_is_that_of_the_editors_zone() -> None:
    late = datetime(2025, 7, 3, 22, 30, tzinfo=ZoneInfo("UTC"))  # 00:30 in Berlin
    with translation.override("de"), timezone.override(BERLIN):
        assert moments.short(late, now=NOW) == "00:30"
    with translation.override("de"), timezone.override(ZoneInfo("America/New_York")):
        assert moments.day_name(late, now=NOW) == "gestern"


@pytest.mark.parametrize(
    ("milliseconds", "german"), [(0, "0 ms"), (137, "137 ms"), (999, "999 ms"), (2194, "2,2 s"), (33429, "33 s")]
)
def test_a_stretch_of_time_is_as_exact_as_it_matters(milliseconds: int, german: str) -> None:
    with translation.override("de"):
        assert moments.span(milliseconds) == german
