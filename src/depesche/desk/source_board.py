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
    can_edit: bool
    can_try: bool
    trying: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What an editor says of a source, or reads of it. A secret is only ever said; an empty one stays as it was.

    `kind` is `feed`, with `address`, or `mailbox`, with the fields of a server; others are set up on the command line.
    `interval` is in seconds, None for what is usual. `oauth2`: with `token_endpoint`, `client_id`, perhaps
    `client_secret`, and the refresh token in `secret`; else the password is in `secret`.
    """

    kind: str
    name: str = ""
    address: str = ""
    interval: int | None = None
    host: str = ""
    port: int | None = None
    user: str = ""
    folder: str = "INBOX"
    secure: bool = True
    oauth2: bool = False
    token_endpoint: str = ""
    client_id: str = ""
    client_secret: str = ""
    secret: str = ""


class UnknownSource(LookupError):
    """There is no source with this number."""


class BadSource(ValueError):
    """A source cannot be kept as it was described: the name of the field, and a sentence for the editor."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


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

    def read(self, source_id: int) -> SourceFacts:
        """What is known of a source, without its secrets. Raises UnknownSource, also for kinds that no form has."""

    def save(self, source_id: int | None, facts: SourceFacts, *, at: datetime) -> str:
        """Keep a source, a new one without a number, and ask it at once; its name. Raises UnknownSource, BadSource."""

    def remove(self, source_id: int) -> str:
        """Forget a source and its secret; what came from it stays. Its name. Raises UnknownSource."""


_hung: list[Board] = []


def hang(board: Board) -> None:
    """Called once, as the program starts."""
    _hung[:] = [board]


def board() -> Board:
    """The board. Raises LookupError when none was hung."""
    if not _hung:
        raise LookupError("no board of sources was hung")
    return _hung[0]
