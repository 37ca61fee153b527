"""A story as it is offered elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from depesche.bakery.schema.blocks import RelatedLink
from depesche.bakery.schema.pictures import Picture
from depesche.bakery.schema.publication import SectionRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story as it is offered elsewhere: on fronts, in lists, among related articles. `uri` is the article's own.

    `size` and `sublinks` are an editor's, on fronts: "large", "small" or empty for the usual; lines under the card.
    """

    path: str
    uri: str = ""
    headline: str
    teaser: str = ""
    kicker: str = ""
    section: SectionRef
    first_published: datetime
    updated: datetime
    byline: str = ""
    picture: Picture | None = None
    reason: str = ""
    urgency: int = 5
    is_live: bool = False
    size: str = ""
    sublinks: tuple[RelatedLink, ...] = ()
