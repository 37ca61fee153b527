"""ninjs 3.1: only what the standard knows, and the whole article."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from documents import hostile
from documents.article import ARTICLE
from documents.publication import PUBLICATION
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.bakery import schema
from depesche.bakery.formats import ninjs

_TEXT = {"type": "string"}
_URI = {"type": "string", "pattern": r"^[a-zA-Z][a-zA-Z0-9+.-]*:\S+$"}
_INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
_WHOLE = {"type": "integer"}


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


_VALUE = _object(
    ("value",), role=_TEXT, contentType=_TEXT, value=_TEXT | {"minLength": 1}, charCount=_WHOLE, wordCount=_WHOLE
)
_NAMED = _object(name=_TEXT, rel=_TEXT, role=_TEXT, uri=_URI, literal=_TEXT)
_RENDITION = _object(
    ("name",), name=_TEXT, href=_URI, contentType=_TEXT, title=_TEXT, width=_WHOLE, height=_WHOLE, sizeInBytes=_WHOLE
)
# The part of the standard that we use, closed as the standard closes it; written from its text, version 3.1.
_ITEM: dict[str, Any] = {
    "uri": _URI,
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
    "representationType": {"enum": ["full", "partial"]},
    "version": _TEXT,
    "firstCreated": _INSTANT,
    "versionCreated": _INSTANT,
    "contentCreated": _INSTANT,
    "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
    "urgency": {"type": "integer", "minimum": 1, "maximum": 9},
    "copyrightHolder": _TEXT,
    "copyrightNotice": _TEXT,
    "usageTerms": _TEXT,
    "language": _TEXT,
    "descriptions": _list(_VALUE),
    "bodies": _list(_VALUE),
    "headlines": _list(_VALUE),
    "people": _list(_NAMED),
    "subjects": _list(_NAMED),
    "infoSources": _list(_NAMED),
    "by": _TEXT,
    "located": _TEXT,
    "renditions": _list(_RENDITION),
    "altIds": _list(_object(role=_TEXT, value=_TEXT)),
    "standard": _object(name=_TEXT, version=_TEXT, schema=_URI),
    "expires": _INSTANT,
    "digitalSourceType": _object(name=_TEXT, uri=_URI, literal=_TEXT),
}
_ASSOCIATION = _object(("name", "uri"), **_ITEM, name=_TEXT, rel=_TEXT)
NINJS = jsonschema.Draft202012Validator(_object(("uri",), **_ITEM, associations=_list(_ASSOCIATION)))


def render(document: schema.ArticleDocument, publication: schema.Publication = PUBLICATION) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(ninjs.render(document, publication))
    NINJS.validate(content)
    return content


def test_article_is_valid_and_whole() -> None:
    content = render(ARTICLE)
    assert content["uri"] == ARTICLE.uri
    assert content["standard"]["version"] == "3.1"
    assert content["version"] == "4"
    headlines = {headline["role"]: headline["value"] for headline in content["headlines"]}
    assert headlines == {"main": ARTICLE.headline, "kicker": "Hochwasserschutz"}
    bodies = {body["role"]: body for body in content["bodies"]}
    assert "Südbecken mit Fischtreppe" in bodies["main"]["value"]
    assert bodies["plain"]["charCount"] == len(bodies["plain"]["value"])
    assert "<" not in bodies["plain"]["value"]
    assert content["firstCreated"] == "2025-07-03T17:24:00Z"


def test_an_article_without_words_has_no_plain_body() -> None:
    assert "plain" not in {body["role"] for body in render(replace(ARTICLE, body=()))["bodies"]}
    assert "bodies" not in render(replace(ARTICLE, body=(), lead="", picture=None, corrections=()))


def test_related_articles_stand_in_order_and_lead_to_their_pages() -> None:
    related = [item for item in render(ARTICLE)["associations"] if item["name"] == "related"]
    assert [item["uri"] for item in related] == [card.uri for card in ARTICLE.related]
    paths = [{alt["role"]: alt["value"] for alt in item["altIds"]}["path"] for item in related]
    assert paths == [card.path for card in ARTICLE.related]
    assert related[0]["renditions"][0]["href"] == f"https://auenbote.example{ARTICLE.related[0].path}"


def test_a_related_article_without_an_id_is_known_by_its_address() -> None:
    nameless = replace(ARTICLE, related=(replace(ARTICLE.related[0], uri=""),))
    related = [item for item in render(nameless)["associations"] if item["name"] == "related"]
    assert related[0]["uri"] == f"https://auenbote.example{ARTICLE.related[0].path}"


def test_pictures_come_along_with_their_rights() -> None:
    pictures = [item for item in render(ARTICLE)["associations"] if item["type"] == "picture"]
    assert [item["name"] for item in pictures] == ["main picture", "picture", *["gallery picture"] * 3]
    assert pictures[0]["by"] == "Auenbote"
    assert pictures[0]["digitalSourceType"]["uri"].endswith("/digitalsourcetype/digitalCreation")
    assert {rendition["contentType"] for rendition in pictures[0]["renditions"]} == {"image/webp", "image/jpeg"}


@pytest.mark.parametrize(
    ("given_code", "address"),
    [
        ("medtop:20000140", "http://cv.iptc.org/newscodes/mediatopic/20000140"),
        ("http://cv.iptc.org/newscodes/mediatopic/20000140", "http://cv.iptc.org/newscodes/mediatopic/20000140"),
        ("", None),
    ],
)
def test_topics_are_named_by_their_mediatopic(given_code: str, address: str | None) -> None:
    topic = schema.TopicRef(name="Wasser", slug="wasser", path="/thema/wasser/", mediatopic=given_code)
    subjects = render(replace(ARTICLE, topics=(topic,)))["subjects"]
    assert subjects[-1].get("uri") == address


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=200))
def test_no_text_makes_it_invalid(text: str) -> None:
    render(hostile.article(text), hostile.publication(text))
