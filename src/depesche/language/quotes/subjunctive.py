"""Konjunktiv I: the mood in which German news reports what others say, recognised by form."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.language.quotes.tokens import Token
from depesche.language.word_sets import word_set

_CLEAR = word_set(
    """sei seien seiest habe werde könne müsse solle wolle dürfe möge wisse brauche tue stehe gehe komme gebe
    bleibe lasse liege mache nehme sehe finde bringe halte trage führe laufe falle spreche helfe treffe
    verliere gewinne beginne bestehe entstehe verstehe erhalte behalte enthalte gelte sterbe werfe ziehe biete
    schreibe lese esse trinke schlafe fahre fliege heiße rufe schlage schließe steige leide leihe meide
    scheine schneide schreite schweige streite treibe verbleibe verzeihe weise beweise greife gleiche reiche
    schaue glaube denke kenne nenne renne brenne sende wende arbeite bedeute biete erwarte fordere hoffe hänge
    plane prüfe rechne rede sage sorge stelle setze suche teile unterstütze verlange versuche wachse wähle
    warte zahle zeige gehöre höre fehle fühle führe erkläre bestätige verfüge vertrete betrage bezahle bleibe
    betreffe ergebe erfolge erscheine erreiche ermögliche gefährde verhindere beinhalte bekomme besitze diene
    drohe eigne entspreche entscheide erfülle fürchte gefalle gelinge genieße geschehe herrsche kämpfe koste
    lebe lehne leiste lerne liefere löse merke nutze öffne passe reagiere schade schaffe schütze spiele sinke
    starte stimme stoppe störe trenne übernehme umfasse unternehme verbiete verbinde verdiene vergesse
    verhandle verkaufe verlasse vermeide versichere verspreche verstoße verzichte wolle wisse wirke wohne
    wünsche zwinge brauche bereite beobachte berichte beruhe beteilige bewege freue finanziere funktioniere
    profitiere existiere passiere kritisiere garantiere akzeptiere respektiere"""
)
_ONLY_OTHERS = word_set("sei seien werde könne müsse solle wolle dürfe möge wisse habe")
"""Forms that can hardly be anything else when nobody says "ich"."""

_WOULD = word_set(
    """wäre wären würde würden hätte hätten könnte könnten müsste müssten dürfte dürften sollte sollten käme
    kämen gäbe gäben ginge gingen ließe ließen bräuchte bräuchten wüsste wüssten bliebe blieben stünde stünden"""
)
_NOT_REPORTED = word_set("als damit denn wenn falls sofern")
_FIXED = (("es", "sei", "denn"), ("sei", "dank"), ("wie", "dem", "auch", "sei"), ("sei", "es"), ("gesagt", "sei"))


_LOOK_ALIKES = word_set(
    "reiche gleiche weise rede sorge suche teile stelle setze liege plane wende sende führe biete treibe nähe"
)
"""Nouns, adjectives and adverbs of the same letters; they count for nothing."""


_NO_VERBS = word_set(
    "alle beide eine keine gerne ohne heute bitte solche viele andere manche einige mehrere diese jene seine ihre"
)
"""What may stand behind a pronoun and end like a verb."""


def _after_a_pronoun(words: Sequence[Token], place: int) -> bool:
    """ "es handele sich", "er verzichte": behind these pronouns a verb in -e can only be Konjunktiv I."""
    word = words[place].text
    if place == 0 or not word.endswith("e") or word.endswith(("te", "rde")) or not word.islower() or len(word) < 4:
        return False
    return words[place - 1].lower in ("er", "es", "man") and word not in _NO_VERBS


def has_subjunctive(tokens: Sequence[Token]) -> bool:
    """True when a clause stands in Konjunktiv I, so that somebody else answers for what it says."""
    words = [token for token in tokens if token.kind == "word"]
    small = [word.lower for word in words]
    pronoun = any(_after_a_pronoun(words, place) for place in range(1, len(words)))
    if not pronoun and not any(word in _CLEAR for word in small):
        return False
    if "ich" in small or any(_contains(small, fixed) for fixed in _FIXED):
        return False
    return pronoun or any(_is_reported(words, small, place) for place, word in enumerate(small) if word in _CLEAR)


def _is_reported(words: Sequence[Token], small: Sequence[str], place: int) -> bool:
    word = small[place]
    supposed = any(before in _NOT_REPORTED for before in small[max(0, place - 9) : place])
    if supposed and word not in ("solle", "wolle") and "dass" not in small[:place]:
        return False
    # Written small inside a sentence it is a verb; "Rede" and "Sorge" are not.
    return word in _ONLY_OTHERS or (word not in _LOOK_ALIKES and place > 0 and not words[place].capital)


def has_would(tokens: Sequence[Token]) -> bool:
    """True for the forms that stand in for Konjunktiv I where it looks like the indicative ("sie hätten")."""
    return any(token.lower in _WOULD for token in tokens if token.kind == "word")


def _contains(words: Sequence[str], phrase: tuple[str, ...]) -> bool:
    return any(tuple(words[i : i + len(phrase)]) == phrase for i in range(len(words) - len(phrase) + 1))
