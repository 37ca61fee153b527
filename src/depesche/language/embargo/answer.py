"""What `embargo.parse` answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["none", "until", "ask"]


@dataclass(frozen=True, slots=True)
class Embargo:
    """What a text says of its own embargo.

    `kind` is "none" (free), "until" (held back until the aware datetime `until`) or "ask" (a person has to look).
    `evidence` is the line it was read from, as it stands in the text; empty when no line speaks of an embargo.
    """

    kind: Kind
    until: datetime | None = None
    evidence: str = ""
