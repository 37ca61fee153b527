"""Instants as readers, feeds and machines want them. Every input is aware; every time shown is the publication's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

_WEEKDAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_NO_BREAK = "\N{NO-BREAK SPACE}"


class Dates:
    """Dates in words in one language and one time zone."""

    def __init__(self, language: str, time_zone: str) -> None:
        self.language = language if language in _MONTHS else "de"
        self.zone = ZoneInfo(time_zone)

    def day(self, instant: datetime) -> str:
        """`3. Juli 2025`, `3 July 2025`."""
        local = instant.astimezone(self.zone)
        month = _MONTHS[self.language][local.month - 1]
        return f"{self._ordinal(local.day)}{_NO_BREAK}{month} {local.year}"

    def short_day(self, instant: datetime) -> str:
        """`3. Juli`, `3 July`: where the year goes without saying."""
        local = instant.astimezone(self.zone)
        return f"{self._ordinal(local.day)}{_NO_BREAK}{_MONTHS[self.language][local.month - 1]}"

    def long_day(self, instant: datetime) -> str:
        """`Donnerstag, 3. Juli 2025`, `Thursday, 3 July 2025`."""
        local = instant.astimezone(self.zone)
        return f"{_WEEKDAYS[self.language][local.weekday()]}, {self.day(instant)}"

    def weekday_day(self, instant: datetime) -> str:
        """`Donnerstag, 3. Juli`, `Thursday, 3 July`."""
        local = instant.astimezone(self.zone)
        return f"{_WEEKDAYS[self.language][local.weekday()]}, {self.short_day(instant)}"

    def calendar_day(self, day: date) -> str:
        """`3. Juli 2025` for a day of the calendar, in no time zone."""
        return f"{self._ordinal(day.day)}{_NO_BREAK}{_MONTHS[self.language][day.month - 1]} {day.year}"

    def long_date(self, day: date) -> str:
        """`Donnerstag, 3. Juli 2025`."""
        return f"{_WEEKDAYS[self.language][day.weekday()]}, {self.calendar_day(day)}"

    def weekdays(self) -> tuple[str, ...]:
        """From Monday to Sunday."""
        return _WEEKDAYS[self.language]

    def month_alone(self, month: int) -> str:
        """`Juli`."""
        return _MONTHS[self.language][month - 1]

    def month(self, year: int, month: int) -> str:
        """`Juli 2025`."""
        return f"{_MONTHS[self.language][month - 1]} {year}"

    def time(self, instant: datetime) -> str:
        """`19.24` in German, `19:24` in English: without the word for the hour."""
        local = instant.astimezone(self.zone)
        return f"{local.hour}{':' if self.language == 'en' else '.'}{local.minute:02d}"

    def clock(self, instant: datetime) -> str:
        """`19.24 Uhr`, `19:24`."""
        return f"{self.time(instant)}{_NO_BREAK}Uhr" if self.language == "de" else self.time(instant)

    def full(self, instant: datetime) -> str:
        """`Donnerstag, 3. Juli 2025, 19.24 Uhr`."""
        return f"{self.long_day(instant)}, {self.clock(instant)}"

    def within(self, instant: datetime, *, edition: datetime | None) -> str:
        """The time alone on the edition's own day, else the day: `19.24 Uhr`, `2. Juli`, `31. Dezember 2024`."""
        local = instant.astimezone(self.zone)
        today = (edition or instant).astimezone(self.zone)
        if edition is not None and local.date() == today.date():
            return self.clock(instant)
        return self.short_day(instant) if edition is not None and local.year == today.year else self.day(instant)

    def key(self, instant: datetime) -> str:
        """The local day as `2025-07-03`, to group by."""
        return instant.astimezone(self.zone).date().isoformat()

    def local(self, instant: datetime) -> str:
        """RFC 3339 with the local offset, to the second: `2025-07-03T19:24:00+02:00`."""
        return instant.astimezone(self.zone).isoformat(timespec="seconds")

    def _ordinal(self, day: int) -> str:
        return f"{day}." if self.language == "de" else str(day)


def utc(instant: datetime) -> str:
    """RFC 3339 in UTC, to the second: `2025-07-03T17:24:00Z`."""
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def rfc822(instant: datetime) -> str:
    """RFC 822 with a four-digit year, as RSS wants it: `Thu, 03 Jul 2025 17:24:00 +0000`."""
    return format_datetime(instant.astimezone(UTC).replace(microsecond=0))
