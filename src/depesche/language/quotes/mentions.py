"""Who is named where: people, roles, bodies and pronouns in a sentence, as phrases with their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from depesche.language.quotes.additions import (
    called,
    complement_end,
    second_role,
    with_apposition,
    with_party,
    with_role,
)
from depesche.language.quotes.mention import Kind, Mention
from depesche.language.quotes.naming import (
    ADJECTIVE_NAMES,
    declined,
    gender_of_person,
    name_end,
    name_in,
    nominative,
    role_before,
    role_gender,
    run_end,
    words_of_run,
)
from depesche.language.quotes.nouns import (
    DATIVE,
    NEVER_NAMES,
    NOMINATIVE,
    after_preposition,
    is_aged,
    is_attribute,
    is_genitive,
    text_of,
)
from depesche.language.quotes.roles import gender_of_role, is_body, is_role
from depesche.language.quotes.tokens import Token
from depesche.language.word_sets import word_set

_INDEFINITE = word_set("ein eine einen einem einer mehrere viele einige zwei beide alle manche")
_PRONOUNS = {"er": "m", "sie": "f", "es": "n"}


def mentions_in(tokens: Sequence[Token]) -> list[Mention]:
    """The mentions of one German sentence from left to right; phrases in the dative or genitive are marked as such."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention = _mention_at(tokens, at)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = max(mention.last, at) + 1
    return found


def _mention_at(tokens: Sequence[Token], at: int) -> Mention | None:
    token = tokens[at]
    if token.kind != "word":
        return None
    word = token.lower
    if word in _PRONOUNS:
        return _pronoun(tokens, at)
    if word in NOMINATIVE or word in DATIVE:
        return _with_article(tokens, at)
    if token.capital and (token.text not in NEVER_NAMES):
        return _without_article(tokens, at)
    return None


def _pronoun(tokens: Sequence[Token], at: int) -> Mention:
    token = tokens[at]
    gender = _PRONOUNS[token.lower]
    return Mention("pronoun", at, at, token.start, token.end, gender=gender, label=token.lower)


def _with_article(tokens: Sequence[Token], at: int) -> Mention | None:
    article = tokens[at].lower
    noun = at + 1
    while noun < len(tokens) and noun - at < 5 and is_attribute(tokens, noun):
        noun += 1
    if noun >= len(tokens) or not (tokens[noun].capital or is_aged(tokens, noun)):
        if noun < len(tokens) and tokens[noun].kind == "quote" and noun == at + 1:
            name = tokens[noun].text.strip("„“”»«\"‚‘’›‹' ")
            kind: Kind = "body" if len(name.split()) <= 3 else "thing"
            dative = article in DATIVE or after_preposition(tokens, at)
            return Mention(kind, at, noun, tokens[at].start, tokens[noun].end, label=name, dative=dative)
        return None
    run = run_end(tokens, noun)
    mention = called(tokens, _classified(tokens, at, noun, run, article))
    dative = article in DATIVE or after_preposition(tokens, at) or (article == "der" and is_genitive(tokens, at))
    return replace(mention, dative=dative, indefinite=article in _INDEFINITE)


def _classified(tokens: Sequence[Token], at: int, noun: int, run: int, article: str) -> Mention:
    last = run
    words = words_of_run(tokens, noun, last)
    if article in ("des", "eines") and len(words) == 1:
        words = [nominative(words[0])]
    gender = NOMINATIVE.get(article, "")
    name = name_in(words, with_article=True)
    base = Mention("thing", at, last, tokens[at].start, tokens[last].end, label=" ".join(words), gender=gender)
    head = words[0]
    if name:
        role = role_before(words, name)
        last = name_end(tokens, noun, last, name)
        base = replace(base, last=last, end=tokens[last].end)
        return with_party(
            tokens, replace(base, kind="person", name=name, role=role, gender=gender_of_person(name, role, gender))
        )
    if is_role(head) or is_aged(tokens, noun):
        last = complement_end(tokens, last)
        label = " ".join([*words, *text_of(tokens, run + 1, last)])
        gender = role_gender(article, head, gender)
        mention = replace(base, kind="role", role=head, label=label, last=last, end=tokens[last].end, gender=gender)
        return with_apposition(tokens, second_role(tokens, with_party(tokens, mention)))
    if is_body(words[-1]) or is_body(head) or head.lower().startswith(ADJECTIVE_NAMES) or head.isupper():
        last = complement_end(tokens, last)
        label = " ".join([*declined(words, article), *text_of(tokens, run + 1, last)])
        return replace(base, kind="body", last=last, end=tokens[last].end, label=label)
    return base


def _without_article(tokens: Sequence[Token], at: int) -> Mention | None:
    last = run_end(tokens, at)
    words = words_of_run(tokens, at, last)
    base = Mention("thing", at, last, tokens[at].start, tokens[last].end, label=" ".join(words))
    base = replace(base, dative=after_preposition(tokens, at))
    if words[0].endswith("kreisen"):
        return replace(base, kind="body", label=nominative(words[0]))
    name = name_in(words, with_article=False)
    head = words[0]
    if name:
        role = role_before(words, name)
        last = name_end(tokens, at, last, name)
        base = replace(base, last=last, end=tokens[last].end)
        mention = replace(base, kind="person", name=name, role=role, gender=gender_of_person(name, role, ""))
        return with_party(tokens, with_role(tokens, mention))
    if is_role(head):
        last = complement_end(tokens, last)
        label = " ".join(text_of(tokens, at, last))
        gender = "p" if last == at else gender_of_role(head)
        mention = replace(base, kind="role", role=head, label=label, last=last, gender=gender, indefinite=True)
        mention = replace(mention, end=tokens[last].end)
        return with_apposition(tokens, second_role(tokens, with_party(tokens, mention)))
    if is_body(head) or is_body(words[-1]) or words[0].isupper():
        return replace(base, kind="body")
    return base
