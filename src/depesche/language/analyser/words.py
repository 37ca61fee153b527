"""Finds the words of a folded text; a hyphen between letters joins what it joins (`cdu-politiker`)."""

from __future__ import annotations

import re

# The bounds keep a word small whatever stands in the text; no word of German or English news comes near them.
_WORD = re.compile(r"[^\W_]{1,64}(?:[-‐‑][^\W_]{1,64}){0,5}")
_JOINT = re.compile("[-‐‑]")


def words(folded: str) -> list[str]:
    """The words in order."""
    return _WORD.findall(folded)


def elements(word: str) -> list[str]:
    """What the hyphens of a word join; the word itself when it has none."""
    return _JOINT.split(word)
