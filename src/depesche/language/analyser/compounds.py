"""Takes German compounds apart: `waffenlieferungen` into `waffe` and `lieferung`.

A word is split only into words: parts that our own list names, or one such part beside nouns of the lexicon. Linking
letters (-s-, -n-, -en-, -er-, -es-, -e-, and an -e that falls away) belong to the part before them. Parts have three
folded letters at least.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from depesche.language.lexicon.forms import NOUN_ENDINGS, GermanForms, german
from depesche.language.lexicon.parts import Parts, parts

SHORTEST = 3
LONGEST = 60
_SHORTEST_UNNAMED = 5
_NAMED = 1.0
_UNNAMED = 2.2
_SHORT_PART = {3: 0.5, 4: 0.2}
_LINKS = ("s", "n", "en", "es", "er")
_SHORTEST_AMONG_UNNAMED = 6
_LIKE_ENDINGS = """
ismus schaft schaften isch grafie graphie grafien weise kunft eller liger loser losen losere loseren losester loseste
losesten losigkeit igkeit innen inn barkeit samkeit lichkeit haftigkeit ender endes enden chung tion tionen
"""
_LIKE_BEGINNINGS = "zurueck wider hinweg heraus hinaus verhalten media opera varia spezi"
_NEVER_LAST = frozenset(_LIKE_ENDINGS.split())
"""Endings that the lexicon holds as words, and rare words that look like endings."""
_NEVER_FIRST = frozenset(_LIKE_BEGINNINGS.split())
_PARTICIPLE_ENDINGS = ("ende", "enden", "ender", "endes", "endem")

_PREFIXES = ("be", "er", "ver", "ent", "zer", "ge", "miss")
_DERIVED = ("ung", "ungen", "ungs", *_PARTICIPLE_ENDINGS)


class Part(NamedTuple):
    """One part of a compound: the letters it takes there, and its lemma (empty for a mere prefix)."""

    surface: str
    lemma: str


_Found = tuple[float, int, tuple[Part, ...]]
"""Cost, number of parts that are not named, and the parts."""
_NO_SPLIT: _Found = (float("inf"), 0, ())


@lru_cache(maxsize=65_536)
def split(word: str) -> tuple[Part, ...]:
    """The parts of a folded word, as fine as they come; empty when it is no compound."""
    if not 2 * SHORTEST <= len(word) <= LONGEST:
        return ()
    forms = german()
    if word.endswith("innen") and forms.noun(word) == word[:-3]:
        return _in_the_plural(split(word[:-3]))
    if _is_of_a_prefixed_verb(word, forms):
        return ()
    named = parts()
    _, unnamed, found = _Search(word, named, forms).best()
    if len(found) < 2 or (unnamed == len(found) and _has_a_short_part(found)):
        return ()
    if word in named.whole or forms.noun(word) in named.whole:
        return ()
    return tuple(finer for part in found for finer in _finer(part))


def _is_of_a_prefixed_verb(word: str, forms: GermanForms) -> bool:
    """`Betreibung`, `betragende`: no compound with `bet`, since the verb is known and its prefix takes no stress."""
    if not word.startswith(_PREFIXES):
        return False
    return any(word.endswith(ending) and word.removesuffix(ending) + "en" in forms.others for ending in _DERIVED)


def _in_the_plural(parts_of_feminine: tuple[Part, ...]) -> tuple[Part, ...]:
    """`meisterinnen` as `meisterin`, lest it be read as `rinnen`."""
    if not parts_of_feminine:
        return ()
    *first, last = parts_of_feminine
    return (*first, Part(last.surface + "nen", last.lemma))


def _has_a_short_part(found: tuple[Part, ...]) -> bool:
    return min(len(part.surface) for part in found) < _SHORTEST_AMONG_UNNAMED


def _finer(part: Part) -> tuple[Part, ...]:
    if not part.lemma or part.lemma in parts().whole:
        return (part,)
    return split(part.surface) or (part,)


class _Search:
    """Finds the cheapest way to read one word as parts, from its end to its beginning."""

    def __init__(self, word: str, named: Parts, forms: GermanForms) -> None:
        self.word = word
        self.named = named
        self.forms = forms
        self.inflected = [len(word) - len(ending) for ending in ("", *NOUN_ENDINGS) if word.endswith(ending)]

    def best(self) -> _Found:
        """The reading of the whole word in two parts or more; no parts when there is none."""
        word, lasts = self.word, self.named.lasts
        readings: dict[int, _Found] = {}
        for start in range(len(word) - SHORTEST, SHORTEST - 1, -1):
            found = self._last(start) if word[start:] in lasts or self._is_noun_from(start) else _NO_SPLIT
            if readings:
                found = min(found, self._first_then_rest(start, readings))
            if found[2]:
                readings[start] = found
        return self._first_then_rest(0, readings)

    def _is_noun_from(self, start: int) -> bool:
        if len(self.word) - start < _SHORTEST_UNNAMED:
            return False
        word, nouns = self.word, self.forms.nouns
        for end in self.inflected:
            if word[start:end] in nouns:
                return True
        return word[start:] in self.forms.irregular_nouns

    def _last(self, start: int) -> _Found:
        surface = self.word[start:]
        if surface in _NEVER_LAST:
            return _NO_SPLIT
        if surface in _PARTICIPLE_ENDINGS and self.word[:start] + "en" in self.forms.others:
            return _NO_SPLIT
        lemma = self.named.lasts.get(surface)
        if lemma is not None:
            return (_NAMED + _SHORT_PART.get(len(surface), 0.0), 0, (Part(surface, lemma),))
        lemma = self.forms.noun(surface)
        return (_UNNAMED, 1, (Part(surface, self.forms.lemma(lemma) or lemma),)) if lemma else _NO_SPLIT

    def _first_then_rest(self, start: int, readings: dict[int, _Found]) -> _Found:
        best: _Found = _NO_SPLIT
        firsts = self.named.firsts
        for end, (rest_cost, rest_unnamed, rest) in readings.items():
            if end - start < SHORTEST:
                break
            surface = self.word[start:end]
            lemma = firsts.get(surface)
            unnamed = lemma is None
            if lemma is None:
                lemma = self._unnamed_first(surface)
                if lemma is None:
                    continue
            cost = rest_cost + _SHORT_PART.get(end - start, 0.0) + (_UNNAMED if unnamed else _NAMED)
            if cost < best[0]:
                best = (cost, rest_unnamed + unnamed, (Part(surface, lemma), *rest))
        return best

    def _unnamed_first(self, surface: str) -> str | None:
        if len(surface) < _SHORTEST_UNNAMED or surface in _NEVER_FIRST:
            return None
        nouns = self.forms.nouns
        if surface in nouns:
            return self.forms.lemma(surface)
        for link in _LINKS:
            if surface.endswith(link):
                noun = surface[: len(surface) - len(link)]
                if noun in nouns and len(noun) >= _SHORTEST_UNNAMED:
                    return self.forms.lemma(noun)
        infinitive = surface + "en"
        return infinitive if len(surface) >= _SHORTEST_AMONG_UNNAMED and infinitive in self.forms.others else None
