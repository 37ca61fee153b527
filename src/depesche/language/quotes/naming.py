"""Where a person's name begins and ends in a run of capitalised words."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.language.quotes.given_names import gender_of, is_given_name
from depesche.language.quotes.nouns import NEVER_NAMES
from depesche.language.quotes.roles import PARTIES, TITLES, gender_of_role, is_body, is_role
from depesche.language.quotes.tokens import Token
from depesche.language.word_sets import word_set

_ROLE_LIKE = (
    "erin", "ler", "ner", "ter", "ender", "ende", "ist", "istin", "ent", "entin", "ant", "antin", "ändin", "eur",
    "eurin", "ier", "or", "orin", "är", "ärin", "mann", "frau", "chef", "in",
)  # fmt: skip
_NEUTER = ("amt", "institut", "ministerium", "werk", "zentrum", "kreuz", "parlament", "gericht", "hau", "theater")
_FAMILY_FIRST = word_set("Kim Park Xi Ban Moon")
_PARTICLES = word_set("von van de der den zu zur di da del della la le el al bin ibn ter dos du af ten ben")
ADJECTIVE_NAMES = (
    "deutsche", "europäische", "vereinigte", "grüne", "rote", "bayerische", "norddeutsche", "evangelische",
    "katholische", "schweizer", "britische", "weiße", "internationale", "freie", "süddeutsche", "frankfurter",
    "berliner", "kieler", "hamburger",
)  # fmt: skip


def run_end(tokens: Sequence[Token], first: int) -> int:
    """The last of the capitalised words that begin at `first`, with small particles inside names."""
    last = at = first
    while at + 1 < len(tokens) and at - first < 7:
        following = tokens[at + 1]
        if following.kind == "word" and following.capital and following.text not in NEVER_NAMES:
            last = at = at + 1
        elif (following.text == "." and (tokens[at].text in TITLES or (len(tokens[at].text) == 1 and at > first))) or (
            following.lower in _PARTICLES and _in_name(tokens, first, at + 1)
        ):
            at += 1
        else:
            break
    return last


def _in_name(tokens: Sequence[Token], first: int, at: int) -> bool:
    """True for the "von der" of a name: a given name or a title before, a capitalised word behind."""
    end = at
    while end < len(tokens) and tokens[end].lower in _PARTICLES and end - at < 3:
        end += 1
    before = next((tokens[i] for i in range(at - 1, first - 1, -1) if tokens[i].lower not in _PARTICLES), None)
    named = before is not None and (is_given_name(before.text) or before.text in TITLES)
    return named and end < len(tokens) and tokens[end].capital


def words_of_run(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [token.text for token in tokens[first : last + 1] if token.kind in ("word", "number")]


def name_in(words: Sequence[str], *, with_article: bool) -> str:
    """The name of a person at the end of a run of capitalised words, or "" when there is none."""
    rest = list(words)
    titled = False
    while rest and (rest[0] in TITLES or rest[0] == "."):
        rest.pop(0)
        titled = True
    for place, word in enumerate(rest):
        if is_given_name(word) and (place + 1 < len(rest) or titled):
            return _person(rest[place:])
    if titled and rest:
        return _person(rest) if is_given_name(rest[0]) else rest[0]
    place = 0
    while place < len(rest) and _leads(rest, place) and not is_given_name(rest[place]):
        place += 1
    name = rest[place:]
    if not name or any(is_body(word) for word in name):
        return ""
    if place and len(name) <= 4:
        return _person(name) if not (len(name) == 1 and name[0] in PARTIES) else ""
    if not with_article and 2 <= len(name) <= 4 and not name[0].lower().startswith(ADJECTIVE_NAMES):
        return " ".join(name)
    return ""


def _person(words: Sequence[str]) -> str:
    """The words of a run that are the name: "Jan Ohm Fehler" is Jan Ohm with something he admits."""
    kept = [words[0]]
    for at, word in enumerate(words[1:5], 1):
        kept.append(word + "." if len(word) == 1 else word)
        more = is_given_name(word) or word.lower() in _PARTICLES or len(word) == 1 or words[0] in _FAMILY_FIRST
        if not more or at + 1 >= len(words):
            break
    return " ".join(kept)


def role_before(words: Sequence[str], name: str) -> str:
    """What somebody is by the words before the name: "Minister" in "Niedersachsens Minister Jan Ohm"."""
    first = name.split(maxsplit=1)[0]
    before = words[: words.index(first)] if first in words else words[:1]
    return next((word for word in reversed(before) if is_role(word)), before[0] if before else "")


def name_end(tokens: Sequence[Token], first: int, last: int, name: str) -> int:
    """The token between `first` and `last` that ends `name`."""
    final = name.rpartition(" ")[2]
    return next((at for at in range(last, first, -1) if tokens[at].text == final), last)


def _leads(words: Sequence[str], place: int) -> bool:
    """A role before a name: one that is known, or one that looks like it with a whole name behind."""
    word = words[place]
    if len(words) - place < 3:
        return is_role(word)
    short = word.isupper() and len(word) <= 4
    return is_role(word) or short or (len(word) > 6 and word.endswith(_ROLE_LIKE))


def gender_of_person(name: str, role: str, article: str) -> str:
    known = gender_of(name.split(maxsplit=1)[0])
    return known or (gender_of_role(role) if role else article)


def declined(words: Sequence[str], article: str) -> list[str]:
    """ "(des) Deutschen Wetterdienstes" -> "Deutscher Wetterdienst", "(der) Deutschen Bahn" -> "Deutsche Bahn"."""
    if len(words) < 2 or not words[0].lower().startswith(ADJECTIVE_NAMES):
        return list(words)
    if words[0].endswith("e") and article in ("der", "das"):
        return [words[0] + ("r" if article == "der" else "s"), *words[1:]]
    if not words[0].endswith("en"):
        return list(words)
    stem, noun = words[0][:-1], words[-1]
    if article in ("des", "eines", "dem", "vom", "beim", "im", "am"):
        neuter = noun.lower().startswith(("rote", "weiße")) or noun.lower().rstrip("s").endswith(_NEUTER)
        noun = nominative(noun) if article in ("des", "eines") else noun
        return [stem + ("s" if neuter else "r"), *words[1:-1], noun]
    return [stem, *words[1:]] if article == "der" else list(words)


def nominative(noun: str) -> str:
    """ "Mietervereins" -> "Mieterverein", "Verbandes" -> "Verband"."""
    if noun.endswith("kreisen"):
        return noun[:-1]
    if noun.endswith(("des", "tes", "fes", "ses", "bes")):
        return noun[:-2]
    return noun.removesuffix("s")


def role_gender(article: str, head: str, gender: str) -> str:
    """ "die Vorsitzende" is a woman, "die Minister" are several, "der Vorsitzende" is a man."""
    if article in ("die", "diese"):
        return "f" if gender_of_role(head) == "f" or head.endswith("e") else "p"
    return gender if gender in ("m", "f") else gender_of_role(head)
