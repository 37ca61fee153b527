"""What can be asked of an index, whatever holds it: which articles have these words, and when they appeared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Term(NamedTuple):
    """A token in a field."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow each other in the text; at least two."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All of them hold; at least one must be given."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of them holds; at least one must be given."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many of them hold."""

    least: int
    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Articles whose place in time (`entries.order_of`) is at least `first` and below `last`, if given."""

    first: int | None = None
    last: int | None = None


Question: TypeAlias = "Term | Phrase | Every | Either | AtLeast | Between"
