"""Documents of people and organisations: their pages, their feeds, and how articles and topics name them."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from depesche.bakery import schema
from depesche.stories import profile_selectors, selectors, shelf
from depesche.stories.addresses import path_of
from depesche.stories.models import Profile

MOST_SAID = 60
"""Quotations on a page, the newest."""
MOST_LINKED = 12
"""Of those an article names, the first so many are linked below it."""


def page(row: Profile) -> schema.ProfileDocument:
    """What stands at the address of a profile that is on."""
    articles = profile_selectors.articles_naming(row)
    cards = shelf.cards(articles, most=selectors.LIST_LENGTH)
    is_whole = len(cards) < selectors.LIST_LENGTH or not articles[selectors.LIST_LENGTH :].exists()
    return schema.ProfileDocument(
        path=row.path,
        kind=row.kind,
        name=row.name,
        role=row.role,
        note=row.note,
        sayings=tuple(
            schema.Saying(
                text=said.text,
                day=said.day,
                language=said.article.language or selectors.publication_settings().language,
                source=schema.RelatedLink(url=path_of(said.article), text=said.article.title),
            )
            for said in profile_selectors.quotations_of(row)[:MOST_SAID]
        ),
        cards=cards,
        older=None if is_whole else schema.RelatedLink(url=search_for(row.name), text=""),
    )


def feed(row: Profile) -> schema.FeedDocument:
    title = f"{selectors.publication_settings().name}: {row.name}"
    newest = shelf.articles(profile_selectors.articles_naming(row), most=selectors.FEED_LENGTH)
    return schema.FeedDocument(path=row.path, title=title, articles=newest)


def named_in(articles: Collection[int]) -> dict[int, tuple[schema.ProfileRef, ...]]:
    """Whom each of those articles names, of those whose pages are on."""
    found = profile_selectors.named_in(articles)
    return {key: tuple(ref(row) for row in rows[:MOST_LINKED]) for key, rows in found.items()}


def ref(row: Profile) -> schema.ProfileRef:
    return schema.ProfileRef(name=row.name, path=row.path, kind=row.kind, role=row.role, note=row.note)


def search_for(name: str) -> str:
    """The address of a search for a name as it stands."""
    return f"/suche/?{urlencode({'q': f'„{name}“'})}"
