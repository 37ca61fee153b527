"""German lemmata: which word a form belongs to, whatever its case.

Readers type queries in lower case, so a form has one lemma whatever its case. Where a noun and another word share a
form the noun wins if it is one of our own list (`Waren`: Ware), and verbs built on such a noun by a bare -en share its
lemma (`arbeiten`: Arbeit). Function words are kept as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from depesche.language.lexicon import kept
from depesche.language.lexicon.closed import FUNCTION_WORDS
from depesche.language.lexicon.part_list import part_words
from depesche.language.lexicon.stream import Words, decoded, packed_words

_SETTLED = {
    "waren": "ware",
    "sprach": "sprechen",
    "daten": "daten",
    "museen": "museum",
    "frieden": "friede",
    "glauben": "glaube",
    "willen": "wille",
    "rinde": "rinde",
    "rinden": "rinde",
    "weiss": "wissen",
    "weisse": "weiss",
    "weissen": "weiss",
    "weisser": "weiss",
    "weisses": "weiss",
    "weissem": "weiss",
}
"""Forms where simplemma's entry, or the rule, gives a rare word in place of the common one."""

_OVERLOOKED = frozenset({"weiss", "blass"})
"""Adjectives that simplemma has only as forms of verbs."""

NOUN_ENDINGS = ("s", "n", "en", "es", "e", "er", "ern", "ns", "ens")
_LAST_LETTERS = ("s", "n", "e", "r")
_DOUBLING_ENDINGS = (("nen", "in"), ("se", "s"), ("sen", "s"), ("ses", "s"))
ADJECTIVE_ENDINGS = (
    "e", "en", "er", "es", "em", "ere", "eren", "erer", "eres", "erem", "ste", "sten", "ster", "stes", "stem",
    "este", "esten", "ester", "estes", "estem", "n", "r", "s", "m",
)  # fmt: skip
_LETTERS = ("n", "r", "s", "m")
_PARTICIPLE_BEGINNINGS = ("ge", "be", "ver", "er", "ent", "zer", "miss")
_PARTICIPLE_ENDINGS = ("e", "en", "er", "es", "em")
_VERB_ENDINGS = (
    "t", "te", "ten", "e", "st", "et", "ete", "eten", "est", "test", "tet", "etest", "etet", "end", "d", ""
)  # fmt: skip
_INFINITIVE = {ending: ("n", "en") if ending in ("", "d", "t", "te", "ten", "st", "test", "tet") else ("en", "n")
               for ending in _VERB_ENDINGS}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GermanForms:
    """Folded lemmata of nouns and of other words, and the lemmata of irregular forms.

    `named` are the nouns of our own list: they are lemmata whatever else is known of them. `settled` holds forms that
    are looked up nowhere else.
    """

    settled: dict[str, str]
    named: frozenset[str]
    nouns: frozenset[str]
    others: frozenset[str]
    irregular_nouns: dict[str, str]
    irregular_others: dict[str, str]

    def lemma(self, word: str) -> str | None:
        """The lemma of a folded word, or None when no entry explains it."""
        if word in FUNCTION_WORDS and word not in self.settled:
            return word
        noun = self.noun(word)
        if noun in self.named or word in self.settled:
            return noun
        other = self.other(word)
        if other is None:
            return noun
        if noun == word and word not in self.others and word not in self.irregular_others:
            return noun
        noun = self.noun(other)
        return noun if noun in self.named else other

    def noun(self, word: str) -> str | None:
        """The noun a folded word is a form of."""
        if word in self.settled:
            return self.settled[word]
        if word in self.nouns:
            return self._plain(word)
        found = self.irregular_nouns.get(word)
        if found is not None and found in self.nouns and found != word + "r":
            return self._plain(found)
        return self._noun_by_ending(word) if word[-1:] in _LAST_LETTERS else None

    def _noun_by_ending(self, word: str) -> str | None:
        for ending in NOUN_ENDINGS:
            if word.endswith(ending) and (base := word[: -len(ending)]) in self.nouns and len(base) > 2:
                return self._plain(base)
        for ending, last in _DOUBLING_ENDINGS:
            if word.endswith(last + ending) and (base := word[: -len(ending)]) in self.nouns:
                return base
        return None

    def _plain(self, noun: str) -> str:
        """Nouns that are an adjective written large become it (`deutsche`), genitives of names lose their -s."""
        if noun in self.named:
            return noun
        if noun.endswith("e") and len(noun) > 4 and noun[:-1] in self.others:
            return noun[:-1]
        if noun.endswith("scher") and len(noun) > 7 and noun[:-2] in self.others:
            return noun[:-2]
        if noun.endswith("s") and len(noun) > 5 and noun[:-1] in self.nouns and noun[-2] != "s":
            return noun[:-1]
        return noun

    def other(self, word: str) -> str | None:
        """The verb, adjective or small word a folded word is a form of."""
        if word in self.others:
            return word
        if word in self.irregular_others:
            return self.irregular_others[word]
        return self._adjective(word) or self._participle(word) or self._verb(word)

    def is_inflected_adjective(self, word: str) -> bool:
        """True for an adjective or a participle with an ending: `hohe`, `höhere`, `gedruckte`."""
        lemma = self.irregular_others.get(word, word)
        if lemma != word and not lemma.endswith("n"):
            return True
        base = self._adjective(word)
        if base is not None and word[len(base) :] not in _LETTERS:
            return not base.endswith("en")
        return any(
            word.endswith(ending) and _is_participle(word[: -len(ending)]) and self._participle(word) is not None
            for ending in _PARTICIPLE_ENDINGS
        )

    def _adjective(self, word: str) -> str | None:
        for ending in ADJECTIVE_ENDINGS:
            if word.endswith(ending) and (base := word[: -len(ending)]) in self.others and len(base) > 2:
                return base
        return None

    def _participle(self, word: str) -> str | None:
        for ending in _PARTICIPLE_ENDINGS:
            if word.endswith(ending) and (participle := word[: -len(ending)]):
                if participle.endswith("end") and participle[:-1] in self.others:
                    return participle[:-1]
                if participle in self.irregular_others and _is_participle(participle):
                    return self.irregular_others[participle]
        return None

    def _verb(self, word: str) -> str | None:
        for ending, infinitives in _INFINITIVE.items():
            if word.endswith(ending):
                stem = word[: len(word) - len(ending)]
                for infinitive in infinitives:
                    if stem + infinitive in self.others:
                        return stem + infinitive
        return None


def _is_participle(word: str) -> bool:
    if word.endswith("end"):
        return True
    if not word.endswith(("t", "en")):
        return False
    # `anerkannt`, but not `hielt`: strong past forms are short.
    return word.startswith(_PARTICIPLE_BEGINNINGS) or "ge" in word[2:-3] or (word.endswith("t") and len(word) > 7)


@cache
def german() -> GermanForms:
    """The German lexicon, loaded at the first call (about a second, or a quarter of it with `kept`) and then held."""
    words = _words()
    named = frozenset(part_words()["noun"])
    forms = GermanForms(
        settled=_SETTLED,
        named=named,
        nouns=named.union(words.nouns),
        others=_OVERLOOKED.union(words.others),
        irregular_nouns=words.irregular_nouns,
        irregular_others=words.irregular_others,
    )
    return replace(forms, settled=_SETTLED | _adjectival(part_words()["adjectival"], forms))


def _words() -> Words:
    packed = packed_words()
    made_from = f"depesche 1, simplemma {sha256(packed).hexdigest()}"
    words = kept.read(made_from)
    if words is None:
        words = decoded(packed)
        kept.write(words, made_from)
    return words


def _adjectival(nouns: tuple[str, ...], forms: GermanForms) -> dict[str, str]:
    """All forms of nouns such as `kranke` and `verletzte`, which go back to their adjective or verb."""
    lemmata = {noun[:-1]: forms.other(noun[:-1]) or noun[:-1] for noun in nouns}
    return {stem + ending: lemma for stem, lemma in lemmata.items() for ending in ("e", "en", "er", "es", "em")}
