"""Documents to bytes. One module a format; `render` knows which of them a document needs."""

from __future__ import annotations

from depesche.bakery.formats import atom, html, jsonfeed, ninjs, rss, sitemap
from depesche.bakery.schema import (
    ArticleDocument,
    Document,
    FeedDocument,
    NewsSitemapDocument,
    Publication,
    SitemapDocument,
)
from depesche.bakery.themes import Theme

__all__ = ["names", "render"]


def render(document: Document, publication: Publication, *, live_id: int, theme: Theme) -> dict[str, bytes]:
    """Every file that the document becomes: name in the store -> bytes. The same input gives the same bytes."""
    match document:
        case FeedDocument():
            rss_name, atom_name, json_name = names(document)
            return {
                rss_name: rss.render(document, publication),
                atom_name: atom.render(document, publication),
                json_name: jsonfeed.render(document, publication),
            }
        case SitemapDocument():
            return {names(document)[0]: sitemap.render(document, publication)}
        case NewsSitemapDocument():
            return {names(document)[0]: sitemap.render_news(document, publication)}
        case ArticleDocument():
            page, machine = names(document)
            return {
                page: html.render(document, publication, live_id=live_id, theme=theme),
                machine: ninjs.render(document, publication),
            }
        case _:
            return {names(document)[0]: html.render(document, publication, live_id=live_id, theme=theme)}


def names(document: Document) -> tuple[str, ...]:
    """Names in the store of the files that `render` makes, in the same order."""
    base = document.path.lstrip("/")
    match document:
        case FeedDocument():
            return f"{base}feed.xml", f"{base}feed.atom", f"{base}feed.json"
        case SitemapDocument() | NewsSitemapDocument():
            return (base,)
        case ArticleDocument():
            return f"{base}index.html", f"{base}index.json"
        case _:
            return (f"{base}index.html",)
