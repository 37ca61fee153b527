"""Nouns and names written small in a headline: evidence first, then the lexicon, then the words around."""

from __future__ import annotations

import re
from functools import cache

from depesche.language.copydesk.context import (
    is_infinitive_as_noun,
    is_introduced,
    is_noun,
    is_part_of_a_name,
    is_place_after_preposition,
    speaks_against,
)
from depesche.language.copydesk.evidence import Spellings
from depesche.language.copydesk.findings import Finding
from depesche.language.copydesk.headline_words import Word, words_of
from depesche.language.copydesk.messages import message
from depesche.language.copydesk.readings import Reading, reading
from depesche.language.copydesk.set_phrases import large_here
from depesche.language.lexicon.closed import ENGLISH_FUNCTION_WORDS, ENGLISH_ONLY
from depesche.language.lexicon.folding import fold
from depesche.language.lexicon.forms import german
from depesche.language.lexicon.names import names, spellings

Verdict = tuple[str, str]
"""A rule and how the word should be written."""

_SMALL_ENDINGS = (
    "en", "ern", "eln", "te", "t", "e", "er", "em", "es", "ig", "lich", "isch", "sam", "bar", "haft", "los", "voll",
    "end", "weise", "warts", "mals", "falls", "iv", "al", "ell", "ant", "ent", "ar", "os", "as", "hin", "her",
)  # fmt: skip
_FIRST_PERSON = frozenset({"ich", "er", "sie", "es", "man", "wer"})
_BEGIN_A_SIDE_CLAUSE = frozenset({"dass", "ob", "wenn", "weil", "wer", "was", "wie", "wo", "warum", "wann", "obwohl"})
_SMALL_BRANDS = frozenset({"dm", "taz", "dpa", "afp", "ebay", "iphone", "adidas"})
_ALSO_ENGLISH = frozenset({"us", "apple", "meta", "bild", "swift", "gates", "linke", "essen", "halle", "bund", "real"})
_LEAST_LETTERS = 4
_MOST_CHARACTERS = 1_000
_LARGE = (Reading.NOUN, Reading.UNKNOWN)
_HYPHEN = re.compile("([-‐‑])")


def check(headline: str, body: Spellings, archive: Spellings, lang: str) -> list[Finding]:
    """What in a headline should begin with a capital letter."""
    words = words_of(headline[:_MOST_CHARACTERS])
    english = [word for word in words if word.text in ENGLISH_ONLY] if lang == "de" else []
    is_foreign = len(english) > 1 or any(word.quoted for word in english)
    findings: list[Finding] = []
    for at, word in enumerate(words):
        if word.is_number or not word.is_small or word.folded in _SMALL_BRANDS:
            continue
        verdict = None if is_foreign else _verdict(words, at, body, archive, lang)
        if verdict is None and at == 0 and not word.quoted:
            verdict = ("casing.start", _capital(word.text))
        if verdict is not None:
            rule, suggestion = verdict
            text = message(rule, lang, word=word.text, suggestion=suggestion)
            findings.append(Finding(word.start, word.end, text, suggestion, rule))
    return findings


def _verdict(words: list[Word], at: int, body: Spellings, archive: Spellings, lang: str) -> Verdict | None:
    word = words[at]
    for rule, source in (("casing.body", body), ("casing.archive", archive)):
        spelling = source.of(word.folded)
        if spelling is None:
            continue
        if spelling[0].islower():
            return None
        if _may_follow(words, at, lang):
            return rule, spelling
    return _by_lexicon(words, at) if lang == "de" else _english_name(word)


def _may_follow(words: list[Word], at: int, lang: str) -> bool:
    """Whether evidence that a word is written large elsewhere holds for this place too."""
    word = words[at]
    if lang != "de":
        return word.folded not in ENGLISH_FUNCTION_WORDS
    if word.reading is Reading.EITHER:
        return is_noun(words, at) or not speaks_against(words, at)
    return word.reading is not Reading.OTHER


def _by_lexicon(words: list[Word], at: int) -> Verdict | None:
    word = words[at]
    if name := _name(word.folded) or _forename(words, at):
        return "casing.name", name
    if large := large_here(words, at):
        return "casing.noun", large
    return _by_reading(words, at)


def _by_reading(words: list[Word], at: int) -> Verdict | None:
    word = words[at]
    match word.reading:
        case Reading.NOUN:
            return None if _is_first_person(words, at) else ("casing.noun", _elements_large(word))
        case Reading.EITHER:
            is_certain = is_noun(words, at) and not _is_first_person(words, at)
            return ("casing.noun", _elements_large(word)) if is_certain else None
        case Reading.UNKNOWN:
            is_name = (
                _looks_like_a_name(word)
                or _begins_with_a_noun(word)
                or is_place_after_preposition(words, at)
                or is_part_of_a_name(words, at)
                or (at > 0 and words[at - 1].folded in _forenames())
            )
            return ("casing.name", _elements_large(word)) if is_name else None
        case Reading.OTHER:
            return ("casing.noun", _capital(word.text)) if is_infinitive_as_noun(words, at) else None


def _name(folded: str) -> str | None:
    """How a name of our list is written, its genitive too; None where the word is also something else."""
    for name, ending in ((folded, ""), (folded.removesuffix("s"), "s")):
        spelling = spellings().get(name)
        if spelling is not None and (_is_always_a_name(name) or reading(folded) in (Reading.NOUN, Reading.UNKNOWN)):
            return spelling + ending if name != folded else spelling
    return None


def _forename(words: list[Word], at: int) -> str | None:
    """A forename before a surname, though the word may also be another one."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    is_followed = after is not None and after.before == " " and not after.is_small and not after.is_number
    return spellings()[word.folded] if is_followed and word.folded in _forenames() else None


def _is_always_a_name(folded: str) -> bool:
    return spellings()[folded].isupper() or folded in _always_names()


@cache
def _always_names() -> frozenset[str]:
    return frozenset(fold(name) for name in names()["always"])


@cache
def _forenames() -> frozenset[str]:
    return frozenset(fold(name) for name in names()["forename"])


def _english_name(word: Word) -> Verdict | None:
    spelling = spellings().get(word.folded)
    if spelling is None or word.folded in ENGLISH_FUNCTION_WORDS | _ALSO_ENGLISH:
        return None
    return "casing.name", spelling


def _is_first_person(words: list[Word], at: int) -> bool:
    """`Ich frage`, `wenn Moskau zahle`: the lexicon's noun is a verb here."""
    word = words[at]
    if not word.folded.endswith("e") or german().other(word.folded) is None:
        return False
    before = words[at - 1].folded if at else ""
    after = words[at + 1].folded if at + 1 < len(words) else ""
    if not _FIRST_PERSON.isdisjoint((before, after)) or after in ("nicht", "sich"):
        return True
    ends_a_clause = not after or "," in words[at + 1].before
    is_in_a_side_clause = any(word.folded in _BEGIN_A_SIDE_CLAUSE for word in words[:at])
    return ends_a_clause and is_in_a_side_clause and not is_introduced(words, at)


def _looks_like_a_name(word: Word) -> bool:
    """A word no lexicon knows, in a shape that verbs and adjectives do not have."""
    last = _HYPHEN.split(word.text)[-1]
    return (
        len(last) >= _LEAST_LETTERS and last.isalpha() and not word.quoted and not word.folded.endswith(_SMALL_ENDINGS)
    )


def _begins_with_a_noun(word: Word) -> bool:
    """`start-up`: an unknown end does not make a word small whose first element is a noun."""
    first, *others = _HYPHEN.split(word.folded)
    return bool(others) and german().noun(first) in german().named


def _elements_large(word: Word) -> str:
    """Capital letters for the first element of a hyphened word and for all that are nouns or names."""
    pieces = _HYPHEN.split(word.text)
    for at in range(0, len(pieces), 2):
        folded = fold(pieces[at])
        name = _name(folded)
        if name is not None:
            pieces[at] = name
        elif at == 0 or (len(folded) > 2 and (reading(folded) in _LARGE or at == len(pieces) - 1)):
            pieces[at] = _capital(pieces[at])
    return "".join(pieces)


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]
