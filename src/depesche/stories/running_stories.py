"""Running stories: groups of the last days' articles that tell of the same and have no topic of their own yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from depesche.archive import clusters, texts
from depesche.bakery import schema
from depesche.language import names
from depesche.language.names import Kind
from depesche.stories import plant, selectors, shelf
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage

DAYS = 7
READ = 120
"""Of the last days' articles the newest so many are asked for their nearest."""
NEAREST = 8
MOST = 12
"""Stories that are proposed, the largest."""
_OWN = 0.6
"""A topic that so much of a group has, and hardly anything else, is the group's own."""


@dataclass(frozen=True, slots=True)
class Story:
    """A group of articles, the newest first, with a name for a topic as a guess."""

    name: str
    articles: tuple[ArticlePage, ...]


def proposed(*, now: datetime) -> list[Story]:
    """The largest first; nothing while the archive is away."""
    recent = selectors.published().filter(first_published_at__gte=now - timedelta(days=DAYS))
    pages = {path_of(page): page for page in recent[:READ]}
    try:
        near = {path: _nearest(path) for path in pages}
    except OSError:
        return []
    groups = [[pages[path] for path in group] for group in clusters.clusters(near)]
    topics = selectors.topics_of([page.pk for page in pages.values()])
    having = Counter(key for keys in topics.values() for key in keys)
    fresh = [group for group in groups if not _has_own(group, topics, having)][:MOST]
    return [Story(_name(group), tuple(group)) for group in fresh]


def _nearest(path: str) -> dict[str, float]:
    return {card.path: score for card, score in plant.archive().related_to(path, NEAREST) or ()}


def _has_own(group: Sequence[ArticlePage], topics: dict[int, list[int]], having: Counter[int]) -> bool:
    shared = Counter(key for page in group for key in topics.get(page.pk, ()))
    return any(count >= _OWN * len(group) and having[key] <= 2 * len(group) for key, count in shared.items())


def _name(group: Sequence[ArticlePage]) -> str:
    """The kicker that most of them have, else the place, organisation or person most of them name, else a headline."""
    documents = shelf.articles(selectors.published().filter(pk__in=[page.pk for page in group]), most=len(group))
    half = len(group) / 2
    kickers = Counter(document.kicker for document in documents if document.kicker)
    named = Counter(name for document in documents for name in _named(document))
    for found in (kickers, named):
        if found and found.most_common(1)[0][1] > half:
            return found.most_common(1)[0][0]
    return str(group[0].title)


def _named(document: schema.ArticleDocument) -> set[str]:
    text = f"{document.headline}.\n{texts.body_of(document)}"
    return {mention.name for mention in names.find(text) if mention.kind is not Kind.PERSON or " " in mention.name}
