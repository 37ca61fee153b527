"""Who else a pronoun may mean: those whom the same sentence names beside the one it seems to mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from depesche.language.quotes.mention import Mention
from depesche.language.quotes.tokens import Token
from depesche.language.word_sets import word_set

if TYPE_CHECKING:
    from depesche.language.quotes.cast import Person

_AND = word_set("und sowie oder and or")
_KEPT = 12
"""Sentences back that are remembered; more than a pronoun reaches."""


class Rivals:
    """The people that sentences name by their names, as subject or direct object: no dative, none behind a preposition.

    Whoever is meant by a pronoun there has been clear before, and is no rival of anybody.
    """

    def __init__(self) -> None:
        self._named: dict[int, list[Person]] = {}
        self._joined: dict[int, list[Person]] = {}

    def note(self, sentence: int, met: Sequence[tuple[Mention, Person]], tokens: Sequence[Token]) -> None:
        """Keep who stands in a sentence, and who of them stands side by side ("Anna Berg und Petra Kamm")."""
        named = [(mention, person) for mention, person in met if mention.kind == "person" and not mention.dative]
        self._named[sentence] = [person for _mention, person in named]
        self._joined[sentence] = [
            person
            for (one, first), (other, second) in pairwise(named)
            if other.first == one.last + 2 and tokens[one.last + 1].lower in _AND
            for person in (first, second)
        ]
        self._named.pop(sentence - _KEPT, None)
        self._joined.pop(sentence - _KEPT, None)

    def beside(self, person: Person, sentence: int, gender: str) -> bool:
        """Whether that sentence names the person and somebody else of that gender."""
        named = self._named.get(sentence, [])
        return person in named and any(one is not person and one.named and one.gender == gender for one in named)

    def joined(self, person: Person, sentence: int, gender: str) -> bool:
        """Whether they stand side by side there; who has no known gender may be meant too."""
        joined = self._joined.get(sentence, [])
        return person in joined and any(one is not person and one.gender in (gender, "") for one in joined)
