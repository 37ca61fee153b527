"""Atom (RFC 4287) with whole content."""

from __future__ import annotations

from datetime import UTC, datetime

from depesche.bakery import dates, markup
from depesche.bakery.addresses import absolute
from depesche.bakery.formats import body, feed, xml
from depesche.bakery.schema import ArticleDocument, FeedDocument, Publication

_ATOM = "http://www.w3.org/2005/Atom"
_EMPTY_FEED_DATE = datetime(1970, 1, 1, tzinfo=UTC)  # RFC 4287 demands a date even of a feed without entries


def render(document: FeedDocument, publication: Publication) -> bytes:
    """The feed as Atom. Ids are the articles' own and never change."""
    root = xml.root("feed", namespaces={"": _ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", publication.language)
    address = absolute(publication, f"{document.path}feed.atom")
    xml.add(root, "id", address)
    xml.add(root, "title", markup.plain(document.title))
    if publication.tagline:
        xml.add(root, "subtitle", markup.plain(publication.tagline))
    xml.add(root, "updated", dates.utc(feed.newest(document) or _EMPTY_FEED_DATE))
    xml.add(root, "link", href=address, rel="self", type="application/atom+xml")
    xml.add(root, "link", href=absolute(publication, document.path), rel="alternate", type="text/html")
    xml.add(xml.add(root, "author"), "name", markup.plain(publication.name) or "Depesche")
    if publication.copyright_line:
        xml.add(root, "rights", markup.plain(publication.copyright_line))
    for article in document.articles:
        _entry(xml.add(root, "entry"), article, publication)
    return xml.serialise(root)


def _entry(entry: xml.Element, article: ArticleDocument, publication: Publication) -> None:
    xml.add(entry, "id", markup.plain(article.uri))
    xml.add(entry, "title", markup.plain(article.headline))
    xml.add(entry, "link", href=absolute(publication, article.path), rel="alternate", type="text/html")
    xml.add(entry, "published", dates.utc(article.first_published))
    xml.add(entry, "updated", dates.utc(article.updated))
    for byline in article.bylines:
        author = xml.add(entry, "author")
        xml.add(author, "name", markup.plain(byline.name))
        if byline.path:
            xml.add(author, "uri", absolute(publication, byline.path))
    for category in feed.categories(article):
        xml.add(entry, "category", term=category)
    if article.picture:
        rendition = article.picture.largest
        length = str(rendition.size) if rendition.size else ""
        address = absolute(publication, rendition.path)
        xml.add(entry, "link", rel="enclosure", href=address, type=rendition.content_type, length=length)
    xml.add(entry, "summary", markup.plain(article.lead))
    xml.add(entry, "content", body.html(article, publication), type="html")
