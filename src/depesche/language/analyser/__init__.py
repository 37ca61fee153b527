"""The one analyser: what the index holds and what a query asks for are the tokens made here.

>>> tokens("Müllers Waffenlieferungen")
['mueller', 'waffenlieferung', 'waffe', 'lieferung']
>>> matches("lieferung", "Streit um Waffenlieferungen"), matches("Port", "Sport")
(True, False)
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from depesche.language.analyser import english, german
from depesche.language.analyser.words import elements, words
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


def matches(query: str, document: str, *, lang: str = "de") -> bool:
    """True when each word of the query stands in the document: whole, as a stem or as a part of a compound.

    Letters that merely occur inside a word are no match. A hyphened word of the query also matches when the words it
    joins stand apart. A query without words matches nothing.
    """
    wanted = words(fold(query))
    if not wanted:
        return False
    tokens_of = english.tokens_of if lang == "en" else german.tokens_of
    present = set(tokens(document, lang=lang))
    return all(_stands_in(word, tokens_of, present) for word in wanted)


def _stands_in(word: str, tokens_of: _TokensOf, present: set[str]) -> bool:
    if tokens_of(word)[0] in present:
        return True
    joined = elements(word)
    return len(joined) > 1 and all(tokens_of(element)[0] in present for element in joined)
