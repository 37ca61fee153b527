"""“Was wurde geändert?”: the versions of an article that were public, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from depesche.bakery.schema.publication import SectionRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that is the "same" in both versions, "gone", or "new"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedParagraph:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStep:
    """What one version changed against the one before it. `note` is the correction that was published with it."""

    at: datetime
    paragraphs: tuple[ChangedParagraph, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstVersion:
    at: datetime
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsDocument:
    """The page of an article's versions, the newest step first. `article` is the article's path.

    `first` is the version that the oldest step changed; `None` when older steps are left out.
    """

    path: str
    headline: str
    article: str
    section: SectionRef
    steps: tuple[VersionStep, ...] = ()
    first: FirstVersion | None = None
