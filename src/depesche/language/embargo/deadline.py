"""From the parts of a deadline to one instant; None wherever the parts leave room for doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from depesche.language.embargo.values import Day, DayPart, Doubt, Element, Relative, Time, Weekday, at_part_of_day
from depesche.language.embargo.zones import BERLIN, Zone, offset_minutes, zone_info

LATE_BY = timedelta(days=2)
"""A deadline that passed longer ago than this is a slip of the pen more often than a late mail."""

LATE_BY_WITH_WEEKDAY = timedelta(days=7)
FAR_AHEAD = timedelta(days=400)
FAR_AHEAD_WITHOUT_YEAR = timedelta(days=200)
SAME_DAY_LATE_BY = timedelta(hours=3)
"""A "heute" that passed longer ago than this was probably not written on the day of receipt."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """When and where a text was read: `zone` is the house's own, for "heute", missing years and missing zones."""

    at: datetime
    zone: ZoneInfo


def instant(parts: Sequence[Element], receipt: Receipt, *, twelve_hours: bool = False) -> datetime | None:
    """The instant that the parts name, in UTC, or None when a careful editor would ask.

    With `twelve_hours` a time such as "5:00" may be in the afternoon unless a part of the day is named.
    """
    zone = receipt.zone
    if any(isinstance(part.value, Doubt) for part in parts):
        return None
    local = receipt.at.astimezone(zone)
    day = _the_day(parts, local)
    if day is None:
        return None
    instants = {_at(day, time, written, zone) for time, written in _times(parts, twelve_hours)}
    if len(instants) != 1:
        return None
    (answer,) = instants
    if answer is None or not _plausible(answer, parts, local):
        return None
    return answer


def _the_day(parts: Sequence[Element], local: datetime) -> date | None:
    """The one day that all written days, weekdays and words like "morgen" agree on."""
    values = [part.value for part in parts]
    weekdays = {value.number for value in values if isinstance(value, Weekday)}
    days = {value for value in values if isinstance(value, Day)}
    readings = [_readings(day, weekdays, local.date()) for day in days]
    readings += [{local.date() + timedelta(days=value.days)} for value in values if isinstance(value, Relative)]
    if not readings:
        return _next(weekdays, local.date())
    agreed = set.intersection(*readings)
    if len(agreed) != 1:
        return None
    (answer,) = agreed
    return answer if all(number == answer.weekday() for number in weekdays) else None


def _readings(day: Day, weekdays: set[int], today: date) -> set[date]:
    """The days that may be meant; a swapped day and month is settled by the weekday alone."""
    found = {reading for month, number in day.candidates for reading in _in_years(number, month, day.year, today)}
    return {one for one in found if one.weekday() in weekdays} if len(day.candidates) > 1 and weekdays else found


def _in_years(number: int, month: int, year: int | None, today: date) -> set[date]:
    if year is not None:
        return {date(year, month, number)} if 1900 < year < 9998 else set()
    possible: list[date] = []
    for candidate in (today.year - 1, today.year, today.year + 1):
        try:
            possible.append(date(candidate, month, number))
        except ValueError:
            continue
    near = [day for day in possible if -LATE_BY <= day - today <= FAR_AHEAD_WITHOUT_YEAR]
    return set(near)


def _next(weekdays: set[int], today: date) -> date | None:
    """The coming day of that name; on the day itself it may be today or in a week."""
    if len(weekdays) != 1:
        return None
    ahead = (next(iter(weekdays)) - today.weekday()) % 7
    return today + timedelta(days=ahead) if ahead else None


def _times(parts: Sequence[Element], twelve_hours: bool) -> list[tuple[Time | None, tuple[Zone, ...]]]:
    """Each written time with the zones that follow it (or the only one there is); a time that is in doubt is None."""
    found: list[tuple[Time | None, list[Zone]]] = []
    leading: list[Zone] = []
    part_of_day = [part.value.part for part in parts if isinstance(part.value, DayPart)]
    for part in parts:
        value = part.value
        if isinstance(value, Time):
            sure = value if value.sure or part_of_day or not twelve_hours else None
            for name in part_of_day:
                sure = at_part_of_day(sure, name) if sure else None
            found.append((sure, []))
        elif isinstance(value, Zone):
            (found[-1][1] if found else leading).append(value)
    return [(time, tuple(zones or leading)) for time, zones in found]


def _at(day: date, time: Time | None, written: tuple[Zone, ...], zone: ZoneInfo) -> datetime | None:
    if time is None or any(one.unclear for one in written):
        return None
    if time.hour == 24:
        day, time = day + timedelta(days=1), Time(0, 0)
    wall = datetime(day.year, day.month, day.day, time.hour, time.minute)  # noqa: DTZ001 (a clock on the wall)
    if set(written) == {Zone("Europe/Berlin", 60), Zone("Europe/Berlin", 120)}:
        written = (BERLIN,)
    readings = {_in_zone(wall, one, zone) for one in written} or {_on_the_clock(wall, zone)}
    return next(iter(readings)) if len(readings) == 1 else None


def _in_zone(wall: datetime, written: Zone, house: ZoneInfo) -> datetime | None:
    if written.offset is None:
        return _on_the_clock(wall, zone_info(written.place) if written.place else house)
    answer = wall.replace(tzinfo=timezone(timedelta(minutes=written.offset))).astimezone(UTC)
    if written.place and offset_minutes(answer.astimezone(zone_info(written.place)).utcoffset()) != written.offset:
        return None
    return answer


def _on_the_clock(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant when that clock shows that time; None when it does so twice or never."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first if first == second else None


def _plausible(answer: datetime, parts: Sequence[Element], local: datetime) -> bool:
    values = [part.value for part in parts]
    late = local - answer
    if any(isinstance(value, Relative) for value in values) and not any(isinstance(value, Day) for value in values):
        return late <= SAME_DAY_LATE_BY
    named = any(isinstance(value, Weekday) for value in values)
    return late <= (LATE_BY_WITH_WEEKDAY if named else LATE_BY) and -late <= FAR_AHEAD
