"""What machines read: sitemaps and feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from depesche.bakery.schema.article import ArticleDocument
from depesche.bakery.schema.cards import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """`modified` is left out of the sitemap when nobody knows it."""

    path: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapDocument:
    """One file of the sitemap; the index at `/sitemap.xml` lists the others in `parts`."""

    path: str
    entries: tuple[SitemapEntry, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSitemapDocument:
    """Google News sitemap: stories first published in the last 48 hours."""

    path: str = "/sitemap-news.xml"
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed in three formats: `<path>feed.xml`, `feed.atom`, `feed.json`. `articles` are whole, newest first."""

    path: str
    title: str
    articles: tuple[ArticleDocument, ...] = ()
