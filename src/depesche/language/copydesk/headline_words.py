"""A headline as words with what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesche.language.copydesk.readings import Reading, reading
from depesche.language.lexicon.folding import fold

_WORD = re.compile(
    r"(?<![\w@#/.&])[^\W\d_][^\W_]*(?:['’][^\W\d_]+)?(?:[-‐‑][^\W_]+)*(?![\w@/]|\.[^\W\d_])|\d+(?:[.,:]\d+)*"
)
_QUOTED = re.compile(r"[„“\"»‚][^„“”\"»«‚‘]*[“”\"«‘]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a headline: as written, folded, where it starts, and what stands before it."""

    text: str
    folded: str
    start: int
    before: str
    quoted: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_small(self) -> bool:
        return self.text[0].islower()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def opens_a_clause(self) -> bool:
        """After a colon, a full stop, a dash or an opening quote, or at the very beginning."""
        return self.start == 0 or any(mark in self.before for mark in ':.!?–—|/„“"»') or " - " in self.before

    @property
    def reading(self) -> Reading:
        """How the word can be read; the last element decides for a hyphened word."""
        return reading(re.split("[-‐‑]", self.folded)[-1])

    @property
    def is_noun(self) -> bool:
        """Written as a noun, or readable as nothing else."""
        return not self.is_number and (not self.is_small or self.reading is Reading.NOUN)


def words_of(headline: str) -> list[Word]:
    """The words of a headline; addresses, handles and file names are none."""
    quoted = [found.span() for found in _QUOTED.finditer(headline)]
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(headline):
        start = found.start()
        inside = any(first < start < last for first, last in quoted)
        words.append(Word(found.group(), fold(found.group()), start, headline[end:start], inside))
        end = found.end()
    return words
