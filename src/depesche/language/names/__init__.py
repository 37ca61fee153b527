"""People, organisations and places in a text: the site's own dictionary first, patterns second.

>>> rat = Known("Stadtrat Kranichbrück", Kind.TOPIC, "/thema/stadtrat-kranichbrueck/", aliases=("Rat der Stadt",))
>>> text = "Der Rat der Stadt stimmte zu, sagte Bürgermeisterin Henrike Aldenhoff in Berlin."
>>> [(text[one.start:one.end], str(one.kind)) for one in find(text, known=[rat])]
[('Rat der Stadt', 'topic'), ('Henrike Aldenhoff', 'person'), ('Berlin', 'place')]
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from depesche.language.lexicon.folding import fold
from depesche.language.names import patterns
from depesche.language.names.dictionary import Dictionary
from depesche.language.names.mentions import Kind, Known, Mention
from depesche.language.names.tokens import Token, tokens_of

__all__ = ["Dictionary", "Kind", "Known", "Mention", "find", "links"]

MOST_CHARACTERS = 100_000


def find(text: str, *, known: Dictionary | Iterable[Known] = ()) -> list[Mention]:
    """All names in order, none inside another. A surname means the person who was named in full before.

    Only the first 100,000 characters are read.
    """
    text = text[:MOST_CHARACTERS]
    tokens = tokens_of(text)
    dictionary = known if isinstance(known, Dictionary) else Dictionary(known)
    certain = dictionary.find(tokens)
    return _with_surnames(tokens, _merged(certain, patterns.find(text, tokens)))


def links(text: str, *, known: Dictionary | Iterable[Known]) -> list[Mention]:
    """The first mention of each known name that has a page: what to link."""
    first: dict[str, Mention] = {}
    for mention in find(text, known=known):
        if mention.path:
            first.setdefault(mention.path, mention)
    return list(first.values())


def _with_surnames(tokens: list[Token], found: list[Mention]) -> list[Mention]:
    """Adds surnames that stand alone, and gives those that were found the whole name."""
    people: dict[str, Mention] = {}
    by_start = {mention.start: mention for mention in found}
    complete: list[Mention] = []
    end = 0
    for token in tokens:
        mention = by_start.get(token.start)
        if mention is None and token.is_large and token.start >= end:
            person = _bearer(people, token.folded)
            mention = person and replace(person, start=token.start, end=token.end)
        if mention is None:
            continue
        end = mention.end
        words = fold(mention.name).split()
        if mention.kind is Kind.PERSON and len(words) > 1:
            people[words[-1]] = mention
        elif mention.kind is Kind.PERSON and (person := _bearer(people, words[-1])) is not None:
            mention = replace(person, start=mention.start, end=mention.end)
        complete.append(mention)
    return complete


def _bearer(people: dict[str, Mention], surname: str) -> Mention | None:
    return people.get(surname) or people.get(surname.removesuffix("s"))


def _merged(certain: list[Mention], guessed: list[Mention]) -> list[Mention]:
    """Both in order; a guess that overlaps what is certain falls away."""
    starts = [mention.start for mention in certain]
    kept = list(certain)
    for guess in guessed:
        at = bisect_right(starts, guess.start)
        is_free = at == 0 or certain[at - 1].end <= guess.start
        if is_free and (at == len(certain) or certain[at].start >= guess.end):
            kept.append(guess)
    return sorted(kept, key=lambda mention: mention.start)
