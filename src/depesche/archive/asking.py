"""Reads what was typed into a search box, and turns it into questions of the index.

Nothing typed is an error: words and quoted phrases count, all else is space. All words must be found; when that finds
nothing, words that the archive does not know are taken for typing errors, and at last most of the words will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from depesche.archive import spelling
from depesche.archive.fields import HEADLINE, PARTS, TEXT
from depesche.archive.holdings import Holdings
from depesche.archive.questions import AtLeast, Either, Every, Phrase, Question, Term
from depesche.language import analyser
from depesche.language.lexicon.closed import ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS

MOST_CHARACTERS = 1_000
MOST_WORDS = 24
_PHRASE = re.compile(r'["„“”«»]([^"„“”«»]+)["„“”«»]')
_FUNCTION_WORDS = FUNCTION_WORDS | ENGLISH_FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed (folded), and alternatives, each a tuple of tokens that must all be there."""

    written: str
    alternatives: tuple[tuple[str, ...], ...]

    @property
    def tokens(self) -> list[str]:
        return list(dict.fromkeys(chain.from_iterable(self.alternatives)))


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


def everything(asked: Asked) -> Question:
    """All words and all phrases. `asked` must have words."""
    return _every([*(_word(word) for word in asked.words), *(Phrase(phrase) for phrase in asked.phrases)])


def in_headlines(asked: Asked) -> Question:
    """All words in a headline."""
    return _every([_word(word, fields=(HEADLINE,)) for word in asked.words])


def corrected(asked: Asked, holdings: Holdings, *, languages: tuple[str, ...]) -> tuple[Asked, dict[str, str]]:
    """The same with words near to those that the archive does not know, and the nearest for each of those."""
    meant: dict[str, str] = {}
    words = []
    for word in asked.words:
        found = [] if is_known(word, holdings) else spelling.near(holdings, word.written)
        if found:
            meant[word.written] = found[0]
        words.append(_with(word, found, languages) if found else word)
    return Asked(words=tuple(words), phrases=asked.phrases), meant


def unfinished(asked: Asked, holdings: Holdings, *, languages: tuple[str, ...]) -> Asked:
    """The same while somebody is typing: the last word may be the beginning of one."""
    if not asked.words:
        return asked
    *finished, last = asked.words
    longer = spelling.beginnings(holdings, last.written)
    return Asked(words=(*finished, _with(last, [last.written, *longer], languages)), phrases=asked.phrases)


def _with(word: Word, spellings: Iterable[str], languages: tuple[str, ...]) -> Word:
    """The word as any of those spellings."""
    read_as = (analyser.wanted(written, lang=language) for written in spellings for language in languages)
    alternatives = (alternative for found in read_as for alternative in chain.from_iterable(found))
    return Word(word.written, tuple(dict.fromkeys(alternatives)))


def most(asked: Asked) -> Question:
    """More than half of the words."""
    return AtLeast(len(asked.words) // 2 + 1, tuple(_word(word) for word in asked.words))


def is_known(word: Word, holdings: Holdings) -> bool:
    """Whether the archive holds any form of a word."""
    return any(holdings.frequencies([Term(field, token) for token in word.tokens for field in (TEXT, PARTS)]).values())


def _word(word: Word, fields: tuple[str, ...] = (TEXT, PARTS)) -> Question:
    return _either([_every([_either([Term(f, token) for f in fields]) for token in one]) for one in word.alternatives])


def _every(questions: list[Question]) -> Question:
    return questions[0] if len(questions) == 1 else Every(tuple(questions))


def _either(questions: list[Question]) -> Question:
    return questions[0] if len(questions) == 1 else Either(tuple(questions))
