"""When a source is asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.channels import schedule

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
CHANCE = st.floats(0, 1, exclude_max=True)


@given(st.integers(5, 10**6), CHANCE)
def test_after_a_success_about_the_interval(interval: int, chance: float) -> None:
    wait = (schedule.after_success(NOW, interval=interval, chance=lambda: chance) - NOW).total_seconds()
    assert 0.899 * interval <= wait <= 1.101 * interval


def test_failures_wait_longer_and_longer_up_to_a_day() -> None:
    def longest(failures: int) -> timedelta:
        return schedule.after_failure(NOW, failures=failures, interval=60, chance=lambda: 0.9999999) - NOW

    waits = [longest(failures).total_seconds() for failures in (1, 2, 3, 4, 20, 1000)]
    assert waits == pytest.approx([60, 120, 240, 480, 86_400, 86_400], rel=0.001)


@given(st.integers(1, 5000), st.integers(5, 10**6), CHANCE)
def test_the_wait_is_chosen_from_the_whole_span(failures: int, interval: int, chance: float) -> None:
    wait = (
        schedule.after_failure(NOW, failures=failures, interval=interval, chance=lambda: chance) - NOW
    ).total_seconds()
    assert 15 <= wait <= 86_400


@given(st.floats(0, 10**9), CHANCE)
def test_a_wish_of_the_server_is_kept_but_not_for_ever(wish: float, chance: float) -> None:
    moment = schedule.after_failure(NOW, failures=1, interval=60, chance=lambda: chance, retry_after=wish)
    wait = (moment - NOW).total_seconds()
    assert wait >= min(wish, schedule.LONGEST_WISH) - 0.001
    assert wait <= schedule.LONGEST_WISH * 1.1 + 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Wed, 04 Mar 2026 05:08:07 GMT", 120),
        ("Wednesday, 04-Mar-26 05:08:07 GMT", 120),
        ("Wed, 04 Mar 2026 05:00:00 GMT", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 40, None),
        ("Wed, 99 Mar 2026 05:08:07 GMT", None),
    ],
)
def test_retry_after_in_both_forms(value: str, seconds: float | None) -> None:
    assert schedule.retry_after(value, now=NOW) == seconds


@given(st.text(max_size=60))
def test_retry_after_takes_anything(value: str) -> None:
    found = schedule.retry_after(value, now=NOW)
    assert found is None or found >= 0
