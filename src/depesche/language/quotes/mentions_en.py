"""Who is named where in an English sentence: names with their titles, roles, bodies and pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from depesche.language.quotes.given_names import gender_of, is_given_name
from depesche.language.quotes.mention import Mention
from depesche.language.quotes.tokens import Token
from depesche.language.quotes.verbs import english_verbs
from depesche.language.word_sets import word_set

_PRONOUNS = {"he": "m", "she": "f", "they": "p"}
_ARTICLES = word_set("the a an his her their its our one this some several two many")
_ROLES = word_set(
    """minister secretary president chancellor mayor spokesman spokeswoman spokesperson chief executive director
    leader head chair chairman chairwoman officer inspector superintendent judge lawyer solicitor barrister
    attorney prosecutor professor researcher scientist doctor nurse teacher headteacher student resident
    neighbour neighbor witness victim mother father brother sister son daughter wife husband man woman boy
    girl driver owner manager coach captain player author writer editor journalist analyst economist expert
    adviser advisor campaigner activist councillor senator congressman governor ambassador general colonel
    commander bishop archbishop priest vicar king queen prince princess pope farmer worker manager engineer
    founder boss official campaigner biologist historian artist singer actor actress director mp lawmaker
    politician candidate shopkeeper pensioner tenant landlord volunteer organiser organizer firefighter
    detective sergeant constable sheriff pilot passenger tourist visitor fan critic rival colleague deputy
    vice"""
)
_BODIES = word_set(
    """police council government company ministry department office union charity party committee court hospital
    school university bank airline agency club association group firm board team report study statement
    newspaper officials authorities residents witnesses scientists researchers experts campaigners critics
    investigators prosecutors ministers doctors firefighters workers lawyers analysts economists neighbours
    parents students farmers police regulator commission parliament army navy organisers spokespeople
    organisation organization network trust"""
)
_NOUNS = _ROLES | _BODIES
_TITLES = word_set("Mr Mrs Ms Miss Dr Prof Professor Sir Dame Lord Lady Rev")
_NEVER_NAMES = word_set(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December The A An In On At For From With By But And Or So If When While After
    Before Since Then There Here This That These Those It He She They We I You Who What Which Where Why How
    Not No Yes As To Of According Speaking Asked Last Next However Meanwhile Earlier Later Today Yesterday
    Tomorrow Also Now Although Because Under Over Its His Her Their Our My Your All Some Many Most More One
    Two Three Several Both Such Despite During Until Unless"""
)
_NOT_IN_PHRASES = english_verbs() | word_set(
    """to of in on at by for with from and or but that if as is are was were be been has have had will would can
    could not who which when while after before about into over under against he she it they we you i there
    also then than"""
)
_LINKS = word_set("of for from at in")


def mentions_in_english(tokens: Sequence[Token]) -> list[Mention]:
    """The mentions of one English sentence from left to right."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention = _mention_at(tokens, at)
        if mention is not None:
            found.append(mention)
        at = mention.last + 1 if mention is not None else at + 1
    return found


def _mention_at(tokens: Sequence[Token], at: int) -> Mention | None:
    token = tokens[at]
    if token.kind != "word":
        return None
    if token.lower in _PRONOUNS:
        gender = _PRONOUNS[token.lower]
        return Mention("pronoun", at, at, token.start, token.end, gender=gender, label=token.lower)
    oblique = at > 0 and tokens[at - 1].lower in ("in", "on", "at", "with", "to", "from", "against", "about", "near")
    if token.lower in _ARTICLES or not token.capital:
        mention = _common(tokens, at)
    else:
        mention = _name(tokens, at) if token.text not in _NEVER_NAMES else None
    return replace(mention, dative=oblique) if mention else None


def _common(tokens: Sequence[Token], at: int) -> Mention | None:
    """ "the council's leader", "a police spokesman", "police", with a name behind it where there is one."""
    first = at + 1 if tokens[at].lower in _ARTICLES else at
    if tokens[at].lower in _NOT_IN_PHRASES:
        return None
    head = next(
        (i for i in range(min(first + 4, len(tokens) - 1), first - 1, -1) if _is_head(tokens, first, i)),
        -1,
    )
    if head < 0:
        return None
    noun = tokens[head].lower
    last = _complement(tokens, head)
    label = " ".join(token.text for token in tokens[first : last + 1])
    kind = "role" if noun in _ROLES else "body"
    gender = "f" if noun.endswith(("woman", "mother", "sister", "daughter", "wife", "girl", "queen", "actress")) else ""
    mention = Mention("role", at, last, tokens[at].start, tokens[last].end, role=noun, label=label, gender=gender)
    mention = replace(mention, indefinite=tokens[at].lower not in ("the", "his", "her", "their", "its"))
    if kind == "body":
        return replace(mention, kind="body", role="")
    named = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].text == ",")
    if named < len(tokens) and tokens[named].capital and (person := _name(tokens, named)) and person.kind == "person":
        return replace(person, first=at, role=noun, start=person.start)
    return mention


def _is_head(tokens: Sequence[Token], first: int, at: int) -> bool:
    """A role or body noun with nothing but small words and names in the genitive in front of it."""
    if tokens[at].lower not in _NOUNS or tokens[at].capital:
        return False
    if any(token.lower in _NOT_IN_PHRASES for token in tokens[first:at]):
        return False
    return all(
        token.kind == "word" and (not token.capital or token.text.endswith(("'s", "’s")) or i > first)
        for i, token in enumerate(tokens[first:at], first)
    )


def _complement(tokens: Sequence[Token], head: int) -> int:
    at = head + 1
    if at + 1 < len(tokens) and tokens[at].lower in _LINKS:
        noun = at + 1
        while noun < len(tokens) and noun - at < 3 and tokens[noun].lower in ("the", "a", "an"):
            noun += 1
        if noun < len(tokens) and (tokens[noun].capital or tokens[noun].lower in _BODIES):
            last = noun
            while last + 1 < len(tokens) and tokens[last + 1].capital:
                last += 1
            return last
    return head


def _name(tokens: Sequence[Token], at: int) -> Mention | None:
    last = at
    while last + 1 < len(tokens) and last - at < 6:
        following = tokens[last + 1]
        if (
            (following.capital and following.text not in _NEVER_NAMES)
            or (following.text == "." and tokens[last].text in _TITLES)
            or (following.lower in ("von", "van", "de", "der", "al", "bin") and last + 2 < len(tokens))
        ):
            last += 1
        else:
            break
    while last > at and not tokens[last].capital:
        last -= 1
    words = [token.text for token in tokens[at : last + 1] if token.kind == "word"]
    words[-1] = words[-1].removesuffix("'s").removesuffix("’s")
    role = ""
    while len(words) > 1 and (
        words[0] in _TITLES or words[0].lower() in _ROLES or words[0].lower() in ("prime", "foreign")
    ):
        role = words.pop(0).lower()
    name = " ".join(words)
    base = Mention("person", at, last, tokens[at].start, tokens[last].end, name=name, role=role, label=name)
    if (name.isupper() and len(words) == 1) or words[-1].lower() in _BODIES or (words[0].lower() in _BODIES):
        return replace(base, kind="body", name="")
    if len(words) == 1 and not role and not is_given_name(words[0]):
        return _apposed(tokens, replace(base, kind="thing", name=""))
    return _apposed(tokens, replace(base, gender=gender_of(words[0])))


def _apposed(tokens: Sequence[Token], mention: Mention) -> Mention:
    """ "Jane Doe, the council leader," and "Jane Doe, 45,"."""
    at = mention.last + 1
    if at + 1 < len(tokens) and tokens[at].text == ",":
        close = next((i for i in range(at + 1, min(at + 10, len(tokens))) if tokens[i].text == ","), 0)
        inside = tokens[at + 1 : close]
        if close and inside and all(t.kind in ("word", "number") for t in inside):
            role = next((t.lower for t in inside if t.lower in _ROLES), "")
            if role or (len(inside) == 1 and inside[0].kind == "number"):
                return replace(mention, last=close, role=mention.role or role)
    return mention
