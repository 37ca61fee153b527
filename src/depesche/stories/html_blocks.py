"""HTML from elsewhere (releases, wires, imports) as body blocks: headings, quotes, tables and running text."""

from __future__ import annotations

import html as escaping
from collections.abc import Iterable
from typing import Any

import nh3
from lxml import etree
from lxml import html as parser

from depesche.stories import markup

RawBlock = tuple[str, Any]
_STRUCTURE = markup.TAGS | {"h1", "h5", "h6", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "div"}
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
MOST_BLOCKS = 400
LONGEST_SUBHEADING = 200


def from_html(source: str) -> list[RawBlock]:
    """Clean `source` and cut it into (block name, raw value) pairs. What has no block of its own stays text."""
    clean = nh3.clean(source, tags=_STRUCTURE, attributes=markup.ATTRIBUTES, url_schemes=markup.SCHEMES, link_rel=None)
    if not clean.strip():
        return []
    root = parser.fragment_fromstring(clean, create_parent="div")
    blocks: list[RawBlock] = []
    running: list[str] = []
    for name, value in _pieces(root):
        if name == "text":
            running.append(value)
            continue
        _close(running, blocks)
        blocks.append((name, value))
    _close(running, blocks)
    return blocks[:MOST_BLOCKS]


def from_text(text: str) -> list[RawBlock]:
    """Plain paragraphs, a blank line between them, as one text block."""
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    lines = (f"<p>{escaping.escape(part, quote=False).replace(chr(10), '<br/>')}</p>" for part in paragraphs)
    joined = "".join(lines)
    return [("text", joined)] if joined else []


def _close(running: list[str], blocks: list[RawBlock]) -> None:
    joined = "".join(running)
    running.clear()
    if markup.plain(joined):
        blocks.append(("text", joined))


def _pieces(root: Any) -> Iterable[RawBlock]:
    if (root.text or "").strip():
        yield "text", f"<p>{escaping.escape(root.text, quote=False)}</p>"
    inline: list[str] = []
    for child in root:
        if _is_block(child):
            yield from _flush(inline)
            yield from _piece(child)
            inline.append(escaping.escape(child.tail or "", quote=False))
        else:
            inline.append(etree.tostring(child, encoding="unicode", method="html"))
    yield from _flush(inline)


def _is_block(element: Any) -> bool:
    return element.tag in _HEADINGS | {"p", "ul", "ol", "blockquote", "table", "div"}


def _flush(inline: list[str]) -> Iterable[RawBlock]:
    joined = "".join(inline).strip()
    inline.clear()
    if joined:
        yield "text", f"<p>{joined}</p>"


def _piece(element: Any) -> Iterable[RawBlock]:
    words = " ".join(element.text_content().split())
    if not words:
        return
    if element.tag in _HEADINGS:
        yield "subheading", words[:LONGEST_SUBHEADING]
    elif element.tag == "blockquote":
        yield "quote", {"text": words, "speaker": "", "role": "", "said": ""}
    elif element.tag == "table":
        yield "table", _table(element)
    elif element.tag == "div":
        yield from _pieces(element)
    else:
        tail, element.tail = element.tail, None
        yield "text", etree.tostring(element, encoding="unicode", method="html")
        element.tail = tail


def _table(element: Any) -> dict[str, Any]:
    rows = [[" ".join(cell.text_content().split()) for cell in row.xpath("./td|./th")] for row in element.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    first = element.find(".//tr")
    return {
        "data": [row + [""] * (width - len(row)) for row in rows],
        "first_row_is_table_header": first is not None and first.find("th") is not None,
        "first_col_is_header": False,
        "table_caption": " ".join((element.findtext("caption") or "").split()),
    }
