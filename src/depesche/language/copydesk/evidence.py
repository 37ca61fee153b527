"""How words are written in running text, where it means something: after the first word of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from depesche.language.lexicon.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_MOST_CHARACTERS = 300_000
_CLEARLY = 5
"""So many times more often than any other a spelling must be."""


class Spellings:
    """Counts how the words of some texts are written, sentence beginnings left out.

    Fold a newsroom's archive into one of these once and hand it to `check_headline`.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._counts: dict[str, Counter[str]] = {}
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """Count the words of one more text (its first 300,000 characters)."""
        text = text[:_MOST_CHARACTERS]
        end = 0
        for found in _WORD.finditer(text):
            if _is_inside_a_sentence(text, end, found.start()):
                self._counts.setdefault(fold(found.group()), Counter())[found.group()] += 1
            end = found.end()

    def of(self, word: str) -> str | None:
        """How a folded word is written; None when it is not there, or now so, now otherwise."""
        counts = self._counts.get(word)
        if not counts:
            return None
        (spelling, often), *others = counts.most_common(2)
        return spelling if not others or often >= _CLEARLY * others[0][1] else None

    def count_small(self, word: str) -> int:
        """How often a folded word is written small."""
        counts = self._counts.get(word, Counter())
        return sum(count for spelling, count in counts.items() if spelling[0].islower())


def _is_inside_a_sentence(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return bool(end) and not any(mark in between for mark in '.!?:;…\n„“”"»«‚‘–—•')
