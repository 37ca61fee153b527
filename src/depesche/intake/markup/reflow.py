"""Lines that a mail program broke become paragraphs again; lines that the writer broke stay lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_LONG_LINE = 100
_SHORTEST_WIDTH = 45
_HYPHEN = re.compile(r"[a-zäöüß]-$")
_KEEPS_HYPHEN = re.compile(r"(?:und|oder|bzw|sowie|bis|and|or)\b")
_LABEL = re.compile(r"\w[\w./ -]{1,40}:\s")
_SURE_LABEL = re.compile(
    r"(?:[\w ().-]{1,80}\.(?:jpe?g|png|gif|webp|tiff?|pdf)|(?:bild|foto|abb)\w*\.?\s?\d*"
    r"|tel\w*\.?|fax|mobil\w*|e-?mail)\s?:\s|(?:tel(?:efon)?|fon|fax|mobil|phone)\b\.?:?\s*[+(\d]",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:][\"”“»«')\]]*$")


def width(groups: Iterable[Sequence[str]]) -> int:
    """The column at which a text was wrapped, 0 when it was not.

    `groups` are stretches of lines without a blank one; the last line of each says nothing about the column.
    """
    lengths = sorted(len(line) for group in groups for line in group[:-1])
    inside = [length for length in lengths if length <= _LONG_LINE]
    if not inside or len(inside) * 5 < len(lengths) * 4 or inside[-1] < _SHORTEST_WIDTH:
        return 0
    return inside[int(len(inside) * 0.98)] if len(inside) > 50 else inside[-1]


def paragraphs(lines: Sequence[str], *, wrapped_at: int) -> list[list[str]]:
    """Lines of one block, without a blank one among them, as paragraphs of lines."""
    done: list[list[str]] = []
    current: list[str] = []
    previous = ""
    for line in lines:
        if not current:
            current = [line]
        elif was_wrapped(previous, line, wrapped_at):
            current[-1] = join(current[-1], line)
        elif ends_paragraph(previous) or (len(current[-1]) > _LONG_LINE and _SENTENCE_END.search(previous)):
            done.append(current)
            current = [line]
        else:
            current.append(line)
        previous = line
    return [*done, current] if current else done


def ends_paragraph(line: str) -> bool:
    """Whether what follows a line that was not wrapped is a new paragraph: the line itself is as long as one."""
    return len(line) > _LONG_LINE


def join(first: str, second: str) -> str:
    """Two halves of a broken line; a word divided by a hyphen becomes whole."""
    if _HYPHEN.search(first) and second[:1].islower() and not _KEEPS_HYPHEN.match(second):
        return first[:-1] + second
    return f"{first} {second}" if first else second


def was_wrapped(line: str, following: str, wrapped_at: int) -> bool:
    """A line was wrapped when the next line's first word would not have fitted on it."""
    if not wrapped_at or not line or not following:
        return False
    ends = (not line[-1].isalpha() and line[-1] not in ",-–") or "@" in line.rsplit(maxsplit=1)[-1]
    if _SURE_LABEL.match(following) or (_LABEL.match(following) and ends):
        return False  # "foto.jpg: ..." or "Tel.: ..." begins a line of its own
    word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > wrapped_at and len(line) >= wrapped_at * 0.55
