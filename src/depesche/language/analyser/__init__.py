"""The one analyser: what the index holds and what a query asks for are the tokens made here.

>>> tokens("Müllers Waffenlieferungen")
['mueller', 'waffenlieferung', 'waffe', 'lieferung']
>>> matches("lieferung", "Streit um Waffenlieferungen"), matches("Port", "Sport")
(True, False)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import chain

from depesche.language.analyser import english, german
from depesche.language.analyser.words import elements, places, words, words_as_written
from depesche.language.lexicon.folding import fold

_TokensOf = Callable[[str], tuple[str, ...]]


def tokens(text: str, *, lang: str = "de") -> list[str]:
    """Stems and compound parts of all words in order, folded: umlauts and ß written out, lower case.

    A word's own stem comes before its parts. `lang` is "de" or "en"; what is neither is read as German.
    """
    return list(chain.from_iterable(by_word(text, lang=lang)))


def by_word(text: str, *, lang: str = "de") -> list[tuple[str, ...]]:
    """The tokens of each word in order: first the word's own stem, then its parts."""
    tokens_of = english.tokens_of if lang == "en" else german.tokens_of
    return [tokens_of(word) for word in words(fold(text))]


def spellings(text: str) -> list[str]:
    """The words in order as they are written, folded but not taken apart."""
    return words(fold(text))


def words_of(text: str) -> list[str]:
    """The same words just as they stand in the text."""
    return words_as_written(text)


def hits(text: str, wanted: frozenset[str], *, lang: str = "de") -> list[tuple[int, int, tuple[str, ...]]]:
    """Start, end and tokens of each word that has one of the wanted tokens, to mark what a query found."""
    found = {
        word: tokens
        for word in set(words_as_written(text))
        if not wanted.isdisjoint(tokens := _tokens_as_written(word, lang))
    }
    return [(start, end, found[text[start:end]]) for start, end in places(text, found)]


@lru_cache(maxsize=20_000)
def _tokens_as_written(word: str, lang: str) -> tuple[str, ...]:
    return tuple(tokens(word, lang=lang))


def wanted(query: str, *, lang: str = "de") -> list[tuple[tuple[str, ...], ...]]:
    """What a document must hold for each word of a query: one of some alternatives, each a tuple of tokens.

    A hyphened word is found as one word, or where the words it joins stand apart.
    """
    tokens_of = english.tokens_of if lang == "en" else german.tokens_of
    return [_alternatives(word, tokens_of) for word in words(fold(query))]


def _alternatives(word: str, tokens_of: _TokensOf) -> tuple[tuple[str, ...], ...]:
    whole = (tokens_of(word)[0],)
    joined = elements(word)
    return (whole,) if len(joined) == 1 else (whole, tuple(tokens_of(element)[0] for element in joined))


def matches(query: str, document: str, *, lang: str = "de") -> bool:
    """True when each word of the query stands in the document: whole, as a stem or as a part of a compound.

    Letters that merely occur inside a word are no match. A query without words matches nothing.
    """
    asked = wanted(query, lang=lang)
    present = set(tokens(document, lang=lang)) if asked else set()
    return bool(asked) and all(any(present.issuperset(tokens) for tokens in word) for word in asked)
