"""Somebody, or a body, in the news: what was said, and where the name stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from depesche.bakery.schema.blocks import RelatedLink
from depesche.bakery.schema.cards import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRef:
    """One whom an article names. `kind` is "person" or "organisation"; `role` and `note` say which one."""

    name: str
    path: str
    kind: str = "person"
    role: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words that were said, on a day of the publication's calendar; `source` is the article that holds them."""

    text: str
    day: date
    language: str = "de"
    source: RelatedLink


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileDocument:
    """The page of a person or organisation. `kind` is as in `ProfileRef`.

    `sayings` are what an editor confirmed, and `cards` the articles that hold the name: both the newest first.
    `older` leads to more of these in the search.
    """

    path: str
    kind: str
    name: str
    role: str = ""
    note: str = ""
    sayings: tuple[Saying, ...] = ()
    cards: tuple[Card, ...] = ()
    older: RelatedLink | None = None
