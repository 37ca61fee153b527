"""Named queries over published content, and the answer to "what does this change touch?"."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from depesche.stories.addresses import path_of
from depesche.stories.footprints import Footprint, from_json
from depesche.stories.models import (
    ArticlePage,
    Author,
    Change,
    Correction,
    Neighbour,
    PublicationSettings,
    SectionPage,
    Topic,
)

FRONT_LENGTH = 60
LIST_LENGTH = 40
FEED_LENGTH = 30
NEIGHBOURS = 4
MOST_OFFERS_REBAKED = 40
"""Of the articles that offer a changed one, the newest so many are baked at once; the rest follow in the background."""
NEWS_SITEMAP_AGE = timedelta(hours=48)
FEED_NAMES = ("feed.xml", "feed.atom", "feed.json")


def publication_settings() -> PublicationSettings:
    settings: PublicationSettings = PublicationSettings.load()
    return settings


def published() -> QuerySet[ArticlePage]:
    """What readers may see, last meaningful update first."""
    found: QuerySet[ArticlePage] = (
        ArticlePage.objects.filter(live=True, updated_at__isnull=False, section__isnull=False)
        .select_related("section", "picture")
        .prefetch_related("bylines__author", "picture__renditions")
        .order_by("-updated_at", "-pk")
    )
    return found


def sections() -> list[SectionPage]:
    return list(SectionPage.objects.filter(live=True).order_by("path"))


def in_section(slug: str) -> QuerySet[ArticlePage]:
    return published().filter(section__slug=slug)


def on_topic(topic: Topic) -> QuerySet[ArticlePage]:
    return published().filter(topics=topic)


def by_author(author: Author) -> QuerySet[ArticlePage]:
    return published().filter(bylines__author=author).distinct()


def in_month(year: int, month: int, *, time_zone: str) -> QuerySet[ArticlePage]:
    """Articles first published in that month of the given zone, oldest first."""
    start, end = month_bounds(year, month, time_zone=time_zone)
    return (
        published()
        .filter(first_published_at__gte=start, first_published_at__lt=end)
        .order_by("first_published_at", "pk")
    )


def month_bounds(year: int, month: int, *, time_zone: str) -> tuple[datetime, datetime]:
    zone = ZoneInfo(time_zone)
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return datetime(year, month, 1, tzinfo=zone), datetime(*following, 1, tzinfo=zone)


def months(*, time_zone: str) -> list[tuple[int, int]]:
    """Months with at least one published article, newest first."""
    found = ArticlePage.objects.filter(live=True, first_published_at__isnull=False).datetimes(
        "first_published_at", "month", order="DESC", tzinfo=ZoneInfo(time_zone)
    )
    return [(moment.year, moment.month) for moment in found]


def article_at(section: str, slug: str) -> ArticlePage | None:
    """The article at `/<section>/<slug>/`, published or not."""
    found: ArticlePage | None = ArticlePage.objects.filter(slug=slug, section__slug=section).first()
    return found


def corrections() -> QuerySet[Correction]:
    return Correction.objects.filter(article__live=True).select_related("article", "article__section")


def neighbours(article: ArticlePage) -> list[tuple[ArticlePage, str]]:
    """Related articles that are public, best first, with the reason."""
    rows = Neighbour.objects.filter(article=article, other__live=True).select_related("other")[:NEIGHBOURS]
    reasons = {row.other_id: row.reason for row in rows}
    found = {page.pk: page for page in published().filter(pk__in=reasons)}
    return [(found[pk], reason) for pk, reason in reasons.items() if pk in found]


def offering(article_id: int) -> QuerySet[ArticlePage]:
    """Published articles that offer this one as related."""
    offers = Neighbour.objects.filter(other=article_id, article=OuterRef("pk"))
    return published().filter(Exists(offers))


def affected_by(change: Change) -> tuple[str, ...]:
    """Every path a change touches, most wanted first: the article, fronts, lists, feeds, sitemaps, neighbours.

    The number of paths is bounded: it depends on how many topics and authors the article has, never on the archive.
    A feed stands for its three formats.
    """
    marks = [mark for mark in (from_json(change.after), from_json(change.before)) if mark is not None]
    paths = [mark.path for mark in marks]
    paths += ["/", *(f"/{mark.section}/" for mark in marks)]
    paths += ["/feed.xml", *(f"/{mark.section}/feed.xml" for mark in marks)]
    for mark in marks:
        paths += [f"/thema/{slug}/{name}" for slug in mark.topics for name in ("", "feed.xml")]
        paths += [f"/person/{slug}/" for slug in mark.people]
        paths += _archive_paths(mark)
    paths += ["/sitemap-news.xml", "/sitemap.xml"]
    if change.article_id is not None:
        if change.kind == Change.Kind.CORRECT or Correction.objects.filter(article=change.article_id).exists():
            paths.append("/korrekturen/")
        paths += _neighbourhood(change.article_id)
    return tuple(dict.fromkeys(paths))


def _archive_paths(mark: Footprint) -> list[str]:
    year, month = mark.month.split("-")
    return [f"/archiv/{year}/{month}/", f"/sitemap-{mark.month}.xml"]


def _neighbourhood(article_id: int) -> list[str]:
    return [path_of(page) for page in offering(article_id)[:MOST_OFFERS_REBAKED]]


def every_path() -> list[str]:
    """Every page there is, the most wanted first: for baking all anew."""
    settings = publication_settings()
    paths = ["/", "/feed.xml"]
    for section in sections():
        paths += [path_of(section), f"{path_of(section)}feed.xml"]
    paths += [path_of(page) for page in published().only("url_path", "updated_at").iterator(chunk_size=500)]
    for topic in Topic.objects.all():
        paths += [topic.path, f"{topic.path}feed.xml"]
    paths += [author.path for author in Author.objects.all() if author.path]
    for year, month in months(time_zone=settings.time_zone):
        paths += [f"/archiv/{year}/{month:02}/", f"/sitemap-{year}-{month:02}.xml"]
    return [*paths, "/impressum/", "/datenschutz/", "/korrekturen/", "/sitemap.xml", "/sitemap-news.xml"]
