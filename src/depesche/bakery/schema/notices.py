"""Pages that hold no story: imprint, privacy, and what to say where nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from depesche.bakery.schema.cards import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticDocument:
    """A page made of the publication's own settings. `kind` is "imprint" or "privacy"."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """That the article at `path` was withdrawn, when, and the reason as readers are told it."""

    made: datetime
    reason: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDocument:
    """A page that says why there is no story: `status` is 404, 410 or 503. `latest` leads on."""

    path: str
    status: int
    headline: str = ""
    retraction: Retraction | None = None
    latest: tuple[Card, ...] = ()
