"""Which document stands at a public path, and why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from depesche.bakery import schema
from depesche.stories import (
    breaking_telling,
    calendar,
    lists,
    machine_documents,
    profile_documents,
    profile_selectors,
    selectors,
    ticker_documents,
)
from depesche.stories.models import ArticlePage, Author, SectionPage, Topic

_FEED = r"feed\.(?:xml|atom|json)"


@dataclass(frozen=True, slots=True)
class Gone:
    """Something stood here and was withdrawn (HTTP 410)."""

    headline: str
    retraction: schema.Retraction | None = None


Found = schema.Document | Gone | None
_OFF = Gone("")
"""A page that an editor turned off: who it was of is not said."""


def document_at(path: str) -> Found:
    """What stands at a public path such as `/politik/` or `/feed.xml`; `None` when nothing ever did."""
    maker, parts = _route(path)
    return maker(*parts)


def documents_at(paths: Sequence[str]) -> dict[str, Found]:
    """What stands at each of those paths, in their order. Many articles take as many queries as one."""
    ways = {path: _route(path) for path in paths}
    places = {path: (parts[0], parts[1]) for path, (maker, parts) in ways.items() if maker is _article}
    live = {place: page for place, page in selectors.articles_at(places.values()).items() if page.live}
    made = dict(zip(live, lists.articles(list(live.values())), strict=True))
    found: dict[str, Found] = {}
    for path, (maker, parts) in ways.items():
        found[path] = made.get(places[path]) if path in places else None
        if found[path] is None:
            found[path] = maker(*parts)
    return found


def _route(path: str) -> tuple[Callable[..., Found], tuple[str, ...]]:
    """What makes the document of a path, and out of which parts of it."""
    for pattern, maker in _ROUTES:
        if match := pattern.fullmatch(path):
            return maker, match.groups()
    return _nothing, ()


def _nothing() -> Found:
    return None


def _front() -> Found:
    return replace(lists.front(), breaking=breaking_telling.standing())


def _section(slug: str) -> Found:
    page = _section_page(slug)
    return replace(lists.section(page), breaking=breaking_telling.standing()) if page else None


def _section_page(slug: str) -> SectionPage | None:
    found: SectionPage | None = SectionPage.objects.filter(slug=slug, live=True).first()
    return found


def _article(section: str, slug: str) -> Found:
    page = selectors.article_at(section, slug)
    if page is None or (not page.live and not page.version):
        return None
    return lists.article(page) if page.live else Gone(page.title, lists.retraction(page))


def _stretch(section: str, slug: str, number: str) -> Found:
    page = _live_blog(section, slug)
    return ticker_documents.stretch(page, int(number)) if page else None


def _live_blog_feed(section: str, slug: str) -> Found:
    page = _live_blog(section, slug)
    return ticker_documents.feed(page) if page else None


def _live_blog(section: str, slug: str) -> ArticlePage | None:
    page = selectors.article_at(section, slug)
    return page if page is not None and page.live and page.ticker else None


def _versions(section: str, slug: str) -> Found:
    page = selectors.article_at(section, slug)
    if page is None or not page.live:
        return None
    return lists.versions(page) if page.versions_shown > 1 else None


def _topic(slug: str) -> Found:
    row = Topic.objects.filter(slug=slug).first()
    return lists.topic(row) if row else None


def _person(slug: str) -> Found:
    row = Author.objects.filter(slug=slug).exclude(kind=Author.Kind.AGENCY).first()
    return lists.person(row) if row else _profile("person", slug)


def _person_feed(slug: str) -> Found:
    row = Author.objects.filter(slug=slug).exclude(kind=Author.Kind.AGENCY).first()
    return machine_documents.person_feed(row) if row else _profile_feed("person", slug)


def _profile(kind: str, slug: str) -> Found:
    row = profile_selectors.at(f"/{kind}/{slug}/")
    if row is None or row.shown:
        return profile_documents.page(row) if row else None
    return _OFF


def _profile_feed(kind: str, slug: str) -> Found:
    row = profile_selectors.at(f"/{kind}/{slug}/")
    if row is None or row.shown:
        return profile_documents.feed(row) if row else None
    return _OFF


def _year(year: str) -> Found:
    return calendar.year(int(year))


def _month(year: str, month: str) -> Found:
    return calendar.month(int(month), int(year))


def _day(year: str, month: str, day: str) -> Found:
    try:
        wanted = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return calendar.day(wanted)


def _section_feed(slug: str) -> Found:
    page = _section_page(slug)
    return machine_documents.section_feed(page) if page else None


def _topic_feed(slug: str) -> Found:
    row = Topic.objects.filter(slug=slug).first()
    return machine_documents.topic_feed(row) if row else None


def _sitemap_month(year: str, month: str) -> Found:
    document = machine_documents.sitemap_month(int(year), int(month))
    return document if document.entries else None


def _static(kind: str, path: str) -> Callable[[], Found]:
    return lambda: schema.StaticDocument(path=path, kind=kind)


_YEAR_MONTH = r"([1-9]\d{3})SEP(0[1-9]|1[0-2])"
_SLUG = r"([a-z0-9_-]+)"
_ROUTES: tuple[tuple[re.Pattern[str], Callable[..., Found]], ...] = (
    (re.compile("/"), _front),
    (re.compile(f"/{_FEED}"), machine_documents.front_feed),
    (re.compile("/impressum/"), _static("imprint", "/impressum/")),
    (re.compile("/datenschutz/"), _static("privacy", "/datenschutz/")),
    (re.compile("/korrekturen/"), lists.corrections),
    (re.compile(f"/korrekturen/{_FEED}"), machine_documents.corrections_feed),
    (re.compile(r"/sitemap\.xml"), machine_documents.sitemap_index),
    (re.compile(r"/sitemap-news\.xml"), machine_documents.news_sitemap),
    (re.compile(r"/sitemap-pages\.xml"), machine_documents.sitemap_pages),
    (re.compile("/sitemap-" + _YEAR_MONTH.replace("SEP", "-") + r"\.xml"), _sitemap_month),
    (re.compile(r"/archiv/([1-9]\d{3})/"), _year),
    (re.compile("/archiv/" + _YEAR_MONTH.replace("SEP", "/") + "/"), _month),
    (re.compile("/archiv/" + _YEAR_MONTH.replace("SEP", "/") + r"/(\d\d)/"), _day),
    (re.compile(f"/thema/{_SLUG}/"), _topic),
    (re.compile(f"/thema/{_SLUG}/{_FEED}"), _topic_feed),
    (re.compile(f"/person/{_SLUG}/"), _person),
    (re.compile(f"/person/{_SLUG}/{_FEED}"), _person_feed),
    (re.compile(f"/(organisation)/{_SLUG}/"), _profile),
    (re.compile(f"/(organisation)/{_SLUG}/{_FEED}"), _profile_feed),
    (re.compile(f"/{_SLUG}/{_SLUG}/{_FEED}"), _live_blog_feed),
    (re.compile(f"/{_SLUG}/{_SLUG}/ticker/([1-9][0-9]{{0,8}})/"), _stretch),
    (re.compile(f"/{_SLUG}/{_SLUG}/versionen/"), _versions),
    (re.compile(f"/{_SLUG}/{_FEED}"), _section_feed),
    (re.compile(f"/{_SLUG}/"), _section),
    (re.compile(f"/{_SLUG}/{_SLUG}/(?:index\\.json)?"), _article),
)
