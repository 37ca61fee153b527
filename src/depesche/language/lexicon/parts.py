"""The surfaces that parts of German compounds take, made from our own list of words (`parts_de.txt`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

from depesche.language.lexicon.forms import GermanForms, german
from depesche.language.lexicon.part_list import part_words

_TAKES_S = ("ung", "heit", "keit", "schaft", "ion", "taet", "ling", "tum", "sal")
_AGENTS = ("er", "ent", "ant", "ist", "at", "or", "eur", "oge", "ege", "uge", "urt", "arzt", "anwalt", "wirt", "koch")
_NEVER_S = ("e", "s", "z", "x", "sch")
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Parts:
    """Surface -> lemma, all folded; the empty lemma marks a part that is no token of its own.

    `firsts` are surfaces with their linking letters (`lieferungs`), `lasts` inflected ones (`lieferungen`),
    `whole` the words that are never taken apart, `endings` the adjectives that stand last,
    `adjectives` those and the others.
    """

    firsts: dict[str, str]
    lasts: dict[str, str]
    whole: frozenset[str]
    endings: frozenset[str]
    adjectives: frozenset[str]


@cache
def parts() -> Parts:
    """The parts known by name, loaded at the first call together with the lexicon."""
    words = part_words()
    forms = german()
    firsts: dict[str, str] = {}
    lasts: dict[str, str] = {}
    for kind in ("prefix", "verb", "adjective"):
        for word in words[kind]:
            firsts[word] = "" if kind == "prefix" else forms.lemma(word) or word
    for word in words["ending"]:
        for ending in ("", "e", "en", "em", "er", "es", "ere", "eren", "erer", "eres", "ste", "sten"):
            lasts[word + ending] = word
    nouns = words["noun"] + words["adjectival"]
    plurals = _plurals(forms, nouns)
    lemmata = {word: forms.noun(word) or word for word in nouns}
    firsts.update({word: lemma for word, lemma in lemmata.items() if not word.endswith(_TAKES_S)})
    lasts.update(lemmata)
    for word in lemmata:
        for feminine in _feminines(word):
            lasts[feminine] = lasts[feminine + "nen"] = feminine
    for word, lemma in lemmata.items():
        for surface in chain(linked(word), plurals.get(word, ())):
            firsts.setdefault(surface, lemma)
        for surface in chain(_inflected(word), plurals.get(word, ())):
            lasts.setdefault(surface, lemma)
    firsts["eier"] = "ei"  # The only noun of two letters; its plural is long enough for a part.
    endings = frozenset(words["ending"])
    return Parts(firsts, lasts, frozenset(words["whole"]), endings, endings.union(words["adjective"]))


def _plurals(forms: GermanForms, nouns: Iterable[str]) -> dict[str, list[str]]:
    wanted = set(nouns)
    found: dict[str, list[str]] = {}
    for form, lemma in forms.irregular_nouns.items():
        if lemma in wanted:
            found.setdefault(lemma, []).append(form)
    return found


def _feminines(noun: str) -> tuple[str, ...]:
    """`meisterin`, `kollegin`; empty for nouns that stand for no people by their ending."""
    if noun.endswith(_AGENTS):
        return (noun.removesuffix("e") + "in",)
    return ()


def linked(noun: str) -> list[str]:
    """The shapes a noun takes as a first part: `arbeit`, `arbeits`; `schule`, `schul`, `schulen`; `tag`, `tages`."""
    if noun.endswith(_TAKES_S):
        return [noun + "s", noun + "en"]
    shapes = [noun]
    if not noun.endswith(_NEVER_S):
        shapes.append(noun + "s")
    if noun.endswith("e"):
        shapes += [noun + "n", noun + "ns", noun[:-1], noun[:-1] + "s"] if len(noun) > 4 else [noun + "n"]
    elif noun.endswith(("er", "el")):
        shapes.append(noun + "n")
    else:
        shapes.append(noun + "en")
        shapes.append(noun + "e")
        if len(noun) <= _SHORT:
            shapes += [noun + "es", noun + "er"]
    return shapes


def _inflected(noun: str) -> list[str]:
    endings = ("", "s", "n", "en", "e", "es", "er", "ern", "se", "sen", "nen")
    return [noun + ending for ending in endings]
