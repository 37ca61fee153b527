"""Times as editors read them: as short as they can be without doubt, in the editor's own time zone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _


def short(moment: datetime, *, now: datetime) -> str:
    """`06:12` today, `yesterday 18:40`, `Wed 2 July, 18:40` this year, else with the year."""
    local = timezone.localtime(moment)
    clock = date_format(local, "H:i")
    day = day_name(moment, now=now)
    return clock if local.date() == timezone.localtime(now).date() else f"{day}, {clock}"


def day_name(moment: datetime, *, now: datetime) -> str:
    """`today`, `yesterday`, `tomorrow`, or the date; the year only when it is another one."""
    local, today = timezone.localtime(moment).date(), timezone.localtime(now).date()
    names = {
        today: _("today"),
        today - timedelta(days=1): _("yesterday"),
        today + timedelta(days=1): _("tomorrow"),
    }
    if local in names:
        return names[local]
    # Translators: a day of this year, in the notation of Django's date filter.
    this_year = _("D j M")
    # Translators: a day of another year, in the notation of Django's date filter.
    return date_format(local, this_year if local.year == today.year else _("j M Y"))


def span(milliseconds: int) -> str:
    """`137 ms`, `2.2 s`, `34 s`: as exact as it matters."""
    if milliseconds < 1000:
        return f"{milliseconds} ms"
    digits = 1 if milliseconds < 10_000 else 0
    return f"{number_format(round(milliseconds / 1000, digits), digits)} s"
