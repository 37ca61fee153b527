"""What a newsroom wants to know first: what came in, what is being written, what waits, what went out, who reads."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Max, QuerySet
from wagtail.models import PageLogEntry, Revision

from depesche.delivery.live import readers
from depesche.desk import alerts, badges, changes, shelves, versions
from depesche.desk.badges import Badge
from depesche.desk.models import OPEN, Alert, Item
from depesche.stories import calendar_paths
from depesche.stories.models import ArticlePage, Change

SHOWN = 8
"""Rows of each list; the lists themselves are a click away."""
OF_A_YEAR = 3
"""So many articles of the same day of one earlier year."""
NO_RELEASES = (Change.Kind.REBUILD, Change.Kind.BREAKING, Change.Kind.RELATED)


@dataclass(frozen=True, slots=True)
class Incoming:
    item: Item
    badges: list[Badge]


@dataclass(frozen=True, slots=True)
class Writing:
    """An article being written; `at` is when it was last touched, or when it will be published."""

    article: ArticlePage
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Release:
    """One change of the public site. `milliseconds` is the time from the editor's click until readers saw it."""

    change: Change
    headline: str
    path: str
    milliseconds: int | None


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A public article that first appeared on this day so many years ago."""

    article: ArticlePage
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    alerts: list[Alert]
    incoming: list[Incoming]
    incoming_count: int
    drafts: list[Writing]
    drafts_count: int
    scheduled: list[Writing]
    embargoed: list[Writing]
    published: list[Release]
    failed: list[Release]
    years_ago: list[Anniversary]
    readers: int | None


def gather(*, now: datetime) -> Today:
    """The state of the newsroom."""
    items = versions.newest_only(Item.objects.filter(status__in=OPEN), OPEN)
    newest = list(items.defer("html", "original_html").select_related("claimed_by")[:SHOWN])
    families = versions.families(newest)
    drafts, embargoed = _drafts(), _embargoed()
    return Today(
        alerts=list(alerts.waiting()[:SHOWN]),
        incoming=[Incoming(item, badges.of(item, now=now, family=families.get(item.family))) for item in newest],
        incoming_count=shelves.open_count(),
        drafts=[Writing(page, page.latest_revision_created_at) for page in drafts[:SHOWN]],
        drafts_count=drafts.count(),
        scheduled=_scheduled(),
        embargoed=[Writing(page, page.embargo_until) for page in embargoed[:SHOWN]],
        published=_releases(Change.objects.exclude(kind__in=NO_RELEASES).order_by("-pk")[:SHOWN]),
        failed=_releases(Change.objects.filter(done_at__isnull=True, attempts__gt=0).order_by("-pk")[:SHOWN]),
        years_ago=_years_ago(now.astimezone(calendar_paths.time_zone()).date()),
        readers=readers.count(settings.CONFIG),
    )


def state(*, now: datetime) -> str:
    """Differs whenever `gather` might; cheap enough to be asked for every few seconds."""
    change = Change.objects.aggregate(Max("pk"), Max("done_at"), Max("attempts"), Count("done_at"))
    revision = Revision.objects.aggregate(Max("pk"), Max("created_at"), Count("approved_go_live_at"))
    logged = PageLogEntry.objects.aggregate(Max("pk"))
    parts = [*change.values(), *revision.values(), *logged.values(), readers.count(settings.CONFIG), changes.head()]
    return "|".join(str(part) for part in [*parts, now.strftime("%d%H%M")])


def _years_ago(day: date) -> list[Anniversary]:
    """What was new on this day of earlier years, the last year first; a few of each."""
    found: list[Anniversary] = []
    for year in calendar_paths.years():
        if year >= day.year or (day.month == 2 and day.day == 29 and not isleap(year)):
            continue
        articles = calendar_paths.on_day(day.replace(year=year)).order_by("urgency", "first_published_at")
        found += [Anniversary(article, day.year - year) for article in articles[:OF_A_YEAR]]
        if len(found) >= SHOWN:
            break
    return found[:SHOWN]


def _drafts() -> QuerySet[ArticlePage]:
    """Articles that were never public and wait for nothing but their author."""
    found = ArticlePage.objects.filter(live=False, version=0).exclude(
        pk__in=[int(key) for key in _approved().values_list("object_id", flat=True) if key.isdecimal()]
    )
    drafts: QuerySet[ArticlePage] = found.select_related("owner", "section").order_by("-latest_revision_created_at")
    return drafts


def _embargoed() -> QuerySet[ArticlePage]:
    found: QuerySet[ArticlePage] = _drafts().exclude(embargo=ArticlePage.Embargo.NONE).order_by("embargo_until")
    return found


def _approved() -> QuerySet[Revision]:
    found: QuerySet[Revision] = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return found


def _scheduled() -> list[Writing]:
    revisions = list(_approved().order_by("approved_go_live_at")[:SHOWN])
    pages = ArticlePage.objects.select_related("section").in_bulk([int(revision.object_id) for revision in revisions])
    found = ((pages.get(int(revision.object_id)), revision.approved_go_live_at) for revision in revisions)
    return [Writing(page, at) for page, at in found if page is not None]


def _releases(recent: Iterable[Change]) -> list[Release]:
    return [_release(change) for change in recent]


def _release(change: Change) -> Release:
    mark = change.after or change.before
    took = change.done_at - change.made_at if change.done_at else None
    milliseconds = round(took.total_seconds() * 1000) if took else None
    return Release(change, str(mark.get("headline", "")), str(mark.get("path", "")), milliseconds)
