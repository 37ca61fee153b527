"""Documents that machines read: feeds and sitemaps."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet
from django.utils import timezone

from depesche.bakery import schema
from depesche.bakery.phrases import Phrases
from depesche.stories import calendar_paths, profile_selectors, selectors, shelf
from depesche.stories.addresses import from_url_path, path_of
from depesche.stories.models import ArticlePage, Author, Correction, SectionPage, Topic

NEWS_SITEMAP_LENGTH = 1000
"""The most that a news sitemap may hold."""


def front_feed() -> schema.FeedDocument:
    return schema.FeedDocument(
        path="/", title=selectors.publication_settings().name, articles=_newest(selectors.published())
    )


def section_feed(page: SectionPage) -> schema.FeedDocument:
    title = f"{selectors.publication_settings().name}: {page.title}"
    return schema.FeedDocument(path=path_of(page), title=title, articles=_newest(selectors.in_section(page.slug)))


def topic_feed(topic: Topic) -> schema.FeedDocument:
    title = f"{selectors.publication_settings().name}: {topic.name}"
    return schema.FeedDocument(path=topic.path, title=title, articles=_newest(selectors.on_topic(topic)))


def person_feed(author: Author) -> schema.FeedDocument:
    title = f"{selectors.publication_settings().name}: {author.name}"
    return schema.FeedDocument(path=author.path, title=title, articles=_newest(selectors.by_author(author)))


def corrections_feed() -> schema.FeedDocument:
    """One entry a correction, the newest first: the article's headline, and what was corrected in place of its text."""
    rows = list(selectors.corrections()[: selectors.FEED_LENGTH])
    articles = shelf.articles(selectors.published_among(rows), most=len(rows))
    by_path = {document.path: document for document in articles}
    found = ((row, by_path.get(path_of(row.article))) for row in rows)
    entries = tuple(_corrected(row, document) for row, document in found if document is not None)
    word = Phrases(selectors.publication_settings().language)("corrections")
    title = f"{selectors.publication_settings().name}: {word}"
    return schema.FeedDocument(path="/korrekturen/", title=title, articles=entries)


def _corrected(row: Correction, document: schema.ArticleDocument) -> schema.ArticleDocument:
    return replace(
        document,
        uri=f"{document.uri}#korrektur-{row.pk}",
        lead=row.text,
        body=(),
        picture=None,
        first_published=row.made_at,
        updated=row.made_at,
        modified=row.made_at,
    )


def sitemap_index() -> schema.SitemapDocument:
    """The index names one file a month; fixed pages and lists stand in the index's own part, `sitemap-pages.xml`."""
    parts = tuple(f"/sitemap-{year}-{month:02}.xml" for year, month in calendar_paths.months())
    return schema.SitemapDocument(path="/sitemap.xml", parts=("/sitemap-pages.xml", *parts))


def sitemap_pages() -> schema.SitemapDocument:
    """Front, sections, topics, people, fixed pages: without dates, so that no story's publication changes this file."""
    paths = ["/", *(path_of(page) for page in selectors.sections()), *(topic.path for topic in Topic.objects.all())]
    paths += [profile.path for profile in profile_selectors.shown()]
    paths += ["/impressum/", "/datenschutz/", "/korrekturen/"]
    entries = tuple(schema.SitemapEntry(path=path) for path in paths)
    return schema.SitemapDocument(path="/sitemap-pages.xml", entries=entries)


def sitemap_month(year: int, month: int) -> schema.SitemapDocument:
    # Addresses and times alone: a month has hundreds of stories, and one of them is published all the time.
    rows = selectors.in_month(year, month).values_list("url_path", "last_published_at", "updated_at")
    return schema.SitemapDocument(
        path=f"/sitemap-{year}-{month:02}.xml",
        entries=tuple(
            schema.SitemapEntry(path=from_url_path(path), modified=published or updated)
            for path, published, updated in rows.iterator()
        ),
    )


def news_sitemap() -> schema.NewsSitemapDocument:
    since = timezone.now() - selectors.NEWS_SITEMAP_AGE
    fresh = selectors.published().filter(first_published_at__gte=since)
    return schema.NewsSitemapDocument(cards=shelf.cards(fresh, most=NEWS_SITEMAP_LENGTH))


def _newest(pages: QuerySet[ArticlePage]) -> tuple[schema.ArticleDocument, ...]:
    return shelf.articles(pages, most=selectors.FEED_LENGTH)
