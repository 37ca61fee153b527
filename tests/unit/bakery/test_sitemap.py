"""Sitemaps for search engines."""

from __future__ import annotations

from documents import pages
from documents.publication import PUBLICATION
from lxml import etree

from depesche.bakery import schema
from depesche.bakery.formats import sitemap

_NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


def _find(content: bytes, path: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(content).iterfind(path, _NAMES)]


def test_entries_have_absolute_addresses_and_their_last_change() -> None:
    content = sitemap.render(pages.SITEMAP, PUBLICATION)
    assert _find(content, "s:url/s:loc")[0] == "https://auenbote.example/nachrichten/hochwasserrueckhaltebecken/"
    assert _find(content, "s:url/s:lastmod")[0] == "2025-07-03T18:00:00Z"
    assert len(_find(content, "s:url")) == len(pages.SITEMAP.entries)


def test_an_entry_whose_last_change_nobody_knows_claims_none() -> None:
    unknown = schema.SitemapDocument(path="/sitemap-pages.xml", entries=(schema.SitemapEntry(path="/impressum/"),))
    content = sitemap.render(unknown, PUBLICATION)
    assert _find(content, "s:url/s:loc") == ["https://auenbote.example/impressum/"]
    assert _find(content, "s:url/s:lastmod") == []


def test_the_index_names_its_parts() -> None:
    content = sitemap.render(pages.SITEMAP_INDEX, PUBLICATION)
    assert _find(content, "s:sitemap/s:loc") == [
        "https://auenbote.example/sitemap-pages.xml",
        "https://auenbote.example/sitemap-2025-07.xml",
    ]


def test_an_empty_sitemap_is_one() -> None:
    content = sitemap.render(schema.SitemapDocument(path="/sitemap-2025-08.xml"), PUBLICATION)
    assert etree.fromstring(content).tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"


def test_news_sitemap_names_outlet_language_title_and_date() -> None:
    content = sitemap.render_news(pages.NEWS_SITEMAP, PUBLICATION)
    news = "s:url/n:news/"
    assert _find(content, f"{news}n:publication/n:name")[0] == "Auenbote"
    assert _find(content, f"{news}n:publication/n:language")[0] == "de"
    assert _find(content, f"{news}n:title")[0] == pages.NEWS_SITEMAP.cards[0].headline
    assert _find(content, f"{news}n:publication_date")[0] == "2025-07-03T17:24:00Z"
