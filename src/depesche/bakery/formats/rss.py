"""RSS 2.0 with whole content (`content:encoded`), Dublin Core authors and Media RSS pictures."""

from __future__ import annotations

from depesche.bakery import dates, markup
from depesche.bakery.addresses import absolute
from depesche.bakery.formats import body, feed, xml
from depesche.bakery.schema import ArticleDocument, FeedDocument, Publication

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"


def render(document: FeedDocument, publication: Publication) -> bytes:
    """The feed as RSS. Its date is the newest article's, so that the same articles give the same bytes."""
    names = {"atom": _ATOM, "content": _CONTENT, "dc": _DUBLIN_CORE, "media": _MEDIA}
    rss = xml.root("rss", namespaces=names, version="2.0")
    channel = xml.add(rss, "channel")
    xml.add(channel, "title", markup.plain(document.title))
    xml.add(channel, "link", absolute(publication, document.path))
    xml.add(channel, "description", markup.plain(publication.tagline or document.title))
    xml.add(channel, "language", publication.language)
    if publication.copyright_line:
        xml.add(channel, "copyright", markup.plain(publication.copyright_line))
    if newest := feed.newest(document):
        xml.add(channel, "lastBuildDate", dates.rfc822(newest))
    address = absolute(publication, f"{document.path}feed.xml")
    xml.add(channel, f"{{{_ATOM}}}link", href=address, rel="self", type="application/rss+xml")
    for article in document.articles:
        _item(xml.add(channel, "item"), article, publication)
    return xml.serialise(rss)


def _item(item: xml.Element, article: ArticleDocument, publication: Publication) -> None:
    xml.add(item, "title", markup.plain(article.headline))
    xml.add(item, "link", absolute(publication, article.path))
    xml.add(item, "guid", markup.plain(article.uri), isPermaLink="false")
    xml.add(item, "pubDate", dates.rfc822(article.first_published))
    for byline in article.bylines:
        xml.add(item, f"{{{_DUBLIN_CORE}}}creator", markup.plain(byline.name))
    for category in feed.categories(article):
        xml.add(item, "category", category)
    xml.add(item, "description", markup.plain(article.lead))
    xml.add(item, f"{{{_CONTENT}}}encoded", body.html(article, publication))
    if picture := article.picture:
        rendition = picture.largest
        address = absolute(publication, rendition.path)
        if rendition.size:
            xml.add(item, "enclosure", url=address, length=str(rendition.size), type=rendition.content_type)
        media = xml.add(
            item,
            f"{{{_MEDIA}}}content",
            url=address,
            medium="image",
            type=rendition.content_type,
            width=str(rendition.width),
            height=str(rendition.height),
            fileSize=str(rendition.size or ""),
        )
        if picture.caption:
            xml.add(media, f"{{{_MEDIA}}}description", markup.plain(picture.caption), type="plain")
        if credit := picture.credit or picture.creator:
            xml.add(media, f"{{{_MEDIA}}}credit", markup.plain(credit))
