"""Times and days that move with the moment of loading, so that the sample newsroom is never stale."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

_OFFSET = re.compile(r"(?P<sign>[+-])(?:(?P<days>\d+)d)?(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?")
_TOKEN = re.compile(r"\{(?P<word>[a-z]+)(?P<days>[+-]\d+)?\}")


def moment(text: str, *, now: datetime) -> datetime:
    """An absolute ISO time with its offset, or one relative to `now` such as `-3h20m` or `+1d6h`, in full minutes.

    Raises `ValueError` for anything else.
    """
    if match := _OFFSET.fullmatch(text):
        parts = {name: int(value) for name, value in match.groupdict().items() if name != "sign" and value}
        if not parts:
            raise ValueError(f"{text!r} names no time")
        distance = timedelta(**parts)
        return (now - distance if match["sign"] == "-" else now + distance).replace(second=0, microsecond=0)
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no offset from UTC")
    return instant


def days_told_from(instant: datetime, *, time_zone: ZoneInfo) -> Callable[[str], str]:
    """A function that fills the day words of a text, seen from `instant`.

    `{tag}` becomes the weekday, `{datum}` day and month, `{jahr}` the year; `{tag-1}` and `{datum+5}` count days.
    The function raises `ValueError` for a word it does not know.
    """
    local = instant.astimezone(time_zone)

    def fill(match: re.Match[str]) -> str:
        day = local + timedelta(days=int(match["days"] or 0))
        words = {
            "tag": WEEKDAYS[day.weekday()],
            "datum": f"{day.day}.\N{NO-BREAK SPACE}{MONTHS[day.month - 1]}",
            "jahr": str(day.year),
        }
        if match["word"] not in words:
            raise ValueError(f"{match[0]} is no day word; known are {', '.join(words)}")
        return words[match["word"]]

    return lambda text: _TOKEN.sub(fill, text)
