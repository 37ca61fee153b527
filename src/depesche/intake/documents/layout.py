"""From lines on pages to blocks: columns put in order, running heads dropped, paragraphs and headings found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from depesche.intake.documents import columns
from depesche.intake.documents.writing import Writing
from depesche.intake.markup import reflow
from depesche.intake.markup.blocks import Block, Run

_MARGIN = 0.12
"""The share of a page's height, above and below, in which running heads and page numbers stand."""

_PAGE_NUMBER = re.compile(
    r"(?:seite|page|s\.)?\s*[-–|/]?\s*\d{1,3}\s*[-–|/]?\s*(?:(?:von|of|/|\|)\s*\d{1,3})?", re.IGNORECASE
)
_BULLET = re.compile(r"^(?:[•·▪▫■□●○◦‣*\uf0b7\uf0a7\uf02d]|[-–](?=\s))\s*")
_HYPHENS = re.compile("[\u2010\u00ad\u2011]$")
_ADDRESS = re.compile(r"(?:\w@|://|www\.)\S*-$")
_SENTENCE_END = re.compile(r"[.!?:][“\"»)]?$")
_HEADING = 1.15
_OTHER_SIZE = 0.6
_FULL = 0.75
_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. Lengths are in points from the lower left corner; `size` is that of its letters, `limit` the
    right edge of the column it stands in."""

    left: float
    right: float
    bottom: float
    top: float
    text: str
    size: float
    bold: bool
    limit: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    lines: list[Line]


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together. `bullet`: it began with one."""

    lines: list[Line]
    bullet: bool = False

    @property
    def text(self) -> str:
        """The lines joined; lines that the writer ended before the column did stay lines, if many of these did.

        So do those at the top: no paragraph begins with a short line, but letterheads and headlines stand above one.
        """
        pairs = list(zip(self.lines, self.lines[1:], strict=False))
        early = [ends_early(last, line) for last, line in pairs]
        is_verse = sum(early) * 3 >= len(early)
        at_the_top = True
        text = self.lines[0].text
        for (_, line), broken in zip(pairs, early, strict=True):
            at_the_top = at_the_top and broken
            text = f"{text}\n{line.text}" if broken and (is_verse or at_the_top) else join(text, line.text)
        return text


def blocks(pages: Sequence[Page]) -> list[Block]:
    """The text of the pages as blocks."""
    running = _running(pages)
    lines = [line for page in pages for line in columns.in_order(_kept(page, running))]
    if not lines:
        return []
    usual = Counter[float]()
    for line in lines:
        usual[line.size] += len(line.text)
    body_size = usual.most_common(1)[0][0]
    writing = Writing()
    for paragraph in _continued(list(_paragraphs(lines))):
        _write(paragraph, body_size, writing)
    return writing.blocks


def join(first: str, second: str) -> str:
    """Two lines as one; a word parted by a hyphen becomes whole, an address keeps its own hyphen."""
    if _ADDRESS.search(first):
        return first + second
    if _HYPHENS.search(first) and second[:1].islower():
        return first[:-1] + second
    return reflow.join(_HYPHENS.sub("-", first), second)


def ends_early(last: Line, line: Line) -> bool:
    """Whether the first word of `line` would have fitted on the line before it, which ends with no hyphen."""
    if last.text.endswith("-") or _HYPHENS.search(last.text):
        return False
    letter = (last.right - last.left) / max(len(last.text), 1)
    word = next(iter(line.text.split(maxsplit=1)), "")
    return last.bottom > line.bottom and last.right + letter * (len(word) + 1.5) < last.limit


def _running(pages: Sequence[Page]) -> set[str]:
    """What stands at the top or the bottom of several pages, numbers aside."""
    found = Counter(key for page in pages for key in {_key(line) for line in page.lines if _in_margin(line, page)})
    return {key for key, count in found.items() if count > 1 and count * 2 >= len(pages)}


def _kept(page: Page, running: set[str]) -> list[Line]:
    return [
        line
        for line in page.lines
        if not (_in_margin(line, page) and (_key(line) in running or _PAGE_NUMBER.fullmatch(line.text)))
    ]


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom > page.height * (1 - _MARGIN) or line.top < page.height * _MARGIN


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    for found in lines:
        bullet = _BULLET.match(found.text)
        line = replace(found, text=found.text[bullet.end() :]) if bullet else found
        if current is not None and not bullet and not _begins(current, line):
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        current = _Paragraph([line], bullet=bool(bullet))
    if current is not None:
        yield current


def _begins(current: _Paragraph, line: Line) -> bool:
    """Whether a line begins a paragraph: by the space above it, its type, its indent, or the short line before it."""
    last = current.lines[-1]
    if last.bottom < line.bottom:  # the next column or page
        return True
    gap = last.bottom - line.top
    usual = current.lines[-2].bottom - last.top if len(current.lines) > 1 else 0.45 * line.size
    if gap > max(usual + 0.3 * line.size, 0.6 * line.size) or abs(line.size - last.size) > _OTHER_SIZE:
        return True
    if line.bold != last.bold and (last.bold or len(line.text) > 40):
        return True
    indented = line.left - last.left > line.size and last.left - current.lines[0].left < line.size
    if indented and not current.bullet and _SENTENCE_END.search(last.text):
        return True
    return ends_early(last, line) and bool(_SENTENCE_END.search(last.text))


def _continued(found: list[_Paragraph]) -> Iterator[_Paragraph]:
    """Paragraphs that the end of a column or page broke become one."""
    held: _Paragraph | None = None
    for one in found:
        if held is not None and _goes_on(held, one):
            held.lines.extend(one.lines)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _goes_on(first: _Paragraph, second: _Paragraph) -> bool:
    last, line = first.lines[-1], second.lines[0]
    alike = abs(last.size - line.size) <= _OTHER_SIZE and last.bold == line.bold and not second.bullet
    full = line.text[:1].islower() or last.right > last.left + (last.limit - last.left) * _FULL
    return alike and last.bottom < line.bottom and full and not _SENTENCE_END.search(last.text)


def _write(paragraph: _Paragraph, body_size: float, writing: Writing) -> None:
    text, line = paragraph.text, paragraph.lines[0]
    short = len(text) <= _LONGEST_HEADING
    if paragraph.bullet:
        writing.item([Run(text=text)])
    elif "\t" in line.text:
        rows = [one.text.split("\t") for one in paragraph.lines]
        if not writing.table(rows):
            writing.paragraph([Run(text="\n".join(one.text.replace("\t", " ") for one in paragraph.lines))])
    elif short and line.size >= body_size * _HEADING:
        writing.heading([Run(text=text)], level=1 if line.size >= body_size * 1.4 else 2)
    elif short and line.bold and not text.endswith((".", ",", ":")) and len(paragraph.lines) <= 2:
        writing.heading([Run(text=text)], level=3)
    else:
        writing.paragraph([Run(text=text, strong=line.bold)])
