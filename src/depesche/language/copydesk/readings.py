"""Whether a German word that is written small can be right: is it a noun, or may it be a verb or an adjective?

The lexicon holds many readings that no newspaper prints (imperatives, rare verbs). For the nouns of our own list only
those count that are named in `small.txt`; for compounds the last part decides.
"""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files

from depesche.language.analyser import compounds
from depesche.language.lexicon.closed import FUNCTION_WORDS
from depesche.language.lexicon.forms import ADJECTIVE_ENDINGS, GermanForms, german
from depesche.language.lexicon.parts import parts

_LONGEST = 60
_PARTICLES = (
    "ab", "an", "auf", "aus", "bei", "durch", "ein", "her", "hin", "los", "mit", "nach", "ueber", "um", "unter", "vor",
    "weg", "weiter", "wieder", "zu", "zurueck", "zusammen", "meist", "un", "hoch", "quer", "gegen",
)  # fmt: skip


class Reading(Enum):
    """How a word written small can be read."""

    NOUN = "noun"
    """As a noun only."""
    EITHER = "either"
    """As a noun or as something else: the words around it tell."""
    OTHER = "other"
    """As something else only."""
    UNKNOWN = "unknown"
    """Not at all: the lexicon does not know it."""


@lru_cache(maxsize=20_000)
def reading(word: str) -> Reading:
    """The reading of a folded word."""
    if len(word) > _LONGEST:
        return Reading.UNKNOWN
    small = _small_words()
    if word in small["either"] or stands_for_people(word):
        return Reading.EITHER
    if word in FUNCTION_WORDS or word in small["small"] or word.endswith("stens"):
        return Reading.OTHER
    return Reading.NOUN if word in small["noun"] else _by_lexicon(word, german())


def stands_for_people(word: str) -> bool:
    """`die Toten`, `Grüne`: adjectives that are nouns where no noun follows."""
    return word in _small_words()["person"] or word.endswith(("jaehrige", "jaehrigen", "jaehriger"))


def follows_a_verb(word: str) -> bool:
    """`nimmt teil`, `gibt preis`, `steht leer`."""
    return word in _small_words()["after_verb"]


def _by_lexicon(word: str, forms: GermanForms) -> Reading:
    noun = forms.noun(word)
    if noun is None:
        return _of_compound(word) if forms.other(word) is None else Reading.OTHER
    if noun in forms.named:
        return Reading.EITHER if _is_small(word, noun, forms) else Reading.NOUN
    if noun in forms.others:
        return Reading.OTHER  # An adjective that the lexicon also has written large, as it has all of them.
    return Reading.NOUN if forms.other(word) is None else Reading.EITHER


def _is_small(word: str, noun: str, forms: GermanForms) -> bool:
    """Whether a form of a noun of our own list is one of another word, imperatives and first persons not counted."""
    if word in forms.others or (word != noun and word in forms.irregular_others):
        return True
    if word.endswith("t") and not word.endswith("st") and word[:-1] + "en" in forms.others:
        return True
    return any(word.endswith(ending) and word[: -len(ending)] in forms.others for ending in ADJECTIVE_ENDINGS)


def _of_compound(word: str) -> Reading:
    found = compounds.split(word)
    if not found:
        return Reading.OTHER if _is_separable_verb(word) else Reading.UNKNOWN
    return Reading.OTHER if found[-1].lemma in parts().endings else Reading.NOUN


def _is_separable_verb(word: str) -> bool:
    """`mitdarf`, `umplanen`: a particle and a verb that the lexicon knows by itself."""
    rests = (word.removeprefix(particle) for particle in _PARTICLES if word.startswith(particle))
    return any(len(rest) > 2 and (rest in FUNCTION_WORDS or german().other(rest) is not None) for rest in rests)


@cache
def _small_words() -> dict[str, frozenset[str]]:
    words: dict[str, list[str]] = {}
    current: list[str] = []
    for line in files("depesche.language.copydesk").joinpath("small.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = words.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current.extend(line.split())
    return {kind: frozenset(of_kind) for kind, of_kind in words.items()}
