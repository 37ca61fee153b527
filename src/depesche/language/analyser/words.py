"""Finds the words of a folded text; a hyphen between letters joins what it joins (`cdu-politiker`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The bounds keep a word small whatever stands in the text; no word of German or English news comes near them.
_WORD = re.compile(r"[^\W_]{1,64}(?:[-‐‑][^\W_]{1,64}){0,5}")
_LETTER = "[^\\W_][\u00ad\u0300-\u036f]*"
_WORD_AS_WRITTEN = re.compile(f"(?:{_LETTER}){{1,64}}(?:[-‐‑](?:{_LETTER}){{1,64}}){{0,5}}")
_JOINT = re.compile("[-‐‑]")


def words(folded: str) -> list[str]:
    """The words in order."""
    return _WORD.findall(folded)


def words_as_written(text: str) -> Iterator[tuple[int, int]]:
    """Where the same words stand in the text as it was before folding: start and end in characters."""
    return (found.span() for found in _WORD_AS_WRITTEN.finditer(text))


def elements(word: str) -> list[str]:
    """What the hyphens of a word join; the word itself when it has none."""
    return _JOINT.split(word)
