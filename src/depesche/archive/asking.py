"""Reads what was typed into a search box, and turns it into queries of the index.

Nothing typed is an error: words and quoted phrases count, all else is space. All words must be found; when that finds
nothing, words that the archive does not know are taken for typing errors, and at last most of the words will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from tantivy import Occur, Query, Searcher

from depesche.archive import spelling
from depesche.archive.fields import HEADLINE, PARTS, TEXT, tantivy_schema
from depesche.language import analyser
from depesche.language.lexicon.closed import ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS

MOST_CHARACTERS = 1_000
MOST_WORDS = 24
_WEIGHTS = {HEADLINE: 1.5, TEXT: 1.0, PARTS: 0.6}
_PHRASE = re.compile(r'["„“”«»]([^"„“”«»]+)["„“”«»]')
_FUNCTION_WORDS = FUNCTION_WORDS | ENGLISH_FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed (folded), and alternatives, each a tuple of tokens that must all be there."""

    written: str
    alternatives: tuple[tuple[str, ...], ...]

    @property
    def tokens(self) -> list[str]:
        return list(chain.from_iterable(self.alternatives))


@dataclass(frozen=True, slots=True)
class Asked:
    """The words and the phrases (in tokens) that are wanted."""

    words: tuple[Word, ...]
    phrases: tuple[tuple[str, ...], ...]

    @property
    def tokens(self) -> frozenset[str]:
        """All tokens to mark in a snippet."""
        return frozenset(token for word in self.words for token in word.tokens)


def read(typed: str, *, languages: tuple[str, ...]) -> Asked:
    """What was asked for, in each of the languages that the archive holds.

    Function words count only when there is nothing else.
    """
    typed = typed[:MOST_CHARACTERS]
    by_language = [analyser.wanted(typed, lang=language) for language in languages]
    words = [
        Word(written, tuple(dict.fromkeys(chain.from_iterable(forms))))
        for written, *forms in zip(analyser.spellings(typed), *by_language, strict=True)
    ]
    telling = [word for word in words if word.written not in _FUNCTION_WORDS] or words
    phrases = [_tokens(phrase, languages[0]) for phrase in _PHRASE.findall(typed)]
    return Asked(
        words=tuple(dict.fromkeys(telling))[:MOST_WORDS],
        phrases=tuple(phrase for phrase in phrases if len(phrase) > 1),
    )


def _tokens(phrase: str, language: str) -> tuple[str, ...]:
    return tuple(word[0][0] for word in analyser.wanted(phrase, lang=language)[:MOST_WORDS])


def everything(asked: Asked) -> Query:
    """All words and all phrases."""
    wanted = [_word(word) for word in asked.words] + [_phrase(phrase) for phrase in asked.phrases]
    return _all_of(wanted)


def corrected(asked: Asked, searcher: Searcher, *, languages: tuple[str, ...]) -> tuple[Asked, dict[str, str]]:
    """The same with words near to those that the archive does not know, and the nearest for each of those."""
    meant: dict[str, str] = {}
    words = []
    for word in asked.words:
        found = [] if is_known(word, searcher) else spelling.near(searcher, word.written)
        if found:
            meant[word.written] = found[0]
        words.append(_with(word, found, languages) if found else word)
    return Asked(words=tuple(words), phrases=asked.phrases), meant


def unfinished(asked: Asked, searcher: Searcher, *, languages: tuple[str, ...]) -> Asked:
    """The same while somebody is typing: the last word may be the beginning of one."""
    if not asked.words:
        return asked
    *finished, last = asked.words
    longer = spelling.beginnings(searcher, last.written)
    return Asked(words=(*finished, _with(last, [last.written, *longer], languages)), phrases=asked.phrases)


def _with(word: Word, spellings: Iterable[str], languages: tuple[str, ...]) -> Word:
    """The word as any of those spellings."""
    read_as = (analyser.wanted(written, lang=language) for written in spellings for language in languages)
    alternatives = (alternative for found in read_as for alternative in chain.from_iterable(found))
    return Word(word.written, tuple(dict.fromkeys(alternatives)))


def most(asked: Asked) -> Query:
    """More than half of the words."""
    wanted = [(Occur.Should, _word(word)) for word in asked.words]
    return Query.boolean_query(wanted, minimum_number_should_match=len(wanted) // 2 + 1)


def is_known(word: Word, searcher: Searcher) -> bool:
    """Whether the archive holds any form of a word."""
    return any(searcher.doc_freq(field, token) for token in word.tokens for field in _WEIGHTS)


def _word(word: Word) -> Query:
    return _any_of([_all_of([_token(token) for token in tokens]) for tokens in word.alternatives])


def _token(token: str) -> Query:
    return _any_of([_weighed(field, Query.term_query(tantivy_schema(), field, token)) for field in _WEIGHTS])


def _phrase(phrase: tuple[str, ...]) -> Query:
    return _any_of([Query.phrase_query(tantivy_schema(), field, list(phrase)) for field in (HEADLINE, TEXT)])


def _weighed(field: str, query: Query) -> Query:
    return Query.boost_query(query, _WEIGHTS[field])


def _all_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def _any_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])
