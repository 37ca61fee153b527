"""Words that are large only in a certain company: `Naher Osten`, `jeder Dritte`, `im Plus`, `Schwarz-Grün`."""

from __future__ import annotations

import re

from depesche.language.copydesk.context_words import CONTRACTED, DETERMINERS, MODAL
from depesche.language.copydesk.headline_words import Word
from depesche.language.copydesk.readings import Reading
from depesche.language.lexicon.forms import german
from depesche.language.word_sets import word_set

_ADJECTIVES_OF_NAMES = {
    "nah": "osten ostens", "mittler": "osten ostens", "fern": "osten ostens", "wild": "westen westens",
    "weiss": "haus hauses hause", "oberst": "gerichtshof gerichtshofs", "vereint": "nationen",
    "vereinigt": "staaten emirate emiraten koenigreich koenigreichs",
    "europaeisch": "union kommission parlament parlaments zentralbank gerichtshof gerichtshofs"
                   " kulturhauptstadt rat rats",
    "rot": "kreuz kreuzes meer halbmond", "schwarz": "meer meers meeres", "tot": "meer meers meeres",
    "kalt": "krieg krieges kriegs", "heilig": "stuhl stuhls land abend vater", "eisern": "vorhang vorhangs",
    "still": "ozean ozeans", "golden": "palme baeren baer bambi", "erst": "weltkrieg weltkriegs",
    "zweit": "weltkrieg weltkriegs", "dritt": "reich reichs", "kuenstlich": "intelligenz",
    "deutsch": "bahn post telekom bank bundesbank bundestag wetterdienst wetterdienstes staedtetag bauernverband"
               " meisterschaft meisterschaften fussball-bund fussballbund",
    "gruen": "woche gewoelbe", "blau": "peter", "hoh": "rat tatra", "schwaebisch": "alb",
    "saechsisch": "schweiz", "bayerisch": "wald rundfunk", "international": "strafgerichtshof",
}  # fmt: skip
_ENDINGS = ("e", "en", "er", "es", "em")
_ORDINALS = word_set("erst zweit dritt viert fuenft sechst siebt acht neunt zehnt elft zwoelft hundertst einzeln")
_EVERY = word_set("jeder jede jedes jeden jedem")
_SURPLUS = word_set("plus minus")
_YES_AND_NO = word_set("ja nein")
_COLOURS = word_set("schwarz rot gruen gelb blau lila")
_ROAD = re.compile(r"[a-z]\d{1,3}")
_LEADS_TO_ACTION = word_set(
    "lassen gehen lernen lehren helfen koennen muessen duerfen wollen sollen bleiben sehen hoeren"
)


def large_here(words: list[Word], at: int) -> str | None:
    """How a word is written that its company makes a noun or part of a name, whatever it is elsewhere; else None."""
    word = words[at]
    if _ROAD.fullmatch(word.folded):
        return word.text.upper()
    before = words[at - 1].folded if at and not _parted(word) else ""
    following = words[at + 1] if at + 1 < len(words) and not _parted(words[at + 1]) else None
    after = following.folded if following else ""
    if _is_coalition(word.folded, following):
        return "-".join(part[0].upper() + part[1:] for part in word.text.split("-"))
    is_large = (
        _is_adjective_of_a_name(word.folded, after)
        or _is_one_in_so_many(word.folded, before, following)
        or _is_too_much(words, at, before, after)
        or _is_surplus(word.folded, before)
        or _is_end(word.folded, before, words[at - 2].folded if at > 1 else "", after)
        or _is_what_a_modal_verb_does_something_with(words, at)
    )
    return word.text[0].upper() + word.text[1:] if is_large else None


def _parted(word: Word) -> bool:
    return any(mark in word.before for mark in ',:;.!?–—|„“”"»«()')


def _is_adjective_of_a_name(word: str, after: str) -> bool:
    for ending in _ENDINGS:
        nouns = _ADJECTIVES_OF_NAMES.get(word.removesuffix(ending)) if word.endswith(ending) else None
        if nouns is not None and after in nouns.split():
            return True
    return False


def _is_one_in_so_many(word: str, before: str, following: Word | None) -> bool:
    """`jeder Dritte fühlt`, but `jede fünfte Stunde` and `jeder dritte Deutsche`."""
    if before not in _EVERY or not any(word.removesuffix(ending) in _ORDINALS for ending in _ENDINGS):
        return False
    if following is None:
        return True
    is_attribute = german().is_inflected_adjective(following.folded)
    return following.is_small and following.reading is Reading.OTHER and not is_attribute


def _is_too_much(words: list[Word], at: int, before: str, after: str) -> bool:
    """`zu wenig Regen` at the end of a clause."""
    return (
        not after
        and before in ("viel", "wenig")
        and at > 1
        and words[at - 2].folded == "zu"
        and _may_be_noun(words[at])
    )


def _may_be_noun(word: Word) -> bool:
    return word.reading in (Reading.NOUN, Reading.EITHER)


def _is_surplus(word: str, before: str) -> bool:
    """`im Plus`, `ein Minus`; `beim Nein`, `bei Nein zu`."""
    if word in _SURPLUS:
        return before in ("im", "ins", "ein", "vom", "zum", "kein", "beim") or before.endswith(("liches", "tiges"))
    return word in _YES_AND_NO and (before in CONTRACTED or before in DETERMINERS or before in ("bei", "klares", "mit"))


def _is_end(word: str, before: str, earlier: str, after: str) -> bool:
    """`das Aus für`, `vor dem Aus`, `droht das Aus`."""
    if word != "aus" or after not in ("", "fuer"):
        return False
    return (
        before in ("das", "zum")
        or (before == "dem" and earlier in ("vor", "nach"))
        or before in ("frueher", "vorzeitiges")
    )


def _is_coalition(word: str, following: Word | None) -> bool:
    parts = word.split("-")
    is_attribute = following is not None and (following.is_noun or not following.is_small)
    return len(parts) > 1 and all(part in _COLOURS for part in parts) and not is_attribute


def _is_what_a_modal_verb_does_something_with(words: list[Word], at: int) -> bool:
    """`will Rauchen am Steuer verbieten`, `will weitere Stellen streichen`: the clause's infinitive stands last."""
    word = words[at]
    others = german().others
    if not word.folded.endswith("en") or word.folded not in others or at == 0 or _parted(word):
        return False
    before = at - 1
    if words[before].folded in ("weitere", "mehrere", "viele", "einige", "alle", "tausende", "hunderte"):
        before -= 1
    if before < 0 or words[before].folded not in MODAL or words[before].folded in _LEADS_TO_ACTION:
        return False
    last = at
    while last + 1 < len(words) and not _parted(words[last + 1]) and words[last + 1].folded not in ("und", "oder"):
        last += 1
    final = words[last].folded
    is_infinitive = words[last].is_small and final.endswith(("en", "ern", "eln")) and final in others
    apart = last > at + 1 or before < at - 1
    return apart and last > at and is_infinitive and final not in _LEADS_TO_ACTION
