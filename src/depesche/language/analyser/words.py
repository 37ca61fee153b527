"""Finds the words of a folded text; a hyphen between letters joins what it joins (`cdu-politiker`)."""

from __future__ import annotations

import re
from collections.abc import Collection

# The bounds keep a word small whatever stands in the text; no word of German or English news comes near them.
_WORD = re.compile(r"[^\W_]{1,64}(?:[-‐‑][^\W_]{1,64}){0,5}")
_LETTER = "[^\\W_][\u00ad\u0300-\u036f]*"
_WORD_AS_WRITTEN = re.compile(f"(?:{_LETTER}){{1,64}}(?:[-‐‑](?:{_LETTER}){{1,64}}){{0,5}}")
_JOINT = re.compile("[-‐‑]")


def words(folded: str) -> list[str]:
    """The words in order."""
    return _WORD.findall(folded)


def words_as_written(text: str) -> list[str]:
    """The same words as they stood in the text before it was folded."""
    return _WORD_AS_WRITTEN.findall(text)


def places(text: str, wanted: Collection[str]) -> list[tuple[int, int]]:
    """Where some of these words stand: start and end in characters."""
    found: list[tuple[int, int]] = []
    for word in wanted:
        end = 0
        while (start := text.find(word, end)) >= 0:
            end = start + len(word)
            if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                found.append((start, end))
    # Of words that overlap (`Kiew-Reise`, `Kiew`) the longer one stands.
    return _apart(sorted(found, key=lambda place: (place[0], -place[1])))


def _apart(sorted_places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for start, end in sorted_places:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def elements(word: str) -> list[str]:
    """What the hyphens of a word join; the word itself when it has none."""
    return _JOINT.split(word)
