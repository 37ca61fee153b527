"""OpenDocument text (ISO/IEC 26300): paragraphs, headings, lists, tables, links. Notes are not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from depesche.intake.documents.packages import PROTECTED, Package
from depesche.intake.documents.writing import Writing
from depesche.intake.isolation.troubles import Unreadable
from depesche.intake.markup.blocks import Block, Run

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LOOK = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}"
_UNREAD = frozenset(["tracked-changes", "note", "annotation", "sequence-decls", "forms", "bookmark", "title", "desc"])
_MOST_SPACES = 100

_Looks = dict[str, tuple[bool, bool]]


def read(files: Package) -> list[Block]:
    """The blocks of the document. Raises Unreadable for one with a password, and what lxml raises for broken XML."""
    if b"encryption-data" in files.read("META-INF/manifest.xml"):
        raise Unreadable(PROTECTED)
    root = files.xml("content.xml")
    looks: _Looks = {}
    for style in root.iter(f"{_STYLE}style"):
        facts = style.find(f"{_STYLE}text-properties")
        if facts is not None:
            bold = facts.get(f"{_LOOK}font-weight") in ("bold", "600", "700", "800", "900")
            looks[style.get(f"{_STYLE}name") or ""] = bold, facts.get(f"{_LOOK}font-style") == "italic"
    writing = Writing()
    for element in root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"):
        for child in element:
            _block(child, looks, writing, listed=False)
    return writing.blocks


def _block(element: Any, looks: _Looks, writing: Writing, *, listed: bool) -> None:
    name = _local(element)
    if name in _UNREAD:
        return
    if name == "h":
        level = element.get(f"{_TEXT}outline-level") or "1"
        writing.heading(list(_runs(element, looks, Run(text=""))), level=int(level) if level.isdecimal() else 1)
    elif name == "p":
        runs = list(_runs(element, looks, _looking(element, looks, Run(text=""))))
        if listed:
            writing.item(runs)
        else:
            writing.paragraph(runs)
        _boxes(element, looks, writing)
    elif name == "table" and writing.table(_cells(element, looks)):
        return
    else:
        for child in element:
            _block(child, looks, writing, listed=listed or name == "list")


def _boxes(element: Any, looks: _Looks, writing: Writing) -> None:
    """Text frames anchored in a paragraph come after it."""
    for box in element.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"):
        for child in box:
            _block(child, looks, writing, listed=False)


def _cells(table: Any, looks: _Looks) -> list[list[str]]:
    return [
        [
            " ".join("".join(run.text for run in _runs(cell, looks, Run(text=""))).split())
            for cell in row
            if _local(cell) == "table-cell"
        ]
        for row in table.iter("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row")
    ]


def _runs(element: Any, looks: _Looks, look: Run) -> Iterator[Run]:
    if element.text:
        yield replace(look, text=element.text)
    for child in element:
        name = _local(child)
        if name == "line-break":
            yield replace(look, text="\n")
        elif name == "tab":
            yield replace(look, text=" ")
        elif name == "s":
            count = child.get(f"{_TEXT}c") or "1"
            yield replace(look, text=" " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1))
        elif name == "a":
            yield from _runs(child, looks, replace(look, href=child.get(f"{_LINK}href") or ""))
        elif name not in _UNREAD and name != "text-box":
            yield from _runs(child, looks, _looking(child, looks, look))
        if child.tail:
            yield replace(look, text=child.tail)


def _looking(element: Any, looks: _Looks, look: Run) -> Run:
    bold, italic = looks.get(element.get(f"{_TEXT}style-name") or "", (False, False))
    return replace(look, strong=look.strong or bold, emphasis=look.emphasis or italic)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
