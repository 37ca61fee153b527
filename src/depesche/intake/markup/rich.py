"""HTML to blocks: what is hidden is left out, tables that only arrange the page are seen through."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from depesche.intake.markup import clean, inline, plain
from depesche.intake.markup.blocks import Block, BlockKind, Mark, Run
from depesche.intake.markup.inline import Style

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt)?\s*(?:;|!|$)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$)",
    re.IGNORECASE,
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"gmail_signature|moz-signature|applemailsignature|(?:^|\s)signature|elementtoproof-signature", re.I
)
_QUOTED = re.compile(
    r"gmail_quote|gmail_extra|moz-cite-prefix|yahoo_quoted|divrplyfwdmsg|outlookmessageheader|replyforward|"
    r"protonmail_quote|zmail_extra|appendonsend|mail-editor-reference-message",
    re.I,
)
_OUTLOOK_LIST = re.compile(r"MsoListParagraph", re.I)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u034f\u2007\u115f]")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u2002-\u200a]+")
_CELLS = frozenset({"td", "th"})
_PARAGRAPHS = clean.names(
    "p ul ol table tr td th blockquote pre dl dd dt figure figcaption caption address fieldset form details"
)
_LINES = clean.names("div section article header footer main nav aside center body html summary tbody thead tfoot")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRONG = frozenset({"b", "strong", "th"})
_EMPHASIS = frozenset({"i", "em", "cite"})
_MAX_CELL = 200
MAX_ELEMENTS = 20_000
"""Elements that are read; a release has some hundred."""


@dataclass(slots=True)
class _Writer:
    """Collects runs until a block ends."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    cids: list[str] = field(default_factory=list)

    def line(self) -> None:
        if self.runs and not self.runs[-1].text.endswith("\n"):
            self.runs.append(Run(text="\n"))

    def flush(self, style: Style, *, outlook_list: bool = False, ordered: bool = False) -> None:
        runs, self.runs = self.runs, []
        for lines in inline.paragraphs(runs):
            block = inline.block(lines, style, outlook_list=outlook_list, ordered=ordered)
            last = self.blocks[-1] if self.blocks else None
            if block.kind is BlockKind.LIST and last and last.kind is BlockKind.LIST and last.marks == block.marks:
                self.blocks[-1] = replace(last, lines=last.lines + block.lines)
            else:
                self.blocks.append(block)


def read(html: str) -> tuple[list[Block], list[str]]:
    """The blocks of some HTML, and the content ids of the pictures it shows, in order."""
    cleaned = clean.for_reading(html)
    if not cleaned.strip():
        return [], []
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    root = lxml_html.fragment_fromstring(cleaned, create_parent="div", parser=parser)
    writer = _Writer()
    _walk(root, writer)
    return writer.blocks, writer.cids


def _walk(root: Any, writer: _Writer) -> None:
    style = Style()
    stack: list[Style] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    budget = MAX_ELEMENTS
    for event, element in walker:
        if event == "start":
            budget -= 1
            if budget < 0:
                break
            stack.append(style)
            if not _enter(element, style, writer):
                walker.skip_subtree()
                element.set("data-skipped", "1")
            else:
                style = _inner_style(element, style)
                _write_text(writer, element.text, style)
        else:
            if element.get("data-skipped") is None:
                _leave(element, style, writer)
            style = stack.pop()
            _write_text(writer, element.tail, style)
    writer.flush(style)


def _enter(element: Any, style: Style, writer: _Writer) -> bool:
    """Begin an element; False when its inside is not to be read (any more)."""
    tag = element.tag
    if _is_hidden(element):
        return False
    if _marks(element):
        writer.flush(style)
    if tag == "br":
        writer.runs.append(Run(text="\n"))
    elif tag == "img":
        _picture(element, writer)
    elif tag == "hr":
        writer.flush(style)
        writer.blocks.append(Block(kind=BlockKind.RULE, lines=((Run(text="---"),),), marks=style.marks))
    elif tag == "li" or tag in _PARAGRAPHS or tag in _HEADINGS:
        writer.flush(style)
    elif tag in _LINES:
        writer.line()
    if tag == "table" and (rows := _data_rows(element)):
        writer.blocks.append(Block(kind=BlockKind.TABLE, lines=rows, marks=style.marks))
        return False
    if tag == "pre":
        inside = plain.read("".join(element.itertext()))
        writer.blocks.extend(replace(block, marks=block.marks | style.marks) for block in inside)
        return False
    return True


def _leave(element: Any, style: Style, writer: _Writer) -> None:
    tag = element.tag
    if tag == "p" and _OUTLOOK_LIST.search(element.get("class") or ""):
        writer.flush(style, outlook_list=True)
    elif tag == "li":
        parent = element.getparent()
        writer.flush(style, ordered=parent is not None and parent.tag == "ol")
    elif tag in _PARAGRAPHS or tag in _HEADINGS:
        writer.flush(style)
    elif tag in _LINES:
        writer.line()
        if _marks(element):
            writer.flush(style)


def _inner_style(element: Any, style: Style) -> Style:
    tag = element.tag
    css = element.get("style") or ""
    inner = replace(
        style,
        strong=style.strong or tag in _STRONG or bool(_BOLD.search(css)),
        emphasis=style.emphasis or tag in _EMPHASIS or bool(_ITALIC.search(css)),
        marks=style.marks | _marks(element),
        heading=_HEADINGS.get(tag, style.heading if tag not in _PARAGRAPHS else 0),
        item=tag == "li" or (style.item and tag not in ("table", "blockquote")),
        quote=style.quote + (tag == "blockquote"),
    )
    href = element.get("href") if tag == "a" else None
    return replace(inner, href=href) if href else inner


def _marks(element: Any) -> frozenset[Mark]:
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    marks = set()
    if name != " ":
        if _SIGNATURE.search(name):
            marks.add(Mark.SIGNATURE)
        if _QUOTED.search(name):
            marks.add(Mark.QUOTED)
    if element.tag == "blockquote" and (element.get("type") or "").lower() == "cite":
        marks.add(Mark.QUOTED)
    return frozenset(marks)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _picture(element: Any, writer: _Writer) -> None:
    source = element.get("src") or ""
    if source.lower().startswith("cid:"):
        writer.cids.append(source[4:].strip("<>"))


def _write_text(writer: _Writer, text: str | None, style: Style) -> None:
    if not text:
        return
    is_gap = "\xa0" in text and not text.strip()  # so some programs write an empty line
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    if is_gap and writer.runs and writer.runs[-1].text.endswith("\n"):
        writer.runs.append(Run(text="\n"))
        return
    if text == " " and (not writer.runs or writer.runs[-1].text.endswith(("\n", " "))):
        return
    if text:
        writer.runs.append(Run(text=text, strong=style.strong, emphasis=style.emphasis, href=style.href))


def _data_rows(table: Any) -> tuple[tuple[Run, ...], ...]:
    """The rows of a table that holds data, cells apart by tabs; () for one that only arranges the page."""
    if table.find(".//table") is not None or table.find(".//img") is not None:
        return ()
    rows = []
    for row in table.iter("tr"):
        cells = [
            _SPACES.sub(" ", _INVISIBLE.sub("", cell.text_content())).strip() for cell in row if cell.tag in _CELLS
        ]
        if any(cells):
            rows.append(cells)
    widest = max((len(cells) for cells in rows), default=0)
    if len(rows) < 2 or widest < 2 or sum(len(cells) > 1 and all(cells[:2]) for cells in rows) * 2 < len(rows):
        return ()
    if any(len(cell) > _MAX_CELL for cells in rows for cell in cells):
        return ()
    return tuple((Run(text="\t".join(cells)),) for cells in rows)
