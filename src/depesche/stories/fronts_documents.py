"""Arranged fronts as documents: the front page, and what an editor put above a section's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from depesche.bakery import schema
from depesche.stories import fronts_arrangement, fronts_filling, selectors, shelf
from depesche.stories.fronts_arrangement import BRIEFS, LEAD, OPENING, SECONDS, Arrangement
from depesche.stories.fronts_filling import Filled
from depesche.stories.fronts_rows import Front

LIVE = 4


def live_of(page_id: int) -> Arrangement | None:
    """What was published for a page; `None` while it makes itself."""
    live = Front.objects.filter(page=page_id).values_list("live", flat=True).first()
    return fronts_arrangement.from_json(live) if live else None


def of_itself() -> Arrangement:
    """The front page that nobody arranged."""
    return fronts_arrangement.skeleton(page.slug for page in selectors.sections())


def front(arrangement: Arrangement, *, at: datetime) -> schema.FrontDocument:
    """The front page, arranged. No story stands twice; the live strip names what is on air once more."""
    filled = fronts_filling.fill(arrangement, at=at)
    lead, seconds = _opening(filled)
    return schema.FrontDocument(
        live=shelf.cards(selectors.running(), most=LIVE),
        lead=lead,
        seconds=seconds,
        briefs=_cards(filled, BRIEFS),
        bands=_bands(filled),
    )


def above_list(document: schema.ListDocument, arrangement: Arrangement, *, at: datetime) -> schema.ListDocument:
    """A section's page with what was arranged on top; its list goes on without those stories."""
    filled = fronts_filling.fill(arrangement, at=at)
    lead, seconds = _opening(filled)
    arranged = replace(document, lead=lead, seconds=seconds, briefs=_cards(filled, BRIEFS), bands=_bands(filled))
    above = {card.path for one in filled for card in one.cards}
    return replace(arranged, cards=tuple(card for card in document.cards if card.path not in above))


def _opening(filled: Sequence[Filled]) -> tuple[schema.Card | None, tuple[schema.Card, ...]]:
    """A page whose lead fell out begins with its first second."""
    lead, seconds = _cards(filled, LEAD), _cards(filled, SECONDS)
    first, *rest = (*lead, *seconds) or (None,)
    return first, tuple(card for card in rest if card is not None)


def _cards(filled: Sequence[Filled], kind: str) -> tuple[schema.Card, ...]:
    return tuple(card for one in filled if one.container.kind == kind for card in one.cards)


def _bands(filled: Sequence[Filled]) -> tuple[schema.Band, ...]:
    rest = (one for one in filled if one.container.kind not in OPENING and one.cards)
    return tuple(schema.Band(section=one.section, title=one.title, path=one.link, cards=one.cards) for one in rest)
