"""Cards as JSON and back: the index keeps all that a list of results shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, TypeVar

from depesche.bakery import schema

Kind = TypeVar("Kind")


def card_of(document: schema.ArticleDocument) -> schema.Card:
    """The card of an article as search and lists offer it."""
    return schema.Card(
        path=document.path,
        uri=document.uri,
        headline=document.teaser_headline or document.headline,
        teaser=document.lead,
        kicker=document.kicker,
        section=document.section,
        first_published=document.first_published,
        updated=document.updated,
        byline=", ".join(byline.name for byline in document.bylines),
        picture=document.picture,
        urgency=document.urgency,
    )


def to_json(card: schema.Card) -> bytes:
    """A card as UTF-8 JSON; instants as ISO 8601."""
    return json.dumps(asdict(card), default=datetime.isoformat, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(content: bytes) -> schema.Card:
    """The card again. Fields of a version that is no more are left out; missing ones take their defaults."""
    values = json.loads(content)
    picture = values.get("picture")
    return _known(
        schema.Card,
        values
        | {
            "section": _known(schema.SectionRef, values["section"]),
            "first_published": datetime.fromisoformat(values["first_published"]),
            "updated": datetime.fromisoformat(values["updated"]),
            "picture": picture and _picture(picture),
        },
    )


def _picture(values: dict[str, Any]) -> schema.Picture:
    read = values | {"renditions": _renditions(values["renditions"]), "avif": _renditions(values.get("avif", ()))}
    if "focus" in values:
        read["focus"] = tuple(values["focus"])
    return _known(schema.Picture, read)


def _renditions(values: Iterable[dict[str, Any]]) -> tuple[schema.Rendition, ...]:
    return tuple(_known(schema.Rendition, rendition) for rendition in values)


def _known(kind: type[Kind], values: dict[str, Any]) -> Kind:
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in values.items() if name in names})
