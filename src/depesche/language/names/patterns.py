"""Finds names that no dictionary holds, by what stands before them and how they are built."""

from __future__ import annotations

from functools import cache

from depesche.language.lexicon.folding import fold
from depesche.language.lexicon.names import names
from depesche.language.names.mentions import Kind, Mention
from depesche.language.names.tokens import Token

_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "zu", "zum", "zur", "di", "da", "la", "le", "el", "al", "bin", "del"}
)
_ROLES = """
frau herr dr. prof. professor professorin minister ministerin kanzler kanzlerin praesident praesidentin sprecher
sprecherin trainer trainerin buergermeister buergermeisterin oberbuergermeister oberbuergermeisterin landrat landraetin
chef chefin vorsitzende vorsitzender abgeordnete abgeordneter richter richterin autor autorin saengerin saenger
berater beraterin anfuehrer sohn tochter bruder schwester witwe
schauspieler schauspielerin regisseur regisseurin forscher forscherin koenig koenigin prinz prinzessin papst bischof
mr mrs ms president minister chancellor senator
"""
_ROLE_WORDS = frozenset(_ROLES.split())
_ROLE_ENDINGS = (
    "minister", "ministerin", "sprecher", "sprecherin", "chef", "chefin", "praesident", "praesidentin", "kanzler",
    "kanzlerin", "meister", "meisterin", "leiter", "leiterin", "fuehrer", "fuehrerin", "experte", "expertin",
    "forscher", "forscherin", "anwalt", "anwaeltin", "politiker", "politikerin", "dezernent", "dezernentin",
    "trainer", "trainerin",
)  # fmt: skip
_LEGAL_FORMS = frozenset({"ag", "gmbh", "se", "kg", "ohg", "ev", "ltd", "inc", "corp", "plc"})
_BODIES = frozenset(
    {"universitaet", "hochschule", "klinikum", "verein", "stiftung", "institut", "verband", "gewerkschaft"}
)
_AREAS = frozenset({"stadt", "gemeinde", "landkreis", "kreis", "bezirk", "dorf", "insel"})


def find(text: str, tokens: list[Token]) -> list[Mention]:
    """Mentions in order, none inside another: people, organisations and places."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        count, kind = _at(tokens, at) if tokens[at].is_large else (1, None)
        if kind is not None:
            start, end = tokens[at].start, tokens[at + count - 1].end
            found.append(Mention(start, end, kind, _without_genitive(text[start:end])))
        at += count
    return found


def _at(tokens: list[Token], at: int) -> tuple[int, Kind | None]:
    """The kind of the name that begins here and its words; one word and None when none does."""
    token = tokens[at]
    length = _name_length(tokens, at)
    if length > 1 and token.folded in _forenames():
        return length, Kind.PERSON
    if length > 1 and (tokens[at + length - 1].folded in _LEGAL_FORMS or token.folded in _BODIES):
        return length, Kind.ORGANISATION
    before = tokens[at - 1] if at and not token.parted else None
    if before is not None and before.is_large:
        if before.folded in _ROLE_WORDS or before.folded.endswith(_ROLE_ENDINGS):
            return length, Kind.PERSON
        if before.folded in _AREAS:
            return 1, Kind.PLACE
    return _listed(tokens, at)


def _name_length(tokens: list[Token], at: int) -> int:
    """Words of the name that begins here: large ones, with particles between them, four at most."""
    length = 1
    while at + length < len(tokens) and length < 5 and not tokens[at + length].parted:
        token = tokens[at + length]
        if not token.is_large and token.folded not in _PARTICLES:
            break
        length += 1
    while length > 1 and not tokens[at + length - 1].is_large:
        length -= 1
    return length


def _listed(tokens: list[Token], at: int) -> tuple[int, Kind | None]:
    if tokens[at].joined:
        return 1, None
    for count in range(min(4, len(tokens) - at), 0, -1):
        stretch = tokens[at : at + count]
        following = tokens[at + count] if at + count < len(tokens) else None
        if any(token.parted for token in stretch[1:]) or (following is not None and following.joined):
            continue
        words = [token.folded for token in stretch]
        for last in (words[-1], words[-1].removesuffix("s")):
            kind = _our_names().get((*words[:-1], last))
            if kind is not None:
                return count, kind
    return 1, None


def _without_genitive(name: str) -> str:
    """`Putins` is Putin, but `Paris` is Paris."""
    words = tuple(fold(name).replace("-", " ").split())
    is_genitive = words not in _our_names() and (*words[:-1], words[-1].removesuffix("s")) in _our_names()
    return name[:-1] if is_genitive else name


@cache
def _forenames() -> frozenset[str]:
    return frozenset(fold(name) for name in names()["forename"])


@cache
def _our_names() -> dict[tuple[str, ...], Kind]:
    kinds = {
        "country": Kind.PLACE,
        "place": Kind.PLACE,
        "person": Kind.PERSON,
        "organisation": Kind.ORGANISATION,
        "club": Kind.ORGANISATION,
    }
    found: dict[tuple[str, ...], Kind] = {}
    for of_kind, kind in kinds.items():
        for name in names()[of_kind]:
            found.setdefault(tuple(fold(name).replace("-", " ").split()), kind)
    return found
