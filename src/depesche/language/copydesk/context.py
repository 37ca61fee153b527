"""Tells from its neighbours whether a word that can be both is a noun in a headline."""

from __future__ import annotations

from collections.abc import Collection

from depesche.language.copydesk.context_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    CONTRACTED,
    COUNTING,
    DEFINITE,
    DETERMINERS,
    GOVERNING,
    INTRODUCING,
    LEADING_ON,
    LIKE_A_PARTICIPLE,
    MEASURING,
    MODAL,
    NEVER_BEFORE_A_NOUN,
    PLAIN,
)
from depesche.language.copydesk.headline_words import Word
from depesche.language.copydesk.readings import Reading, follows_a_verb, stands_for_people
from depesche.language.lexicon.closed import FUNCTION_WORDS
from depesche.language.lexicon.forms import german
from depesche.language.lexicon.names import spellings
from depesche.language.lexicon.parts import parts

_PARTICLES = frozenset({"ein", "aus", "auf", "ab", "an", "vor", "zurueck", "um", "zu", "nach", "bei", "mit"})


def is_noun(words: list[Word], at: int) -> bool:
    """True when the neighbours of an ambiguous word leave no doubt that it is a noun."""
    word = words[at]
    before = _neighbour_before(words, at)
    after = words[at + 1] if at + 1 < len(words) and not _is_parted(words[at + 1]) else None
    if _counts(word) or (before is not None and _rules_a_noun_out(words, at, before)):
        return False
    if stands_for_people(word.folded):
        return _is_person(words, at, before, words[at + 1] if at + 1 < len(words) else None)
    if _cannot_be_a_noun(words, at, after):
        return False
    if _is_adjective(word.folded):
        stands_alone = after is None or (
            before is not None
            and (
                (after.folded in _PARTICLES and at + 2 == len(words) and before.folded in CONTRACTED)
                or (after.folded in GOVERNING and before.folded in GOVERNING)
            )
        )
        return stands_alone and before is not None and german().noun(word.folded) in german().named
    if before is None:
        return word.opens_a_clause and after is not None and after.folded in LEADING_ON
    return _introduces_a_noun(words, at, before) or _is_object_of_a_verb(words, at, after)


def _rules_a_noun_out(words: list[Word], at: int, before: Word) -> bool:
    return (
        before.folded in NEVER_BEFORE_A_NOUN
        or _is_tomorrow(words[at], before)
        or _stands_for_somebody(words, at - 1)
        or _is_a_few(words, at)
        or _is_said_of_it(words, at)
        or _is_done_by_him(words, at)
    )


def _is_done_by_him(words: list[Word], at: int) -> bool:
    """`Der letzte macht das Licht aus`: `der` and an attribute in -e go with masculine nouns only."""
    return (
        at > 1
        and words[at - 2].folded == "der"
        and words[at - 1].folded.endswith("e")
        and words[at].folded.endswith("t")
        and words[at].folded[:-1] + "en" in german().others
    )


def _is_a_few(words: list[Word], at: int) -> bool:
    """`ein paar Tropfen`; a pair of shoes is written large, and which of the two is meant only the writer knows."""
    following = words[at + 1] if at + 1 < len(words) else None
    return words[at].folded == "paar" and following is not None and not following.is_small


def _is_said_of_it(words: list[Word], at: int) -> bool:
    """`Ihm ist das recht`: behind a copula and at the end, `das` is the subject and not an article."""
    return (
        at > 1
        and at + 1 == len(words)
        and words[at - 1].folded == "das"
        and words[at - 2].folded in ("ist", "war", "waere", "sei", "bleibt")
    )


def _is_tomorrow(word: Word, before: Word) -> bool:
    """`ab morgen`, but `am Morgen`."""
    return word.folded == "morgen" and before.folded in GOVERNING


def _stands_for_somebody(words: list[Word], at: int) -> bool:
    """`die einen sparen`: what looks like an article is the subject."""
    return words[at].folded in ("einen", "anderen") and at > 0 and words[at - 1].folded in ("die", "den")


def _cannot_be_a_noun(words: list[Word], at: int, after: Word | None) -> bool:
    """An attribute of what follows, or what a modal verb leads to."""
    if after is None:
        return _follows_a_modal(words, at) and not is_introduced(words, at)
    return _is_attribute_before(words[at], after)


def _is_attribute_before(word: Word, after: Word) -> bool:
    """`defekte Laternen`, `recht langes`."""
    if after.is_noun:
        return german().is_inflected_adjective(word.folded)
    return after.reading is Reading.OTHER and after.folded not in FUNCTION_WORDS and _is_adjective(after.folded)


def is_introduced(words: list[Word], at: int) -> bool:
    """After an article, a preposition, a number or an attribute."""
    before = _neighbour_before(words, at)
    return before is not None and (_counts(before) or before.folded in INTRODUCING or _is_attribute(words, at - 1))


def is_infinitive_as_noun(words: list[Word], at: int) -> bool:
    """`beim essen`, `gegen das vergessen`: an infinitive where only a noun can stand."""
    word, before = words[at], _neighbour_before(words, at)
    if before is None or not word.folded.endswith("n") or word.folded not in german().others:
        return False
    if before.folded in CONTRACTED or before.folded in ("ein", "kein", "keinem", "einem", "jedes"):
        return before.folded != "am" or not word.folded.endswith("sten")
    # `Das wissen viele` begins a clause; `nur das rauschen` cannot.
    return before.folded == "das" and _neighbour_before(words, at - 1) is not None


def is_place_after_preposition(words: list[Word], at: int) -> bool:
    """A word that no lexicon knows, where the place stands: `bei uelzen`."""
    before = _neighbour_before(words, at)
    after = words[at + 1] if at + 1 < len(words) else None
    if before is None or before.folded not in ("in", "bei", "aus", "nach", "von", "vor", "um"):
        return False
    return after is None or not (after.is_noun or after.reading is Reading.EITHER)


def is_part_of_a_name(words: list[Word], at: int) -> bool:
    """A word that no lexicon knows beside a name: `Svea lorentzen`, `folkert Niebuhr`, `kranichbrücker Innenstadt`."""
    before = _neighbour_before(words, at)
    after = words[at + 1] if at + 1 < len(words) and not _is_parted(words[at + 1]) else None
    word = words[at].folded
    if word.endswith(LIKE_A_PARTICIPLE):
        return False
    if before is not None and not before.is_small and before.reading is Reading.UNKNOWN:
        return True
    if after is None or after.is_small or after.is_number:
        return False
    return after.reading is Reading.UNKNOWN or word.endswith("er")


def speaks_against(words: list[Word], at: int) -> bool:
    """True when the neighbours of an ambiguous word make it a verb or an adjective."""
    word = words[at]
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if _is_adjective(word.folded) or stands_for_people(word.folded):
        return after is None or after.is_noun or after.reading is Reading.EITHER
    if before is not None and before.folded in NEVER_BEFORE_A_NOUN:
        return True
    if _follows_a_modal(words, at) and (after is None or "," in after.before):
        return True
    return _ends_like_a_verb(word) and before is not None and before.is_noun


def _neighbour_before(words: list[Word], at: int) -> Word | None:
    return words[at - 1] if at and not _is_parted(words[at]) else None


def _is_parted(word: Word) -> bool:
    """Something other than a space stands before the word."""
    return bool(word.before.strip(" "))


def _introduces_a_noun(words: list[Word], at: int, before: Word) -> bool:
    word = words[at]
    if before.folded in DETERMINERS or before.folded in CONTRACTED or before.folded in GOVERNING:
        return True
    if before.folded == "um":
        return all(other.folded != "zu" for other in words[at:])
    if before.folded in DEFINITE:
        # After a comma it may be a relative pronoun: `Firmen, die zahlen`.
        return "," not in before.before
    if _counts(before) or before.folded in MEASURING:
        return (
            not _ends_like_a_verb(word)
            or _is_followed_by(words, at, ("und", "zu", "zur", "zum"))
            or (at > 1 and words[at - 2].folded in GOVERNING)
            or _is_followed_by(words, at, AUXILIARIES)
        )
    if before.folded in ("und", "oder"):
        is_last = at + 1 == len(words) or _is_parted(words[at + 1])
        coordinated = at > 1 and words[at - 2].is_noun
        counted = at > 2 and not words[at - 2].is_small and _counts(words[at - 3])
        return coordinated and ((is_last and not _ends_like_a_verb(word)) or counted)
    return _is_genitive_of_a_name(before) or (
        before.folded not in german().named and not stands_for_people(before.folded) and _is_attribute(words, at - 1)
    )


def _is_followed_by(words: list[Word], at: int, wanted: Collection[str]) -> bool:
    return at + 1 < len(words) and not _is_parted(words[at + 1]) and words[at + 1].folded in wanted


def _is_person(words: list[Word], at: int, before: Word | None, after: Word | None) -> bool:
    """`Die grünen fordern`, `drei tote`: no noun follows that it could belong to."""
    if after is not None and (after.is_noun or after.reading is Reading.EITHER or _is_adjective(after.folded)):
        return False
    if before is None:
        return False
    if before.folded in ("und", "oder"):
        return at > 1 and words[at - 2].is_noun
    if after is not None and after.folded in ("und", "oder"):
        return before.folded in ("ein", "einen", "einem", "kein", "keinen")
    if before.is_noun or _is_attribute(words, at - 1):
        return words[at].folded not in PLAIN
    return _counts(before) or before.folded in INTRODUCING or _is_finite_verb(words, at - 1)


def _is_attribute(words: list[Word], at: int) -> bool:
    """`neue` before `zahlen`; but `viele` may be who pays, and `am höchsten` is no attribute."""
    word = words[at]
    if not _is_adjective(word.folded) or word.folded in FUNCTION_WORDS or word.folded.endswith("er"):
        return False
    if at and not word.is_small and not word.opens_a_clause:
        return False  # `Der Letzte macht das Licht aus`
    return at == 0 or words[at - 1].folded not in ("am", "zu")


def _is_object_of_a_verb(words: list[Word], at: int, after: Word | None) -> bool:
    """`leitet verfahren ein`, `baut Hunderte stellen ab`; but `gibt preis` and `hat sich umsetzen lassen`."""
    word, clause = words[at], _clause_before(words, at)
    if follows_a_verb(word.folded):
        return False
    if not any(_is_finite_verb(words, verb) for verb in clause):
        is_after_auxiliary = any(words[verb].folded in AUXILIARIES for verb in clause)
        return is_after_auxiliary and after is not None and not word.folded.endswith(("en", "t"))
    if after is not None or not (_ends_like_a_verb(word) and _ends_like_a_verb(words[at - 1])):
        return True
    return len(_clause_before(words, at)) == 2  # `Chöre suchen stimmen`


def _clause_before(words: list[Word], at: int) -> range:
    """The words before this one back to the last punctuation or conjunction."""
    start = at
    while start and not _is_parted(words[start]) and words[start - 1].folded not in CONJUNCTIONS:
        start -= 1
    return range(start, at)


def _counts(word: Word) -> bool:
    return word.is_number or word.folded in COUNTING or word.folded.endswith(("tausend", "tausende", "hunderte"))


def _follows_a_modal(words: list[Word], at: int) -> bool:
    return any(other.folded in MODAL for other in words[:at])


def _is_finite_verb(words: list[Word], at: int) -> bool:
    """A verb after which no other verb can stand: `leitet verfahren ein`, but `will zahlen`."""
    word = words[at]
    if not word.is_small or word.folded in MODAL or word.folded in FUNCTION_WORDS:
        return False
    if word.folded.endswith("end") or _is_adjective(word.folded):
        return False
    if word.reading is Reading.EITHER and not (at and words[at - 1].is_noun):
        return False
    return word.reading is not Reading.NOUN and (german().other(word.folded) or "").endswith("n")


def _is_adjective(word: str) -> bool:
    """An adjective with an ending. For forms of our own nouns (`Schaden`) only adjectives of our own count."""
    forms = german()
    if not forms.is_inflected_adjective(word):
        return False
    return forms.noun(word) not in forms.named or any(
        word.endswith(ending) and word.removesuffix(ending) in parts().adjectives
        for ending in ("e", "en", "em", "er", "es")
    )


def _ends_like_a_verb(word: Word) -> bool:
    return word.folded.endswith(("en", "ern", "eln")) and word.folded in german().others


def _is_genitive_of_a_name(before: Word) -> bool:
    return not before.is_small and before.folded.endswith("s") and before.folded[:-1] in spellings()
