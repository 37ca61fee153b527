"""What goes with a phrase: complements, parties, appositions, the name of a newspaper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from depesche.language.quotes.given_names import is_given_name
from depesche.language.quotes.mention import Mention
from depesche.language.quotes.naming import gender_of_person, name_in, run_end, words_of_run
from depesche.language.quotes.nouns import NEVER_NAMES, NOMINATIVE, is_attribute, text_of
from depesche.language.quotes.roles import PARTIES, gender_of_role, is_role
from depesche.language.quotes.tokens import Token
from depesche.language.word_sets import word_set

_PUBLISHERS = (
    "zeitung",
    "magazin",
    "sender",
    "blatt",
    "zeitschrift",
    "portal",
    "agentur",
    "gruppe",
    "initiative",
    "verein",
    "bündnis",
)
_JOURNALS = ("blatt", "magazin", "journal", "gespräch", "interview", "podcast", "prozess")
_LINKS = word_set("der des von vom für beim im bei aus eines einer")


def called(tokens: Sequence[Token], mention: Mention) -> Mention:
    """ "die Zeitung „Ostsee-Kurier“" goes by its name."""
    at = mention.last + 1
    if mention.kind not in ("body", "thing") or at >= len(tokens) or tokens[at].kind != "quote":
        return mention
    name = tokens[at].text.strip("„“”»«\"‚‘’›‹' ")
    if len(name.split()) > 4 or not mention.label.lower().endswith(_PUBLISHERS):
        return mention
    return replace(mention, kind="body", label=name, last=at, end=tokens[at].end)


def complement_end(tokens: Sequence[Token], last: int) -> int:
    """The end of "Sprecher der Polizei", "Vorsitzende des Deutschen Städtetags", "Sprecherin von Siemens"."""
    for _ in range(2):
        at = last + 1
        if at >= len(tokens) or tokens[at].lower not in _LINKS:
            break
        if tokens[at].lower == "für" and at + 1 < len(tokens) and tokens[at + 1].lower in ("den", "die", "das"):
            at += 1
        noun = at + 1
        while noun < len(tokens) and noun - at < 4 and is_attribute(tokens, noun):
            noun += 1
        if noun < len(tokens) and tokens[noun].kind == "quote" and noun == at + 1:
            last = noun
            continue
        if noun >= len(tokens) or not tokens[noun].capital or tokens[noun].text in NEVER_NAMES:
            break
        if tokens[noun].lower.endswith(_JOURNALS) and tokens[at].lower == "im":
            break  # "schreiben die Forscher im Fachblatt": where, not who.
        end = run_end(tokens, noun)
        named = next((i for i in range(noun + 1, end) if is_given_name(tokens[i].text)), 0)
        if named:
            return named - 1
        if name_in(words_of_run(tokens, noun, end), with_article=True) and tokens[at].lower in ("der", "die"):
            break
        last = end
    return last


def with_party(tokens: Sequence[Token], mention: Mention) -> Mention:
    """Takes "(SPD)", "(45)" and "(FC Kiel)" behind the phrase into it."""
    at = mention.last + 1
    if at + 2 < len(tokens) and tokens[at].text == "(":
        close = next((i for i in range(at + 1, min(at + 7, len(tokens))) if tokens[i].text == ")"), 0)
        if close:
            inside = " ".join(text_of(tokens, at + 1, close - 1))
            return replace(mention, last=close, party=inside)
    return mention


def second_role(tokens: Sequence[Token], mention: Mention) -> Mention:
    """ "ihr Vater und Trainer Bernd Lang" is one person."""
    at = mention.last + 1
    if at + 2 < len(tokens) and tokens[at].lower == "und" and tokens[at + 1].capital and is_role(tokens[at + 1].text):
        last = run_end(tokens, at + 1)
        name = name_in(words_of_run(tokens, at + 1, last), with_article=False)
        if name and mention.gender != "p":
            gender = gender_of_person(name, mention.role, mention.gender)
            return replace(mention, kind="person", name=name, last=last, end=tokens[last].end, gender=gender)
    return mention


def with_apposition(tokens: Sequence[Token], mention: Mention) -> Mention:
    """ "der Sprecher der Polizei, Max Meier," and "der Sprecher der Polizei Max Meier" name him."""
    at = mention.last + 1
    if at < len(tokens) and tokens[at].capital and is_given_name(tokens[at].text):
        last = run_end(tokens, at)
        name = name_in(words_of_run(tokens, at, last), with_article=False)
        if name:
            gender = gender_of_person(name, mention.role, mention.gender)
            return replace(mention, kind="person", name=name, last=last, end=tokens[last].end, gender=gender)
    begin = _behind_article(tokens, at + 1)
    if begin < len(tokens) and tokens[at].text == "," and tokens[begin].capital:
        last = run_end(tokens, begin)
        words = words_of_run(tokens, begin, last)
        name = name_in(words, with_article=False)
        closed = last + 1 >= len(tokens) or tokens[last + 1].kind == "mark"
        if name and closed and words[0] not in PARTIES and (len(words) > 1):
            named = replace(
                mention, kind="person", name=name, gender=gender_of_person(name, mention.role, mention.gender)
            )
            return with_party(tokens, replace(named, last=last, start=tokens[begin].start, end=tokens[last].end))
    return mention


def _behind_article(tokens: Sequence[Token], at: int) -> int:
    """Where the nouns begin in "sein Trainer, der frühere Nationalspieler Jan Ohm,"."""
    if at >= len(tokens) or tokens[at].lower not in NOMINATIVE:
        return at
    noun = at + 1
    while noun < len(tokens) and noun - at < 4 and is_attribute(tokens, noun):
        noun += 1
    return noun


def with_role(tokens: Sequence[Token], mention: Mention) -> Mention:
    """ "Max Meier, Sprecher der Polizei," tells what he is."""
    at = mention.last + 1
    if at + 1 < len(tokens) and tokens[at].text == ",":
        noun = at + 2 if tokens[at + 1].lower in NOMINATIVE and at + 2 < len(tokens) else at + 1
        if noun < len(tokens) and tokens[noun].capital and is_role(tokens[noun].text):
            last = complement_end(tokens, noun)
            if last + 1 >= len(tokens) or tokens[last + 1].kind == "mark":
                role = mention.role or tokens[noun].text
                return replace(mention, role=role, last=last, gender=mention.gender or gender_of_role(role))
    return mention
