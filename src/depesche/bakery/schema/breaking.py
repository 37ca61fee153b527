"""The breaking line (Eilmeldung): one sentence above everything else, for a short time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakingLine:
    """`key` stays the same while the line is edited: a reader who closed it has closed it. `url` may be empty."""

    key: str
    text: str
    url: str = ""
    at: datetime
    until: datetime
