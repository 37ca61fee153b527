"""Who and what place is named in a topic's articles: read from their texts, each version once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from depesche.archive import texts
from depesche.bakery import schema
from depesche.language import names
from depesche.language.names import Kind
from depesche.stories import naming, profile_selectors, shelf

MOST = 12
LEAST_ARTICLES = 2
"""A name in one article alone is not the topic's."""
LEAST_OF_TOPIC = 3
"""Of fewer articles nothing is gathered: they are read faster."""
_kept: shelf.Shelf[tuple[str, int, datetime], frozenset[tuple[Kind, str]]] = shelf.Shelf(2000)
"""The names of articles, by identity, version and the time of the last change."""


def people(articles: Sequence[schema.ArticleDocument], *, topic: str) -> tuple[schema.Involved, ...]:
    """People whom several of these articles name, those in most of them first; each leads to the person's page, if
    there is one, else to a search in the topic. None whose page was turned off."""
    return _most_named(articles, Kind.PERSON, topic)


def places(articles: Sequence[schema.ArticleDocument], *, topic: str) -> tuple[schema.Involved, ...]:
    """Places, likewise."""
    return _most_named(articles, Kind.PLACE, topic)


def _most_named(articles: Sequence[schema.ArticleDocument], kind: Kind, topic: str) -> tuple[schema.Involved, ...]:
    if len(articles) < LEAST_OF_TOPIC:
        return ()
    by_article = [{name for one, name in _named_in(article) if one is kind} for article in articles]
    meant = _meant({name for found in by_article for name in found}) if kind is Kind.PERSON else {}
    named = Counter(one for found in by_article for one in {meant.get(name, (name, "")) for name in found} if one)
    order = sorted(named, key=lambda one: (-named[one], one))
    return tuple(
        schema.Involved(name=name, path=path or _search(name, topic), articles=named[name, path])
        for name, path in order
        if named[name, path] >= LEAST_ARTICLES and (kind is not Kind.PERSON or " " in name)
    )[:MOST]


def _meant(found: set[str]) -> dict[str, tuple[str, str] | None]:
    """Of those whose name has a page, name and address of that page; None for who shall not be named at all.

    That is whoever has the name of somebody whose page is off: nobody can tell the two apart here.
    """
    keys = {name: {naming.key_of(name), naming.key_of(name.removesuffix("s"))} for name in found}
    bearers = profile_selectors.bearers({key for some in keys.values() for key in some})
    meant: dict[str, tuple[str, str] | None] = {}
    for name in found:
        own = {profile for key in keys[name] for profile in bearers.get(key, ())}
        if any(not profile.shown for profile in own):
            meant[name] = None
        elif len(own) == 1:
            (profile,) = own
            meant[name] = (profile.name, profile.path)
    return meant


def _search(name: str, topic: str) -> str:
    return f"/suche/?{urlencode({'q': f'„{name}“', 'thema': topic})}"


def _named_in(article: schema.ArticleDocument) -> frozenset[tuple[Kind, str]]:
    key = (article.guid, article.version, article.modified)
    found = _kept.get(key)
    if found is None:
        text = f"{article.headline}.\n{texts.body_of(article)}"
        found = frozenset((mention.kind, mention.name) for mention in names.find(text))
        _kept.put(key, found)
    return found
