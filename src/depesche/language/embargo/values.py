"""What a deadline is made of: days, times, weekdays, parts of the day, and what is not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from depesche.language.embargo.zones import Zone


@dataclass(frozen=True, slots=True)
class Day:
    """A written day. Several candidates mean that day and month could be swapped; the year may be missing."""

    candidates: tuple[tuple[int, int], ...]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A written time of day; hour 24 is the end of the day. `sure` is false for "5:00" without am or pm in English."""

    hour: int
    minute: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, Monday = 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Relative:
    """A day counted from the day of receipt: today 0, tomorrow 1."""

    days: int


Part = Literal["morning", "noon", "afternoon", "evening", "night"]


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day that goes with a time on a twelve-hour clock: "8 Uhr abends"."""

    part: Part


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is part of a deadline and cannot be read safely, such as "Mitternacht" or "31. Juni"."""


@dataclass(frozen=True, slots=True)
class Word:
    """Any other word, in lower case."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that belong to no day or time that is understood."""


Value = Day | Time | Weekday | Relative | DayPart | Doubt | Word | Number | Zone


@dataclass(frozen=True, slots=True)
class Element:
    """A value read from `text[start:end]`."""

    start: int
    end: int
    value: Value


def at_part_of_day(time: Time, part: Part) -> Time | None:
    """The time on a 24-hour clock when a part of the day is named; None where the two do not go together."""
    hour = time.hour
    if part == "morning":
        return time if hour < 12 else None
    if part == "night":
        return time if hour < 6 or hour > 20 else None
    first, last = {"noon": (11, 14), "afternoon": (12, 18), "evening": (17, 23)}[part]
    if first <= hour <= last:
        return Time(hour, time.minute)
    return Time(hour + 12, time.minute) if hour < 12 and first <= hour + 12 <= last else None
