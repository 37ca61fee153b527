"""PDF (ISO 32000) by pdfminer.six: the lines of each page with their place, size and weight."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from statistics import median
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from depesche.intake.documents import layout
from depesche.intake.documents.layout import Line, Page
from depesche.intake.isolation.troubles import Unreadable
from depesche.intake.markup.blocks import Block

MAX_PAGES = 30
"""Pages that are read; a release has one to four."""

PROTECTED = "Das PDF ist mit Kennwort geschützt."
SCANNED = "Das PDF enthält keinen Text; wahrscheinlich ist es ein Scan."
UNMAPPED = "Der Text des PDF lässt sich nicht entnehmen (seinen Schriften fehlen die Zeichentabellen)."
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_UNKNOWN = re.compile(r"\(cid:\d+\)|\ufffd|[\ue000-\uf0a0]")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a]+")
_LOOSE_UMLAUT = re.compile("\u00a8 ?([aouAOU])")
_MOST_LINES = 4_000


def read(content: bytes) -> list[Block]:
    """The blocks of the document. Raises Unreadable, and whatever pdfminer raises for a broken file."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        document = PDFDocument(PDFParser(BytesIO(content)), password="")
    except PDFPasswordIncorrect:
        raise Unreadable(PROTECTED) from None
    pages = list(_pages(document))
    text = "".join(line.text for page in pages for line in page.lines)
    if not text.strip():
        raise Unreadable(SCANNED)
    unknown = sum(len(match[0]) for match in _UNKNOWN.finditer(text))
    if unknown * 5 > len(text):
        raise Unreadable(UNMAPPED)
    return layout.blocks(pages)


def _pages(document: PDFDocument) -> Iterator[Page]:
    manager = PDFResourceManager(caching=True)
    device = PDFPageAggregator(manager, laparams=LAParams(boxes_flow=None, line_margin=0.01))
    interpreter = PDFPageInterpreter(manager, device)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= MAX_PAGES:
            return
        interpreter.process_page(page)
        result = device.get_result()
        lines = [line for one in _text_lines(result) if (line := _line(one))]
        yield Page(width=result.width, height=result.height, lines=lines[:_MOST_LINES])


def _text_lines(container: Any) -> Iterator[LTTextLine]:
    for one in container:
        if isinstance(one, LTTextLine):
            yield one
        elif isinstance(one, LTContainer):
            yield from _text_lines(one)


def _line(found: LTTextLine) -> Line | None:
    characters = [one for one in found if isinstance(one, LTChar) and one.get_text().strip()]
    text = _tidy(found.get_text())
    if not characters or not text:
        return None
    bold = sum(bool(_BOLD.search(one.fontname)) for one in characters)
    return Line(
        left=found.x0,
        right=found.x1,
        bottom=found.y0,
        top=found.y1,
        text=text,
        size=round(median(one.size for one in characters), 1),
        bold=bold * 2 > len(characters),
    )


def _tidy(text: str) -> str:
    """Ligatures opened, loose umlaut dots put on their letters, one space where there are several."""
    text = _LOOSE_UMLAUT.sub("\\1\u0308", text.translate(_LIGATURES))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
