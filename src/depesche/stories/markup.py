"""Rich text on its way out: the desk's own notation becomes clean HTML, and HTML becomes plain words."""

from __future__ import annotations

import html
import re
from typing import Any

import nh3
from wagtail.rich_text import expand_db_html

TAGS = {"p", "a", "em", "strong", "b", "i", "ul", "ol", "li", "br", "h2", "h3", "h4", "blockquote", "sub", "sup"}
ATTRIBUTES = {"a": {"href", "title"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_BLOCK_END = re.compile(r"</(p|li|h[1-6]|blockquote|tr|ul|ol)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def clean(fragment: str) -> str:
    """Only text structure and links are left; links name no opener and leave no follow-on trust."""
    return nh3.clean(fragment, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")


def expand(source: str) -> str:
    """The desk's rich text (links by page number) as clean HTML with addresses."""
    return clean(expand_db_html(source))


def plain(fragment: str) -> str:
    """The words of an HTML fragment; paragraphs end lines."""
    return html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", fragment))).strip()


def text_of_body(body: Any) -> str:
    """All words of a body, block by block."""
    return "\n".join(part for block in body for part in _words(block.block_type, block.value) if part)


def _words(kind: str, value: Any) -> list[str]:  # noqa: PLR0911 one line a block type
    if value is None:
        return []
    if kind == "text":
        return [plain(value.source)]
    if kind == "subheading":
        return [str(value)]
    if kind == "quote":
        return [value["text"], value["speaker"], value["role"]]
    if kind == "info_box":
        return [value["title"], plain(value["content"].source)]
    if kind == "table":
        return ["\t".join(cell or "" for cell in row) for row in value.get("data", [])]
    if kind in ("gallery", "embed"):
        return [value["title"]]
    if kind == "related_box":
        return [value["title"], *(link["text"] for link in value["links"])]
    return []
