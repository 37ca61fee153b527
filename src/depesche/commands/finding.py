"""One thing that `depesche check` looked at."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One thing looked at. `advice` is empty when all is well; a `note` is good to know and no reason to act now."""

    what: str
    state: str
    advice: str = ""
    note: bool = False

    @property
    def ok(self) -> bool:
        return not self.advice or self.note
