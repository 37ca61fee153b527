"""Headline, lead and body for formats that name their parts: feeds and wires."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urljoin, urlsplit

from depesche.intake.markup import blocks as block_forms
from depesche.intake.markup import plain, rich
from depesche.intake.markup.blocks import Block, BlockKind, Run
from depesche.intake.release import headline

_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img)\b", re.IGNORECASE)
_TAG = re.compile(r"</(?:p|div|span|a|b|i|em|strong|ul|ol|li|h[1-6])>", re.IGNORECASE)
_EXCERPT_END = re.compile(
    r"\s*(?:\[?(?:…|\.\.\.)\]?\s*)?(?:weiterlesen\W*|mehr\W*|read more\W*|continue reading.*)?$", re.I
)
_FOOTER = re.compile(
    r"(?:der beitrag|the post)\b.{1,300}\b(?:erschien zuerst auf|appeared first on)\b", re.IGNORECASE | re.DOTALL
)
_MORE = 10
_SHORT = 25
"""Characters: what is shorter is no lead where there is a text."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an item, no part repeated in another."""

    lead: str
    text: str
    html: str
    dateline: str = ""


def from_html(html: str, *, base: str = "") -> list[Block]:
    """The blocks of some HTML. Links in it lead to the web, if need be by way of `base`, or they are no links."""
    html = unescaped(html)
    return [_linked(block, base) for block in rich.read(html)[0]] if html.strip() else []


def unescaped(html: str) -> str:
    """HTML that was escaped once too often, as markup again."""
    return unescape(html) if "<" not in html and _ESCAPED_TAG.search(html) else html


def address(link: str, *, base: str = "") -> str:
    """An address on the web, absolute; "" for what leads anywhere else."""
    try:
        whole = urljoin(base, link.strip()) if base else link.strip()
        return whole if urlsplit(whole).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _linked(block: Block, base: str) -> Block:
    if not block.links:
        return block
    lines = tuple(tuple(replace(run, href=_target(run.href, base)) for run in line) for line in block.lines)
    return replace(block, lines=lines)


def _target(href: str, base: str) -> str:
    return href if not href or href.startswith(("mailto:", "tel:")) else address(href, base=base)


def from_text(text: str) -> list[Block]:
    return plain.read(text) if text.strip() else []


def listed(names: Iterable[str]) -> list[Block]:
    """Names as a list; nothing for none."""
    lines = tuple((Run(text=name),) for name in names)
    return [Block(kind=BlockKind.LIST, lines=lines)] if lines else []


def plain_text(html: str) -> str:
    """A title or a summary without its markup, on one line."""
    html = unescaped(html)
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    text = " ".join(block_forms.to_text(from_html(html)).split())
    return plain_text(unescape(text)) if _ESCAPED_TAG.search(text) or _TAG.search(text) else text


def is_excerpt(summary: str, blocks: list[Block]) -> bool:
    """Whether a summary is only the beginning of the text, as blogs make it: then it is no lead."""
    start = " ".join(_EXCERPT_END.sub("", summary).split())
    text = " ".join(block_forms.to_text(blocks).split())
    return bool(start) and len(text) > len(start) + _MORE and text.startswith(start)


def compose(summary: str, blocks: list[Block]) -> Body:
    """A summary is the lead; without one it is the body's first paragraph. A body that repeats it loses that part."""
    blocks = [block for block in blocks if block.text.strip() and not _FOOTER.match(block.text)]
    if len(summary) < _SHORT and sum(len(block.text) for block in blocks) > 2 * _SHORT:
        summary = ""
    if is_excerpt(summary, blocks) and " ".join(blocks[0].text.split()) != summary:
        summary = ""
    lead, dateline = summary, ""
    if not summary:
        lead, blocks = headline.take_lead(blocks)
        lead, dateline = headline.take_dateline(lead)
    elif blocks and " ".join(blocks[0].text.split()) == summary:
        blocks = blocks[1:]
    return Body(lead, block_forms.to_text(blocks), block_forms.to_html(blocks), dateline)
