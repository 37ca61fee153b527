"""German, English, or neither: by the small words that every sentence needs, and by the shape of the others.

Neighbouring languages have their small words here too, so that a Dutch or Danish text is not taken for German.
"""

from __future__ import annotations

import re
from typing import Literal

from depesche.language.word_sets import word_set

Detected = Literal["de", "en"]

LONGEST = 8000
"""Characters that are read from the start of a text; more would not change the answer."""

_SMALL_WORDS = {
    "de": word_set(
        """der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind war waren wird werden
        wurde wurden hat haben hatte hatten sich auch auf aus bei bis durch für gegen im ins mit nach ohne
        seit über um unter vom von vor zu zum zur zwischen als wie wenn weil dass daß ob noch nur schon sehr
        mehr kein keine keinen ich du er sie es wir ihr ihre ihren seine seinen sein soll sollen kann können
        muss müssen will wollen sagte heute gestern morgen neue neuen neuer nun jetzt immer wieder am an
        beim etwa laut sei seien doch dann hier diese dieser dieses in so man was wer wo warum jahr jahre
        jahren uhr euro trotz wegen ab zwei drei vier weitere"""
    ),
    "en": word_set(
        """the a an and or but not is are was were will would has have had he she it they we you i his her their its
        our your this that these those of to from with without by for at as into over after before between
        about against on in be been being do does did can could should must may might if when while because
        than then there here who what which where why how said says say more most no new now today yesterday
        tomorrow again also just only some any all out up year years first two three off am us my me him
        them one other such under since until during"""
    ),
    "other": word_set(
        """het een van voor niet zijn wordt werd naar ook maar deze dat bij heeft hebben op te ze hij wij geen de le la
        les un une des du et est sont dans pour pas que qui sur avec au aux ce cette il elle nous vous plus
        par el los las una del y es son en por con para no se su al lo como más pero di il che non per della
        dei nel sono è gli og ikke af til som med det den har var er på jeg vi också och att är inte av för
        om ett från till i nie jest na do się z w że ale jak przez dla po są ja ei on oli että ve bir bu
        için ile da de çok o não uma do dos"""
    ),
}
_SHAPES = {
    "de": re.compile(
        r"\w{2,}(?:ung|ungen|heit|keit|schaft|lich|liche[rns]?|isch|ische[rns]?|ieren|iert|chen|tzt|cht|ssen|rgs?|ler"
        r"|pp|hr|eit|ei|ll|nd|rt|nt|elle|lle|nk|tz|ff)$|ge\w{3,}t$|(?:ver|ent|zer|auf|aus|be)\w{4,}"
        r"|\w*(?:sch|ß|[äöü]\w|ie|ei|eu|tz|pf|kt|mm|zw|uh|ah)\w*$|\w{3,}(?:en|er|ern|ete|sten|t)$"
    ),
    "en": re.compile(
        r"\w{2,}(?:ing|tions?|ness|ments?|ed|ly|ies|ous|ful|able|ity|ght|ows?|als|ers|ates?|ls|ts|ps|ks|ms|rs|ns|ds|ze"
        r"|ve|ge|ce|ck|ay|ty|ry|my|ny|al|th|ld|le)$|(?:wh|th)\w+$|\w+'s$|\w*(?:oo|ea|ow|ck|sh|ay|ou|qu|igh|ee)\w*$"
    ),
}
_FOREIGN_LETTERS = re.compile(r"[àáâãåæçèêëìíîïðñòóôõøùúûýāăąćčđęěğıłńňőřśşšťůűźżžа-яα-ωא-תء-ي一-鿿ぁ-ヿ가-힣]")
_WORD = re.compile(r"[^\W\d_]+(?:'s\b)?")
_TAG = re.compile(r"<[^<>]{0,200}>")


def detect(text: str) -> Detected | None:
    """The language of `text`: "de", "en", or None for another language, a mixture or too little to tell."""
    chunks = _TAG.sub(" ", text[:LONGEST]).lower().replace("’", "'").split()
    words = _WORD.findall(" ".join(chunk for chunk in chunks if not _is_address(chunk)))
    german, english = _score("de", words), _score("en", words)
    best, second = max(german, english), min(german, english)
    other = sum(word in _SMALL_WORDS["other"] for word in words)
    foreign = sum(bool(_FOREIGN_LETTERS.search(word)) for word in words)
    one_long_word = len(words) == 1 and len(words[0]) >= 10
    if best < (0.3 if one_long_word else 0.6) or best < 0.12 * len(words) or foreign > 0.25 * len(words):
        return None
    if best < 1.3 * second or other + foreign > 1.2 * best:
        return None
    return "de" if german > english else "en"


def _is_address(chunk: str) -> bool:
    return "@" in chunk or "://" in chunk or chunk.startswith("www.")


def _score(language: Detected, words: list[str]) -> float:
    """One for each small word of the language, less for each other word that looks like it."""
    small, shape = _SMALL_WORDS[language], _SHAPES[language]
    return sum(1.0 if word in small else 0.3 if shape.match(word) else 0.0 for word in words)
