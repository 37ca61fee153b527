"""Pages that lead to stories: the front page, sections, topics, corrections."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.bakery.schema.article import Correction
from depesche.bakery.schema.blocks import RelatedLink
from depesche.bakery.schema.breaking import BreakingLine
from depesche.bakery.schema.cards import Card
from depesche.bakery.schema.dossiers import Dossier
from depesche.bakery.schema.notices import Retraction
from depesche.bakery.schema.publication import SectionRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of a front: a section's, newest first, or one that editors made up, with a title or without.

    `section` gives it its colour; `path` is where the title leads, if not to the section.
    """

    section: SectionRef | None = None
    title: str = ""
    path: str = ""
    cards: tuple[Card, ...]

    @property
    def name(self) -> str:
        return self.title or (self.section.name if self.section else "")

    @property
    def link(self) -> str:
        return self.path or (self.section.path if self.section else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontDocument:
    """The front page: one lead, a few seconds, briefs, then bands. No story stands twice.

    `live` are the live blogs that run now, named once more in a strip at the top wherever they stand.
    """

    path: str = "/"
    live: tuple[Card, ...] = ()
    lead: Card | None = None
    seconds: tuple[Card, ...] = ()
    briefs: tuple[Card, ...] = ()
    bands: tuple[Band, ...] = ()
    breaking: BreakingLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDocument:
    """A page that lists stories, newest first: a section, a topic, a person.

    `kind` is "section", "topic" or "person". `section` is set on section pages, `role` on persons'.
    `older` links the month archive, or a person's work in the search; `dossier` is a topic's.
    `lead`, `seconds`, `briefs` and `bands` are what editors arranged above the list, which goes on without it.
    """

    path: str
    kind: str
    title: str
    lead_in: str = ""
    role: str = ""
    section: SectionRef | None = None
    lead: Card | None = None
    seconds: tuple[Card, ...] = ()
    briefs: tuple[Card, ...] = ()
    bands: tuple[Band, ...] = ()
    cards: tuple[Card, ...] = ()
    older: RelatedLink | None = None
    dossier: Dossier | None = None
    breaking: BreakingLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    correction: Correction
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsDocument:
    path: str = "/korrekturen/"
    retractions: tuple[Retraction, ...] = ()
    entries: tuple[CorrectionEntry, ...] = ()
