"""When to ask a source again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

Chance = Callable[[], float]
"""A number from 0 to 1, 1 excluded."""

FIRST_BACKOFF = 60.0
LONGEST_BACKOFF = 86_400.0
LONGEST_WISH = 7 * 86_400.0
"""Seconds: however long a server asks us to stay away, we look again after a week."""
_SECONDS = re.compile(r"[0-9]{1,9}")


def after_success(now: datetime, *, interval: float, chance: Chance) -> datetime:
    """The interval, shorter or longer by up to a tenth, so that sources drift apart."""
    return now + timedelta(seconds=interval * (0.9 + 0.2 * chance()))


def after_failure(
    now: datetime, *, failures: int, interval: float, chance: Chance, retry_after: float | None = None
) -> datetime:
    """Exponential backoff with full jitter, never before `retry_after` seconds. `failures` counts this one.

    A source that fails is not asked more often than one that works, but for the first minutes.
    """
    ceiling = min(LONGEST_BACKOFF, max(FIRST_BACKOFF, interval / 8) * 2.0 ** min(failures - 1, 40))
    wait = max(FIRST_BACKOFF / 4, ceiling * chance())
    if retry_after is not None:
        wait = max(wait, min(retry_after, LONGEST_WISH) * (1 + 0.1 * chance()))
    return now + timedelta(seconds=wait)


def retry_after(value: str, *, now: datetime) -> float | None:
    """The header Retry-After (RFC 9110, 10.2.3) in seconds from now; None when it says nothing."""
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
