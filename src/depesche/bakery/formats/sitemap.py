"""Sitemaps (sitemaps.org 0.9) and the Google News sitemap."""

from __future__ import annotations

from depesche.bakery import dates, markup
from depesche.bakery.addresses import absolute
from depesche.bakery.formats import xml
from depesche.bakery.schema import NewsSitemapDocument, Publication, SitemapDocument

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def render(document: SitemapDocument, publication: Publication) -> bytes:
    """A `urlset`, or a `sitemapindex` when the document has parts."""
    if document.parts:
        index = xml.root("sitemapindex", namespaces={"": _SITEMAP})
        for part in document.parts:
            xml.add(xml.add(index, "sitemap"), "loc", absolute(publication, part))
        return xml.serialise(index)
    urls = xml.root("urlset", namespaces={"": _SITEMAP})
    for entry in document.entries:
        url = xml.add(urls, "url")
        xml.add(url, "loc", absolute(publication, entry.path))
        if entry.modified is not None:
            xml.add(url, "lastmod", dates.utc(entry.modified))
    return xml.serialise(urls)


def render_news(document: NewsSitemapDocument, publication: Publication) -> bytes:
    """Stories of the last two days, as Google News reads them."""
    urls = xml.root("urlset", namespaces={"": _SITEMAP, "news": _NEWS})
    for card in document.cards:
        url = xml.add(urls, "url")
        xml.add(url, "loc", absolute(publication, card.path))
        news = xml.add(url, f"{{{_NEWS}}}news")
        outlet = xml.add(news, f"{{{_NEWS}}}publication")
        xml.add(outlet, f"{{{_NEWS}}}name", markup.plain(publication.name))
        xml.add(outlet, f"{{{_NEWS}}}language", publication.language)
        xml.add(news, f"{{{_NEWS}}}publication_date", dates.utc(card.first_published))
        xml.add(news, f"{{{_NEWS}}}title", markup.plain(card.headline))
    return xml.serialise(urls)
