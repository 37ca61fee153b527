"""What the desk shows of the sources of news. Whoever fetches them (the intake) hangs its board here at start.

The desk stands behind the intake in the Line and may not import it; so it says what it needs, and is given it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Fitness(StrEnum):
    """How a source fares."""

    WELL = "well"
    TROUBLE = "trouble"
    PAUSED = "paused"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """One source. `trouble` is a sentence in the reader's language; `trying` means that a try is due or under way."""

    id: int
    name: str
    kind: str
    address: str
    fitness: Fitness
    last_success: datetime | None
    last_news: datetime | None
    next_try: datetime | None
    trouble: str
    failures: int
    can_try: bool
    trying: bool


class UnknownSource(LookupError):
    """There is no source with this number."""


class Board(Protocol):
    """The sources of this newsroom, those in trouble first."""

    def count(self) -> int: ...

    def ailing(self) -> int:
        """How many fail or were paused by a failure."""

    def rows(self, *, start: int, count: int, now: datetime) -> Sequence[SourceHealth]: ...

    def try_now(self, source_id: int, *, at: datetime) -> str:
        """Ask at once; the source's name. Raises UnknownSource."""

    def pause(self, source_id: int) -> str:
        """Do not ask any more; the source's name. Raises UnknownSource."""


_hung: list[Board] = []


def hang(board: Board) -> None:
    """Called once, as the program starts."""
    _hung[:] = [board]


def board() -> Board:
    """The board. Raises LookupError when none was hung."""
    if not _hung:
        raise LookupError("no board of sources was hung")
    return _hung[0]
