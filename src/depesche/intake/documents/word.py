"""Word documents (ISO/IEC 29500, WordprocessingML): paragraphs, headings, lists, tables, links.

Headers, footers, footnotes, comments and deleted text are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from depesche.intake.documents.packages import Package
from depesche.intake.documents.writing import Writing
from depesche.intake.markup.blocks import Block, Run

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEADING_NAMES = ("heading", "überschrift", "title", "titel")
_UNREAD = frozenset(
    [
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "fldData",
        "footnoteReference",
        "endnoteReference",
        "commentReference",
        "Fallback",
        "object",
    ]
)
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class _Styles:
    """What the document's other parts say about its text: heading levels and list styles by id, links by id."""

    headings: dict[str, int] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)
    bold: set[str] = field(default_factory=set)
    bullets: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)


def read(files: Package) -> list[Block]:
    """The blocks of the document's body. Raises what lxml raises for XML that is none."""
    root = _transitional(files.xml("word/document.xml"))
    body = root.find(f"{_W}body")
    writing = Writing()
    styles = _styles(files)
    for element in body if body is not None else ():
        _block(element, styles, writing)
    return writing.blocks


def _transitional(root: Any) -> Any:
    """The strict variant names the same elements in another namespace."""
    if root is not None and root.tag.startswith(_STRICT):
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
                element.tag = _W + element.tag[len(_STRICT) :]
    return root


def _styles(files: Package) -> _Styles:
    found = _Styles()
    root = _transitional(files.xml("word/styles.xml"))
    for style in root.iterfind(f"{_W}style") if root is not None else ():
        _take_style(style, found)
    numbering = _transitional(files.xml("word/numbering.xml"))
    if numbering is not None:
        bullets = {
            one.get(f"{_W}abstractNumId")
            for one in numbering.iterfind(f"{_W}abstractNum")
            if _value(one.find(f"{_W}lvl/{_W}numFmt")) == "bullet"
        }
        for one in numbering.iterfind(f"{_W}num"):
            if _value(one.find(f"{_W}abstractNumId")) in bullets:
                found.bullets.add(one.get(f"{_W}numId") or "")
    relations = files.xml("word/_rels/document.xml.rels")
    for one in relations if relations is not None else ():
        if one.get("TargetMode") == "External" and (one.get("Type") or "").endswith("/hyperlink"):
            found.links[one.get("Id") or ""] = one.get("Target") or ""
    return found


def _take_style(style: Any, found: _Styles) -> None:
    key = style.get(f"{_W}styleId") or ""
    name = _value(style.find(f"{_W}name")).lower()
    outline = _value(style.find(f"{_W}pPr/{_W}outlineLvl"))
    if name.startswith(_HEADING_NAMES) or (outline.isdecimal() and int(outline) < 9):
        digits = "".join(character for character in name if character.isdecimal())
        found.headings[key] = int(digits[:1] or (int(outline) + 1 if outline.isdecimal() else 1))
    if style.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith(("list", "aufzählung")):
        found.lists.add(key)
    if _is_on(style.find(f"{_W}rPr/{_W}b")):
        found.bold.add(key)


def _block(element: Any, styles: _Styles, writing: Writing) -> None:
    name = _local(element)
    if name == "p":
        _paragraph(element, styles, writing)
    elif name == "tbl":
        _table(element, styles, writing)
    elif name not in _UNREAD:  # content controls, text boxes, alternatives
        for child in element:
            _block(child, styles, writing)


def _paragraph(element: Any, styles: _Styles, writing: Writing) -> None:
    facts = element.find(f"{_W}pPr")
    style = _value(facts.find(f"{_W}pStyle")) if facts is not None else ""
    number = facts.find(f"{_W}numPr/{_W}numId") if facts is not None else None
    listed = _value(number) not in ("", "0") or (number is None and style in styles.lists)
    runs = list(_runs(element, styles, Run(text="", strong=style in styles.bold)))
    if style in styles.headings:
        writing.heading(runs, level=styles.headings[style])
    elif listed:
        writing.item(runs, ordered=_value(number) not in styles.bullets and number is not None)
    else:
        writing.paragraph(runs)
    for box in element.iter(f"{_W}txbxContent"):
        if not any(_local(ancestor) == "Fallback" for ancestor in box.iterancestors()):
            for child in box:
                _block(child, styles, writing)


def _runs(element: Any, styles: _Styles, look: Run) -> Iterator[Run]:
    for child in element:
        name = _local(child)
        if name in _UNREAD or name in ("pPr", "rPr", "txbxContent"):
            continue
        if name == "r":
            yield from _runs(child, styles, _look(child.find(f"{_W}rPr"), look))
        elif name == "hyperlink":
            yield from _runs(child, styles, replace(look, href=styles.links.get(child.get(f"{_R}id") or "", "")))
        elif name == "t":
            yield replace(look, text=child.text or "")
        elif name in ("br", "cr"):
            yield replace(look, text="\n" if child.get(f"{_W}type") in (None, "textWrapping") else " ")
        elif name in ("tab", "noBreakHyphen"):
            yield replace(look, text=" " if name == "tab" else "-")
        else:
            yield from _runs(child, styles, look)


def _look(facts: Any, look: Run) -> Run:
    if facts is None:
        return look
    bold, italic = facts.find(f"{_W}b"), facts.find(f"{_W}i")
    return replace(
        look,
        strong=look.strong if bold is None else _is_on(bold),
        emphasis=look.emphasis if italic is None else _is_on(italic),
    )


def _table(element: Any, styles: _Styles, writing: Writing) -> None:
    """A table of data, or one that only arranges the page: then its cells are read one after the other."""
    rows = [[cell for cell in row if _local(cell) == "tc"] for row in element.iterfind(f"{_W}tr")]
    texts = [
        [" ".join("".join(run.text for run in _runs(cell, styles, Run(text=""))).split()) for cell in row]
        for row in rows
    ]
    nested = element.find(f".//{_W}tbl") is not None
    if not nested and writing.table(texts):
        return
    for row in rows:
        for cell in row:
            for child in cell:
                _block(child, styles, writing)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{_W}val") or ""


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{_W}val", "1").lower() not in _OFF
