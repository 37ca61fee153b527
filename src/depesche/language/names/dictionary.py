"""Finds the names that a newsroom knows, in all the spellings and cases they are printed in."""

from __future__ import annotations

from collections.abc import Iterable

from depesche.language.lexicon.folding import fold
from depesche.language.names.mentions import Known, Mention
from depesche.language.names.tokens import Token

_MOST_WORDS = 8


class Dictionary:
    """Known names by their folded words. A name of several words is preferred to one of few."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._names: dict[tuple[str, ...], Known] = {}
        for entry in known:
            for spelling in (entry.name, *entry.aliases):
                words = tuple(fold(spelling).replace("-", " ").split())
                if 0 < len(words) <= _MOST_WORDS:
                    self._names.setdefault(words, entry)
        self._longest = max(map(len, self._names), default=0)

    def find(self, tokens: list[Token]) -> list[Mention]:
        """Mentions in order, none inside another."""
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            count, entry = self._at(tokens, at)
            if entry is not None:
                last = tokens[at + count - 1]
                found.append(Mention(tokens[at].start, last.end, entry.kind, entry.name, entry.path))
            at += count
        return found

    def _at(self, tokens: list[Token], at: int) -> tuple[int, Known | None]:
        for count in range(min(self._longest, len(tokens) - at), 0, -1):
            stretch = tokens[at : at + count]
            if not stretch[0].is_large or any(token.parted for token in stretch[1:]):
                continue
            words = tuple(token.folded for token in stretch)
            entry = self._names.get(words) or self._names.get((*words[:-1], words[-1].removesuffix("s")))
            if entry is not None:
                return count, entry
        return 1, None
