"""Is it speech? Scare quotes, titles, names of ships and mottos stand between the same marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.language.quotes.tokens import Token
from depesche.language.word_sets import word_set

_TITLE_NOUNS = (
    "film", "buch", "roman", "song", "lied", "album", "titel", "motto", "projekt", "ausstellung", "stück", "serie",
    "sendung", "zeitung", "magazin", "preis", "programm", "initiative", "verein", "schiff", "operation", "gesetz",
    "aktion", "kampagne", "begriff", "wort", "namen", "name", "genannte", "genannten", "genannter", "band",
    "gruppe", "show", "oper", "musical", "reihe", "bild", "gemälde", "hashtag", "slogan", "parole", "spruch",
    "aufschrift", "überschrift", "schlagzeile", "fähre", "frachter", "kneipe", "restaurant", "hotel", "klub",
    "club", "festival", "messe", "kongress", "thema", "blog", "portal", "podcast", "sonde", "raumschiff",
    "stichwort", "bündnis", "netzwerk", "stiftung", "komödie", "drama", "essay", "artikel", "beitrag", "plakat",
    "transparent", "raumfähre", "tatort", "folge", "spiel", "computerspiel", "jacht", "yacht", "modell", "sturm",
    "orkantief", "taifun", "hurrikan", "tief",
)  # fmt: skip
_STATEMENT_END = re.compile(r"[.!?…,][\"”“’‘']?\s*$")
_FINITE = word_set(
    """ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können muss müssen soll sollen
    will wollen darf dürfen sei habe werde könne müsse solle wolle dürfe möchte möchten bin bist seid habt
    würde würden hätte hätten wäre wären könnte könnten müsste sollte gibt geht kommt steht macht bleibt
    braucht brauchen gehen kommen stehen machen bleiben geben glaube denke finde hoffe freue weiß is are was
    were will would has have had can could must should do does did am be been don't isn't won't can't it's i'm
    we're that's"""
)
_TOO_LONG_FOR_A_TITLE = 8
"""Words that nobody puts in marks but to quote them, even without a verb."""
_ARTICLES = word_set("der die das dem den des im")
_NAMED = word_set("heißt hieß heißen namens genannt mit")


def is_speech(inside: str, tokens: Sequence[Token], place: int, *, attributed: bool, alone: bool) -> bool:
    """True when the words `inside` the marks of `tokens[place]` are what somebody said.

    `attributed`: words of saying go with it. `alone`: its sentence has nothing else.
    """
    words = len(inside.split())
    ended = bool(_STATEMENT_END.search(inside))
    if is_title(tokens, place) and not (attributed and words > 5 and ended):
        return False
    if alone:
        return words >= 2
    if attributed:
        return words >= 3 or ended or place == 0 or tokens[place - 1].text == ":"
    finite = any(word.strip('.,;:!?…„“”"’‘()–').lower() in _FINITE for word in inside.split())
    return words >= _TOO_LONG_FOR_A_TITLE or (words >= 6 and (ended or finite))


def is_title(tokens: Sequence[Token], place: int) -> bool:
    """True for what stands behind "der Film", "unter dem Motto", "sogenannte", or an article alone."""
    before = tokens[place - 1] if place else None
    if before is None or before.kind != "word":
        return False
    name = before.lower
    short = len(tokens[place].text.split()) <= 4
    return (name in _ARTICLES and short) or name.endswith(_TITLE_NOUNS) or name in _NAMED
