"""Addresses of the archive by date, and which of them a change touches: a bounded number, whatever the archive holds.

A publish touches its day, month and year, and where it is the first or the last story there also what leads there.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet

from depesche.stories.footprints import Footprint
from depesche.stories.models import ArticlePage, PublicationSettings

_MONTHS = """
WITH RECURSIVE found(month) AS (
  SELECT (SELECT a.month FROM stories_articlepage a JOIN wagtailcore_page p ON p.id = a.page_ptr_id
          WHERE p.live AND a.month <> '' ORDER BY a.month DESC LIMIT 1)
  UNION ALL
  SELECT (SELECT a.month FROM stories_articlepage a JOIN wagtailcore_page p ON p.id = a.page_ptr_id
          WHERE p.live AND a.month <> '' AND a.month < found.month ORDER BY a.month DESC LIMIT 1)
  FROM found WHERE found.month IS NOT NULL
)
SELECT month FROM found WHERE month IS NOT NULL
"""
"""From month to month along the index, where a plain DISTINCT would look at every article there is."""


def year_path(year: int) -> str:
    return f"/archiv/{year:04}/"


def month_path(year: int, month: int) -> str:
    return f"/archiv/{year:04}/{month:02}/"


def day_path(day: date) -> str:
    return f"/archiv/{day:%Y/%m/%d}/"


def every() -> list[str]:
    """All pages of the archive by date, the newest months first."""
    paths = []
    for year, number in months():
        paths += [year_path(year), month_path(year, number)]
        paths += [day_path(date(year, number, day)) for day in days(year, number)]
    return list(dict.fromkeys(paths))


def touched(mark: Footprint, *, opens_or_closes: bool) -> list[str]:
    """The pages that list the story, and if it appears or disappears those that count it or lead there."""
    year, month = _numbers(mark.month)
    day = date.fromisoformat(mark.day) if mark.day else None
    paths = [month_path(year, month), *([day_path(day)] if day else [])]
    if not opens_or_closes:
        return paths
    paths.append(year_path(year))
    if day and on_day(day).count() <= 1:
        paths += [day_path(other) for other in days_around(day) if other]
    if _public().filter(month=mark.month).count() <= 1:
        paths += [month_path(*_numbers(other)) for other in months_around(mark.month) if other]
        if sum(found == year for found, _month in months()) <= 1:
            paths += [year_path(other) for other in years()]
    return paths


def months() -> list[tuple[int, int]]:
    """Months with at least one published article, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS)
        return [(int(name[:4]), int(name[5:])) for (name,) in cursor.fetchall() if name]


def years() -> list[int]:
    """The years that have stories, newest first."""
    return sorted({year for year, _month in months()}, reverse=True)


def months_around(month: str) -> tuple[str, str]:
    """The last month before (`YYYY-MM`) and the first one after that have stories; empty when there is none."""
    found = _public().exclude(month="").order_by("month").values_list("month", flat=True)
    return found.filter(month__lt=month).last() or "", found.filter(month__gt=month).first() or ""


def days(year: int, month: int) -> Counter[int]:
    """How many stories were first published on each day of a month."""
    zone = time_zone()
    moments = _public().filter(month=f"{year:04}-{month:02}").values_list("first_published_at", flat=True)
    return Counter(sorted(moment.astimezone(zone).day for moment in moments if moment))


def days_around(day: date) -> tuple[date | None, date | None]:
    """The last day before and the first one after that have stories."""
    start, end = _bounds(day)
    moments = _public().order_by("first_published_at").values_list("first_published_at", flat=True)
    before = moments.filter(first_published_at__lt=start).last()
    after = moments.filter(first_published_at__gte=end).first()
    zone = time_zone()
    return before and before.astimezone(zone).date(), after and after.astimezone(zone).date()


def on_day(day: date) -> QuerySet[ArticlePage]:
    """The public articles first published on a day, oldest first."""
    start, end = _bounds(day)
    found = _public().filter(first_published_at__gte=start, first_published_at__lt=end)
    return found.order_by("first_published_at", "pk")


def time_zone() -> ZoneInfo:
    settings: PublicationSettings = PublicationSettings.load()
    return ZoneInfo(settings.time_zone)


def _public() -> QuerySet[ArticlePage]:
    found: QuerySet[ArticlePage] = ArticlePage.objects.filter(live=True, updated_at__isnull=False)
    return found.filter(section__isnull=False)


def _numbers(month: str) -> tuple[int, int]:
    return int(month[:4]), int(month[5:])


def _bounds(day: date) -> tuple[datetime, datetime]:
    zone = time_zone()
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)
