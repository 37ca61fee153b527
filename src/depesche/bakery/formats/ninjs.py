"""IPTC ninjs 3.1: an article as one JSON document, with its pictures and related articles as associations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from depesche.bakery import dates, markup
from depesche.bakery.addresses import absolute
from depesche.bakery.formats import body
from depesche.bakery.schema import (
    ArticleDocument,
    Card,
    GalleryBlock,
    ImageBlock,
    Picture,
    Publication,
    Rendition,
    Source,
    TopicRef,
)

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_CODE = re.compile(r"[0-9A-Za-z]+")
_MEDIATOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


def render(document: ArticleDocument, publication: Publication) -> bytes:
    """The article as ninjs. Related articles stand in order, best first, as associations named `related`."""
    return json.dumps(_article(document, publication), ensure_ascii=False, indent=1).encode()


def _article(document: ArticleDocument, publication: Publication) -> dict[str, Any]:
    web_page = {"name": "web", "href": absolute(publication, document.path), "contentType": "text/html"}
    return _filled(
        {
            "uri": markup.plain(document.uri),
            "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
            "type": "text",
            "representationType": "full",
            "version": str(document.version),
            "firstCreated": dates.utc(document.first_published),
            "contentCreated": dates.utc(document.updated),
            "versionCreated": dates.utc(document.modified),
            "pubStatus": "usable",
            "urgency": min(max(document.urgency, 1), 9),
            "language": document.language,
            "headlines": _headlines(document),
            "descriptions": _descriptions(document),
            "bodies": _bodies(document, publication),
            "by": ", ".join(markup.plain(byline.name) for byline in document.bylines),
            "people": [_person(byline.name, byline.path, publication) for byline in document.bylines],
            "located": markup.plain(document.dateline),
            "subjects": [
                {"name": markup.plain(document.section.name), "rel": "section", "literal": document.section.slug},
                *(_topic(topic) for topic in document.topics),
            ],
            "infoSources": [_source(source, publication) for source in document.sources],
            "copyrightHolder": markup.plain(publication.imprint.legal_name or publication.name),
            "copyrightNotice": markup.plain(publication.copyright_line),
            "usageTerms": markup.plain(document.usage_terms),
            "digitalSourceType": _source_type(document.digital_source_type),
            "expires": dates.utc(document.expires) if document.expires else "",
            "renditions": [web_page],
            "altIds": [{"role": "guid", "value": document.guid}, {"role": "path", "value": document.path}],
            "associations": [
                *(_picture(name, picture, publication) for name, picture in _pictures(document)),
                *(_related(card, publication) for card in document.related),
            ],
        }
    )


def _headlines(document: ArticleDocument) -> list[dict[str, str]]:
    values = {
        "main": document.headline,
        "kicker": document.kicker,
        "teaser": document.teaser_headline,
        "seo": document.seo_headline,
        "push": document.push_headline,
    }
    return _roles(values.items())


def _descriptions(document: ArticleDocument) -> list[dict[str, str]]:
    return _roles([("lead", document.lead), *(("correction", made.text) for made in document.corrections)])


def _bodies(document: ArticleDocument, publication: Publication) -> list[dict[str, Any]]:
    """The body in both forms; a form that is empty (all pictures, or nothing but a headline) is no body."""
    rich, plain = body.html(document, publication), body.text(document)
    forms: list[dict[str, Any]] = [
        {"role": "main", "contentType": "text/html", "wordCount": document.word_count, "value": rich},
        {"role": "plain", "contentType": "text/plain", "charCount": len(plain), "value": plain},
    ]
    return [form for form in forms if form["value"]]


def _roles(values: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    plain = ((role, markup.plain(value)) for role, value in values)
    return [{"role": role, "contentType": "text/plain", "value": value} for role, value in plain if value]


def _person(name: str, path: str, publication: Publication) -> dict[str, str]:
    person = {"name": markup.plain(name), "rel": "author"}
    return person | {"uri": absolute(publication, path)} if path else person


def _topic(topic: TopicRef) -> dict[str, str]:
    subject = {"name": markup.plain(topic.name), "rel": "about", "literal": topic.slug}
    code = markup.plain(topic.mediatopic).rpartition(":")[2].rpartition("/")[2]
    return subject | {"uri": _MEDIATOPICS + code} if _CODE.fullmatch(code) else subject


def _source(source: Source, publication: Publication) -> dict[str, str]:
    info = {"name": markup.plain(source.name), "role": source.kind.value}
    address = absolute(publication, source.url)
    return info | {"uri": address} if address else info


def _source_type(code: str) -> dict[str, str]:
    code = markup.plain(code).rpartition("/")[2]
    return {"uri": _SOURCE_TYPES + code, "literal": code} if _CODE.fullmatch(code) else {}


def _pictures(document: ArticleDocument) -> Iterable[tuple[str, Picture]]:
    if document.picture:
        yield "main picture", document.picture
    for block in document.body:
        if isinstance(block, ImageBlock):
            yield "picture", block.picture
        elif isinstance(block, GalleryBlock):
            for picture in block.pictures:
                yield "gallery picture", picture


def _picture(name: str, picture: Picture, publication: Publication) -> dict[str, Any]:
    return _filled(
        {
            "name": name,
            "rel": "picture",
            "uri": absolute(publication, picture.largest.path),
            "type": "picture",
            "descriptions": _roles([("caption", picture.caption), ("alt", picture.alt)]),
            "by": markup.plain(picture.creator),
            "copyrightNotice": markup.plain(picture.credit),
            "usageTerms": markup.plain(picture.usage_terms),
            "digitalSourceType": _source_type(picture.digital_source_type),
            "renditions": [_rendition(rendition, publication) for rendition in picture.renditions],
        }
    )


def _rendition(rendition: Rendition, publication: Publication) -> dict[str, Any]:
    return _filled(
        {
            "name": f"{rendition.width}w",
            "href": absolute(publication, rendition.path),
            "contentType": rendition.content_type,
            "width": rendition.width,
            "height": rendition.height,
            "sizeInBytes": rendition.size,
        }
    )


def _related(card: Card, publication: Publication) -> dict[str, Any]:
    address = absolute(publication, card.path)
    return _filled(
        {
            "name": "related",
            "rel": "related",
            "uri": markup.plain(card.uri) or address,
            "type": "text",
            "representationType": "partial",
            "firstCreated": dates.utc(card.first_published),
            "contentCreated": dates.utc(card.updated),
            "headlines": _roles([("main", card.headline), ("kicker", card.kicker)]),
            "descriptions": _roles([("lead", card.teaser)]),
            "by": markup.plain(card.byline),
            "subjects": [{"name": markup.plain(card.section.name), "rel": "section", "literal": card.section.slug}],
            "renditions": [{"name": "web", "href": address, "contentType": "text/html"}],
            "altIds": [{"role": "path", "value": card.path}],
        }
    )


def _filled(content: Mapping[str, Any]) -> dict[str, Any]:
    """Without empty values: ninjs leaves out what is not known."""
    return {key: value for key, value in content.items() if value not in ("", [], {}, 0, None)}
