"""Who and what place is named in a topic's articles: read from their texts, each version once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlencode

from depesche.archive import texts
from depesche.bakery import schema
from depesche.language import names
from depesche.language.names import Kind

MOST = 12
LEAST_ARTICLES = 2
"""A name in one article alone is not the topic's."""
LEAST_OF_TOPIC = 3
"""Of fewer articles nothing is gathered: they are read faster."""
_KEPT = 2000
"""Articles whose names are kept at hand."""


def people(articles: Sequence[schema.ArticleDocument], *, topic: str) -> tuple[schema.Involved, ...]:
    """People whom several of these articles name, those in most of them first; each leads to a search in the topic."""
    return _most_named(articles, Kind.PERSON, topic)


def places(articles: Sequence[schema.ArticleDocument], *, topic: str) -> tuple[schema.Involved, ...]:
    """Places, likewise."""
    return _most_named(articles, Kind.PLACE, topic)


def _most_named(articles: Sequence[schema.ArticleDocument], kind: Kind, topic: str) -> tuple[schema.Involved, ...]:
    if len(articles) < LEAST_OF_TOPIC:
        return ()
    named = Counter(name for article in articles for one, name in _named_in(_Text(article)) if one is kind)
    order = sorted(named, key=lambda name: (-named[name], name))
    return tuple(
        schema.Involved(name=name, path=_search(name, topic), articles=named[name])
        for name in order
        if named[name] >= LEAST_ARTICLES and (kind is not Kind.PERSON or " " in name)
    )[:MOST]


def _search(name: str, topic: str) -> str:
    return f"/suche/?{urlencode({'q': f'„{name}“', 'thema': topic})}"


class _Text:
    """An article's text that is the same when its article and version are."""

    def __init__(self, article: schema.ArticleDocument) -> None:
        self._article = article
        self._key = (article.guid, article.version, article.modified)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and self._key == other._key

    def read(self) -> str:
        return f"{self._article.headline}.\n{texts.body_of(self._article)}"


@lru_cache(maxsize=_KEPT)
def _named_in(text: _Text) -> frozenset[tuple[Kind, str]]:
    return frozenset((mention.kind, mention.name) for mention in names.find(text.read()))
