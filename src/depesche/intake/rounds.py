"""What is read of an arrival, and how much of it is written at a time.

A mail is written at once. A feed of thousands of entries is written a portion at a time, so that no transaction holds
the database for long and what came after it need not wait for its end. Its file stays in the spool until the last
portion is written; what a crash left undone is begun again, and what has a receipt is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from depesche.intake.arrivals import Arrival
from depesche.intake.parsed import ParsedItem, Reading

if TYPE_CHECKING:
    from depesche.desk.models import Item

ROUND = 200
"""Entries in one portion."""


@dataclass(frozen=True, slots=True)
class Portion:
    """The entries `start` to `stop` (exclusive) of an arrival; `items` are their drafts by position.

    `parsed` is None for bytes that were read before. An entry without a draft is known already.
    """

    arrival: Arrival
    parser: str = ""
    parsed: Reading | None = None
    start: int = 0
    stop: int = 0
    items: dict[int, Item] = field(default_factory=dict)

    @classmethod
    def whole(cls, arrival: Arrival, parser: str, parsed: Reading) -> Portion:
        return cls(arrival, parser, parsed, 0, len(parsed.items))

    @property
    def is_last(self) -> bool:
        return self.parsed is None or self.stop >= len(self.parsed.items)

    @property
    def entries(self) -> Sequence[tuple[int, ParsedItem]]:
        """The parsed entries with their positions."""
        found = self.parsed.items[self.start : self.stop] if self.parsed else ()
        return list(enumerate(found, self.start))

    def alone(self, position: int) -> Portion:
        """The portion of just this entry."""
        kept = {position: self.items[position]} if position in self.items else {}
        return replace(self, start=position, stop=position + 1, items=kept)


class Rounds:
    """Takes turns between one long arrival and all others. One long reading is kept in memory; more have to wait."""

    def __init__(self, *, size: int = ROUND) -> None:
        self._size = size
        self._long: Portion | None = None
        self._later: set[str] = set()

    @property
    def waiting(self) -> int:
        """Arrivals that wait until the long one is written."""
        return len(self._later)

    def admitted(self, waiting: Sequence[Arrival]) -> list[Arrival]:
        """Those whose turn it is. When the long one is gone, another process has written it."""
        if self._long is not None and self._long.arrival.id not in {arrival.id for arrival in waiting}:
            self.begin_anew()
        return [arrival for arrival in waiting if arrival.id not in self._later]

    def portions(self, arrivals: Sequence[Arrival], read: Callable[[Arrival], Portion]) -> Iterator[Portion]:
        """What is to be written now of each; `read` reads all of an arrival."""
        for arrival in arrivals:
            long = self._long
            if long is not None and arrival.id == long.arrival.id:
                yield self._next(long)
            elif long is not None and arrival.sha256 == long.arrival.sha256:
                self._later.add(arrival.id)  # a copy, whose receipts are those of the whole
            else:
                found = read(arrival)
                if found.stop <= self._size:
                    yield found
                elif long is None:
                    yield self._next(replace(found, stop=0))
                else:
                    self._later.add(arrival.id)

    def _next(self, before: Portion) -> Portion:
        assert before.parsed is not None
        portion = replace(before, start=before.stop, stop=min(before.stop + self._size, len(before.parsed.items)))
        if portion.is_last:
            self.begin_anew()
        else:
            self._long = portion
        return portion

    def begin_anew(self) -> None:
        """Whatever was under way is read again from the spool: also after a portion that could not be written."""
        self._long = None
        self._later.clear()
