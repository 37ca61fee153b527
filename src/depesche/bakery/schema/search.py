"""The search page: what was asked, what was found, and where to go on from there."""

from __future__ import annotations

from dataclasses import dataclass, fields
from urllib.parse import urlencode

from depesche.bakery.schema.cards import Card
from depesche.bakery.schema.profiles import ProfileRef

SPANS = ("tag", "woche", "monat", "jahr")
"""Stretches of time up to now, as they stand in addresses: a day, a week, a month, a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found story. `snippet_html` holds plain text with matches in `<mark>`."""

    card: Card
    snippet_html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """What narrows a search down, as it stands in the form and in the address.

    `ressort` is a section's slug, `thema` and `autor` are what the reader typed, `zeit` is one of `SPANS`, `von` and
    `bis` are days (ISO 8601), both included.
    """

    ressort: str = ""
    thema: str = ""
    autor: str = ""
    zeit: str = ""
    von: str = ""
    bis: str = ""

    def given(self) -> dict[str, str]:
        """Those that are set."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """Results for `query`; `note` tells the reader in words when search is limited. Never stored.

    `page` is the one shown of `pages`, both from 1. `suggestion` is what was probably meant; with `is_corrected` the
    hits are for it. `unfiltered` counts what there would be without filters. `topics` and `authors` are offered
    while the reader types. `profiles` are people and organisations of the very name that was asked for.
    """

    path: str = "/suche/"
    query: str = ""
    filters: SearchFilters = SearchFilters()
    hits: tuple[Hit, ...] = ()
    total: int = 0
    note: str = ""
    page: int = 1
    pages: int = 1
    page_length: int = 20
    suggestion: str = ""
    is_corrected: bool = False
    unfiltered: int = 0
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    profiles: tuple[ProfileRef, ...] = ()

    @property
    def is_asked(self) -> bool:
        return bool(self.query or self.filters.given())

    @property
    def is_cut(self) -> bool:
        """Whether this is the last page that is shown, and there is more."""
        return self.page == self.pages and self.total > self.page * self.page_length

    @property
    def unquoted(self) -> str:
        """The query without quotation marks; empty when there are none."""
        bare = self.query.translate(dict.fromkeys(map(ord, '"„“”«»')))
        return bare if bare != self.query else ""

    def link(self, *, query: str | None = None, page: int = 1, filtered: bool = True) -> str:
        """The address of another page of the results, of another query, or of this one without filters."""
        values = {"q": self.query if query is None else query, **(self.filters.given() if filtered else {})}
        return f"{self.path}?{urlencode(values | ({'seite': str(page)} if page > 1 else {}))}"
