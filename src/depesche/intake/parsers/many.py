"""Files with very many entries: as many are read as there is room for, and what is left out is said, never dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from depesche.intake.parsed import ParsedItem, quarantined

_T = TypeVar("_T")

MOST = 20_000
"""Entries read of one file. The feeds we know of have some hundred, archives of them some thousand."""


def read(entries: Sequence[_T], make: Callable[[_T], ParsedItem], *, count: int = 0) -> tuple[ParsedItem, ...]:
    """An item for each entry, and one more for those beyond `MOST`. `count` is how many there are, if not all of them
    are among `entries`."""
    return (*map(make, entries[:MOST]), *left_out(max(len(entries), count)))


def left_out(total: int) -> tuple[ParsedItem, ...]:
    """A quarantine entry that tells of what is beyond `MOST`, if anything is."""
    if total <= MOST:
        return ()
    reason = (
        f"Die Datei hat {_number(total)} Einträge. Gelesen wurden die ersten {_number(MOST)}; "
        "die übrigen stehen nur in der Rohfassung."
    )
    return quarantined(reason, subject=f"{_number(total - MOST)} Einträge nicht gelesen").items


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
