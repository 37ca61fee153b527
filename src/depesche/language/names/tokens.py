"""The words of a text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesche.language.lexicon.folding import fold

_WORD = re.compile(r"[^\W\d_]+\.?(?=[\s-][A-ZÄÖÜ])|[^\W_]+")
_TITLES = frozenset({"dr.", "prof.", "st."})


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written, folded, its place, and what parts it from the one before.

    `parted`: more than a space or a hyphen; `joined`: a hyphen.
    """

    text: str
    folded: str
    start: int
    parted: bool
    joined: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_large(self) -> bool:
        return self.text[0].isupper()


def tokens_of(text: str) -> list[Token]:
    """All words; `Dr.` and initials keep their full stop before a name."""
    tokens: list[Token] = []
    end = 0
    for found in _WORD.finditer(text):
        word, start = found.group(), found.start()
        if word.endswith(".") and not (len(word) == 2 or word.lower() in _TITLES):
            word = word[:-1]
        between = text[end:start]
        tokens.append(Token(word, fold(word), start, between not in (" ", "-", "\u00a0"), between == "-"))
        end = start + len(word)
    return tokens
