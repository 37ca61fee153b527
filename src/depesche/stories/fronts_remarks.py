"""What an editor is told about placed cards: why one is not on the page, or should not be there much longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from depesche.stories.fronts_arrangement import OPENING, Arrangement, Placement
from depesche.stories.fronts_filling import Filled
from depesche.stories.models import ArticlePage

STALE = timedelta(hours=36)
"""A story that nothing was added to for so long is no news at the top of a page."""


class Kind(Enum):
    """The first four are never shown to readers, whatever the arrangement says."""

    DELETED = "deleted"
    WITHDRAWN = "withdrawn"
    EMBARGOED = "embargoed"
    UNPUBLISHED = "unpublished"
    ENDED = "ended"
    WAITING = "waiting"
    TWICE = "twice"
    STALE = "stale"
    SUBLINKS = "sublinks"


@dataclass(frozen=True, slots=True)
class Remark:
    """`at` is the time it is about, if any."""

    kind: Kind
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the desk must know of a placed article, public or not."""

    headline: str
    live: bool
    version: int
    updated: datetime | None
    comes: datetime | None
    embargo: str

    def remark(self) -> Remark | None:
        """Why readers do not see it; `None` when it is public."""
        if self.live:
            return None
        if self.version:
            return Remark(Kind.WITHDRAWN)
        if self.comes is not None or self.embargo != ArticlePage.Embargo.NONE:
            return Remark(Kind.EMBARGOED, self.comes)
        return Remark(Kind.UNPUBLISHED)


def stories(arrangement: Arrangement) -> dict[int, Story]:
    """The articles of all placed cards and sublinks, by key. One query."""
    keys = {card.article for _container, card in arrangement.placements()}
    keys |= {link.article for _container, card in arrangement.placements() for link in card.sublinks}
    rows = ArticlePage.objects.filter(pk__in=keys)
    return {
        page.pk: Story(
            headline=page.draft_title or page.title,
            live=page.live,
            version=page.version,
            updated=page.updated_at,
            comes=page.go_live_at or page.embargo_until,
            embargo=page.embargo,
        )
        for page in rows.defer("body")
    }


def remarks(
    arrangement: Arrangement, filled: Sequence[Filled], known: Mapping[int, Story], *, at: datetime
) -> dict[str, list[Remark]]:
    """For each card's key what is to be said of it."""
    shown = {slot.placement.key: slot for one in filled for slot in one.slots if slot.placement is not None}
    on_page = {slot.article for one in filled for slot in one.slots}
    found: dict[str, list[Remark]] = {}
    for container, card in arrangement.placements():
        said = [_why_hidden(card, known, on_page, at)] if card.key not in shown else []
        story = known.get(card.article)
        if card.key in shown:
            if container.kind in OPENING and story and story.updated and at - story.updated > STALE:
                said.append(Remark(Kind.STALE, story.updated))
            if len(shown[card.key].card.sublinks) < len(card.sublinks):
                said.append(Remark(Kind.SUBLINKS))
        found[card.key] = said
    return found


def _why_hidden(card: Placement, known: Mapping[int, Story], on_page: set[int], at: datetime) -> Remark:
    story = known.get(card.article)
    if story is None:
        return Remark(Kind.DELETED)
    if remark := story.remark():
        return remark
    if card.has_ended(at):
        return Remark(Kind.ENDED, card.until)
    return Remark(Kind.TWICE if card.article in on_page else Kind.WAITING)
