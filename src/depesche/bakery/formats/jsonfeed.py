"""JSON Feed 1.1 with whole content."""

from __future__ import annotations

import json
from typing import Any

from depesche.bakery import dates, markup
from depesche.bakery.addresses import absolute
from depesche.bakery.formats import body, feed
from depesche.bakery.schema import ArticleDocument, Byline, FeedDocument, Publication


def render(document: FeedDocument, publication: Publication) -> bytes:
    """The feed as JSON Feed."""
    content: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": markup.plain(document.title),
        "home_page_url": absolute(publication, document.path),
        "feed_url": absolute(publication, f"{document.path}feed.json"),
        "language": publication.language,
        "items": [_item(article, publication) for article in document.articles],
    }
    if publication.tagline:
        content["description"] = markup.plain(publication.tagline)
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _content(article: ArticleDocument, publication: Publication) -> dict[str, str]:
    """The standard wants one of both, so that an article that is all lead gives that."""
    html = body.html(article, publication)
    return {"content_html": html} if html else {"content_text": markup.plain(article.lead or article.headline)}


def _item(article: ArticleDocument, publication: Publication) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": markup.plain(article.uri),
        "url": absolute(publication, article.path),
        "title": markup.plain(article.headline),
        "summary": markup.plain(article.lead),
        **_content(article, publication),
        "date_published": dates.utc(article.first_published),
        "date_modified": dates.utc(article.updated),
        "authors": [_author(byline, publication) for byline in article.bylines],
        "tags": feed.categories(article),
        "language": article.language,
    }
    if article.picture:
        rendition = article.picture.largest
        item["image"] = absolute(publication, rendition.path)
        attachment = {"url": item["image"], "mime_type": rendition.content_type}
        item["attachments"] = [attachment | ({"size_in_bytes": rendition.size} if rendition.size else {})]
    return item


def _author(byline: Byline, publication: Publication) -> dict[str, str]:
    author = {"name": markup.plain(byline.name)}
    return author | {"url": absolute(publication, byline.path)} if byline.path else author
