"""What is being written, read from the editor's form as it stands: nothing is validated, and nothing is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from depesche.stories import markup
from depesche.stories.models import ArticlePage

Kind = Literal["headline", "lead", "text", "body", "quote"]

_FIELDS: Mapping[str, Kind] = {
    "kicker": "text",
    "title": "headline",
    "lead": "lead",
    "teaser_headline": "headline",
    "seo_title": "headline",
    "push_headline": "headline",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with one place in the form.

    `place` is the name of a field, or the key of a block of the body; `part` names the field inside that block.
    `speaker` is who is said to have said it, for the words of a quote block.
    """

    place: str
    part: str
    kind: Kind
    text: str
    speaker: str = ""


def of_fields(data: Mapping[str, str]) -> list[Passage]:
    """The single fields that hold words, in the order of the form."""
    return [Passage(name, "", kind, data.get(name, "")) for name, kind in _FIELDS.items() if data.get(name, "").strip()]


def body_of(data: Any) -> Any:
    """The body as the form has it now (a stream value)."""
    return ArticlePage._meta.get_field("body").stream_block.value_from_datadict(data, {}, "body")


def of_body(body: Any) -> list[Passage]:
    """The body's stretches of text, in the order of the text."""
    return [passage for block in body for passage in _of_block(block) if passage.text.strip()]


def _of_block(block: Any) -> Iterator[Passage]:
    value, key = block.value, block.id or ""
    match block.block_type:
        case "text":
            yield Passage(key, "", "body", markup.plain(value.source))
        case "subheading":
            yield Passage(key, "", "text", str(value or ""))
        case "quote":
            yield Passage(key, "text", "quote", value["text"] or "", speaker=(value["speaker"] or "").strip())
        case "info_box":
            yield Passage(key, "title", "text", value["title"] or "")
            yield Passage(key, "content", "body", markup.plain(value["content"].source))
