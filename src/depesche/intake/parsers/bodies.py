"""Headline, lead and body for formats that name their parts: feeds and wires."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.intake.markup import blocks as block_forms
from depesche.intake.markup import plain, rich
from depesche.intake.markup.blocks import Block
from depesche.intake.release import headline


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an item, no part repeated in another."""

    lead: str
    text: str
    html: str
    dateline: str = ""


def from_html(html: str) -> list[Block]:
    return rich.read(html)[0] if html.strip() else []


def from_text(text: str) -> list[Block]:
    return plain.read(text) if text.strip() else []


def plain_text(html: str) -> str:
    """A title or a summary without its markup, on one line."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    return " ".join(block_forms.to_text(from_html(html)).split())


def compose(summary: str, blocks: list[Block]) -> Body:
    """A summary is the lead; without one it is the body's first paragraph. A body that repeats it loses that part."""
    blocks = [block for block in blocks if block.text.strip()]
    lead, dateline = summary, ""
    if not summary:
        lead, blocks = headline.take_lead(blocks)
        lead, dateline = headline.take_dateline(lead)
    elif blocks and " ".join(blocks[0].text.split()) == summary:
        blocks = blocks[1:]
    return Body(lead, block_forms.to_text(blocks), block_forms.to_html(blocks), dateline)
