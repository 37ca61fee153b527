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
from depesche.stories import shelf

MOST = 12
LEAST_ARTICLES = 2
"""A name in one article alone is not the topic's."""
LEAST_OF_TOPIC = 3
"""Of fewer articles nothing is gathered: they are read faster."""
_kept: shelf.Shelf[tuple[str, int, datetime], frozenset[tuple[Kind, str]]] = shelf.Shelf(2000)
"""The names of articles, by identity, version and the time of the last change."""


def people(articles: Sequence[schema.ArticleDocument], *, topic: str) -> tuple[schema.Involved, ...]:
    """People whom several of these articles name, those in most of them first; each leads to a search in the topic."""
    return _most_named(articles, Kind.PERSON, topic)


def places(articles: Sequence[schema.ArticleDocument], *, topic: str) -> tuple[schema.Involved, ...]:
    """Places, likewise."""
    return _most_named(articles, Kind.PLACE, topic)


def _most_named(articles: Sequence[schema.ArticleDocument], kind: Kind, topic: str) -> tuple[schema.Involved, ...]:
    if len(articles) < LEAST_OF_TOPIC:
        return ()
    named = Counter(name for article in articles for one, name in _named_in(article) if one is kind)
    order = sorted(named, key=lambda name: (-named[name], name))
    return tuple(
        schema.Involved(name=name, path=_search(name, topic), articles=named[name])
        for name in order
        if named[name] >= LEAST_ARTICLES and (kind is not Kind.PERSON or " " in name)
    )[:MOST]


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
