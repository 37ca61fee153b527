"""What is different between two versions of a text, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
_PIECE = re.compile(r"\w+|[^\w\s]|\s+")
_MOST_PARAGRAPHS, _MOST_WORDS = 400, 1_500
_ALIKE = 0.3
"""The share of words that makes of two paragraphs an old and a new one, and not one gone and one new."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is the same in both, gone, or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of either version; `changed` when anything in it is."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)


def compare(older: Sequence[str], newer: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of the newer version, with what the older one had in their place."""
    before, after = list(older)[:_MOST_PARAGRAPHS], list(newer)[:_MOST_PARAGRAPHS]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Paragraph] = []
    for tag, start, end, its_start, its_end in matcher.get_opcodes():
        if tag == "equal":
            found += [Paragraph((Piece(SAME, text),)) for text in before[start:end]]
        else:
            found += _replaced(before[start:end], after[its_start:its_end])
    return found


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    """Paragraphs that took the place of others: each new one beside the old one it is like."""
    left = list(before)
    for text in after:
        shared = [(_likeness(old, text), number) for number, old in enumerate(left)]
        best, number = max(shared, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
        if best < _ALIKE:
            yield Paragraph((Piece(NEW, text),))
            continue
        yield from (Paragraph((Piece(GONE, old),)) for old in left[:number])
        yield Paragraph(tuple(words(left[number], text)))
        del left[: number + 1]
    yield from (Paragraph((Piece(GONE, old),)) for old in left)


def _likeness(one: str, other: str) -> float:
    mine, theirs = set(one.split()), set(other.split())
    return len(mine & theirs) / max(min(len(mine), len(theirs)), 1)


def words(before: str, after: str) -> Iterator[Piece]:
    """The pieces of one paragraph against another's. What is beyond reason in length is shown as gone and new."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        yield from (Piece(GONE, before), Piece(NEW, after))
        return
    for tag, start, end, its_start, its_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(old[start:end]))
            continue
        if gone := "".join(old[start:end]):
            yield Piece(GONE, gone)
        if added := "".join(new[its_start:its_end]):
            yield Piece(NEW, added)
