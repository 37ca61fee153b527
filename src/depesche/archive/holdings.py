"""An index as a question sees it: one state of it, whoever writes meanwhile. What ranks stands on this alone, so that
the same archive gives the same answers from a folder and from PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from depesche.archive.questions import Question, Term


@dataclass(frozen=True, slots=True)
class Place:
    """An article that was found: where it stands in time (`entries.order_of`), and where the index keeps it."""

    order: int
    address: Any


class Holdings(Protocol):
    """Any method raises an `OSError` when the index cannot be read."""

    @property
    def articles(self) -> int:
        """How many articles there are."""
        ...

    def frequencies(self, terms: Collection[Term]) -> Mapping[Term, int]:
        """How many articles hold each of the terms. A folder may count some that were replaced lately."""
        ...

    def newest(self, question: Question, limit: int, offset: int = 0) -> tuple[list[Place], int]:
        """The newest articles of which it holds, from `offset` on, and how many there are in all."""
        ...

    def best(self, weights: Mapping[Term, int], limit: int) -> list[Place]:
        """The articles whose terms weigh most together; of two that weigh the same, the newer one."""
        ...

    def near(self, written: str, distance: int, limit: int) -> list[Place]:
        """The newest articles with a word (`fields.WRITTEN`) that is so many letters from this one at most."""
        ...

    def beginnings(self, written: str, limit: int) -> list[str]:
        """The most usual words (`fields.WRITTEN`) that begin so."""
        ...

    def read(self, places: Sequence[Place], names: Collection[str]) -> list[Mapping[str, Any]]:
        """What the index keeps of articles in these fields (of `fields.STORED`), in the order of the places.

        Fields of one value are strings or bytes; `fields.TOPIC` is a list of strings.
        """
        ...
