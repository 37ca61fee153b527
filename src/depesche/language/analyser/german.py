"""The tokens of one German word."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from depesche.language.analyser import compounds
from depesche.language.analyser.words import elements
from depesche.language.lexicon.forms import german

_SHORTEST_STEM = 4


@lru_cache(maxsize=50_000)
def tokens_of(word: str) -> tuple[str, ...]:
    """The whole word's lemma first, then its parts from first to last, then what neighbouring parts make together."""
    joined = elements(word)
    if len(joined) == 1:
        return _tokens_of_plain(word)
    single = [tokens_of(element) for element in joined]
    whole = "".join(joined[:-1]) + single[-1][0]
    return _unique((whole, *chain.from_iterable(single)))


def _tokens_of_plain(word: str) -> tuple[str, ...]:
    parts = compounds.split(word)
    if not parts:
        return (_stem(word),)
    return _unique((_joined(parts), *(part.lemma for part in parts if part.lemma), *_inner(parts)))


def _inner(parts: tuple[compounds.Part, ...]) -> list[str]:
    """What two or more neighbouring parts make, short of the whole: `klimaschutz` in `klimaschutzgesetz`."""
    count = len(parts)
    return [_joined(parts[start : start + length]) for length in range(2, count) for start in range(count - length + 1)]


def _joined(parts: tuple[compounds.Part, ...]) -> str:
    return "".join(part.surface for part in parts[:-1]) + (parts[-1].lemma or parts[-1].surface)


def _stem(word: str) -> str:
    """The lemma, or for a word the lexicon does not know what is left without its endings."""
    return german().lemma(word) or _without_endings(word)


def _without_endings(word: str) -> str:
    if word.endswith("s") and not word.endswith("ss"):
        word = _cut(word, 1)
    if word.endswith(("ern", "eln")):
        return _cut(word, 1)
    if word.endswith("innen"):
        return _cut(word, 3)
    if word.endswith("en"):
        return _cut(word, 2, _SHORTEST_STEM + 1)
    return _cut(word, 1, _SHORTEST_STEM + 1) if word.endswith("e") else word


def _cut(word: str, letters: int, shortest: int = _SHORTEST_STEM) -> str:
    return word[:-letters] if len(word) - letters >= shortest else word


def _unique(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))
