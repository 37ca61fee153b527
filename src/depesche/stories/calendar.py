"""The archive by date: documents of its years, months and days."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from depesche.bakery import schema
from depesche.stories import calendar_paths, selectors, shelf

MOST_IN_A_MONTH = 60
"""A month with more stories shows its calendar alone."""
MOST_ON_A_DAY = 1000


def year(number: int) -> schema.YearDocument | None:
    """The page of a year with stories."""
    names = [f"{number:04}-{month:02}" for month in range(1, 13)]
    found = selectors.published().filter(month__in=names).order_by("month")
    counts = found.values_list("month").annotate(stories=Count("pk"))
    months = tuple(schema.Count(number=int(month[5:]), count=count) for month, count in counts)
    if not months:
        return None
    years = tuple(
        schema.RelatedLink(url=calendar_paths.year_path(other), text=str(other)) for other in calendar_paths.years()
    )
    return schema.YearDocument(path=calendar_paths.year_path(number), year=number, months=months, years=years)


def month(number: int, of_year: int) -> schema.MonthDocument | None:
    """The page of a month with stories."""
    days = calendar_paths.days(of_year, number)
    if not days:
        return None
    before, after = calendar_paths.months_around(f"{of_year:04}-{number:02}")
    whole = days.total() <= MOST_IN_A_MONTH
    return schema.MonthDocument(
        path=calendar_paths.month_path(of_year, number),
        year=of_year,
        month=number,
        days=tuple(schema.Count(number=day, count=count) for day, count in days.items()),
        cards=shelf.cards(selectors.in_month(of_year, number), most=MOST_IN_A_MONTH) if whole else (),
        before=_month_link(before),
        after=_month_link(after),
    )


def day(wanted: date) -> schema.DayDocument | None:
    """The page of a day with stories."""
    cards = shelf.cards(calendar_paths.on_day(wanted), most=MOST_ON_A_DAY)
    if not cards:
        return None
    before, after = calendar_paths.days_around(wanted)
    return schema.DayDocument(path=calendar_paths.day_path(wanted), day=wanted, cards=cards, before=before, after=after)


def _month_link(month: str) -> schema.RelatedLink | None:
    return schema.RelatedLink(url=f"/archiv/{month[:4]}/{month[5:]}/", text=month) if month else None
