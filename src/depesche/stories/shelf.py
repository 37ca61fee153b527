"""Documents that were made before, kept at hand: a list of sixty stories asks the database for sixty versions only.

An article's document is the same as long as its version is, unless something that stands on it changed elsewhere (a
section's name, an author's): such a change orders a rebuild, and the newest order's key is the epoch below.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Generic, TypeVar

from django.db.models import Max, QuerySet

from depesche.bakery import schema
from depesche.stories import documents, selectors
from depesche.stories.models import ArticlePage, Change

MOST_ARTICLES = 400
MOST_CARDS = 6000

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")
Version = tuple[int, int, int]
"""Key and version of an article, and the epoch."""


class Shelf(Generic[_K, _V]):
    """The most recently used so many values; safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[_K, _V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _K) -> _V | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: _K, value: _V) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


_articles: Shelf[Version, schema.ArticleDocument] = Shelf(MOST_ARTICLES)
_cards: Shelf[Version, schema.Card] = Shelf(MOST_CARDS)


_epoch: ContextVar[int | None] = ContextVar("epoch_of_documents", default=None)


@contextmanager
def one_epoch() -> Iterator[None]:
    """Inside, the epoch is asked once: a rebuild that is ordered meanwhile bakes anew whatever is made here."""
    token = _epoch.set(_newest_epoch())
    try:
        yield
    finally:
        _epoch.reset(token)


def _newest_epoch() -> int:
    return Change.objects.filter(kind=Change.Kind.REBUILD).aggregate(newest=Max("pk"))["newest"] or 0


def clear() -> None:
    """Forget everything: for tests, whose databases start anew."""
    _articles.clear()
    _cards.clear()


def articles(pages: QuerySet[ArticlePage], *, most: int) -> tuple[schema.ArticleDocument, ...]:
    """The documents (without related) of the first `most` of `pages`, in their order."""
    return tuple(articles_by_key(pages, most=most).values())


def articles_by_key(pages: QuerySet[ArticlePage], *, most: int) -> dict[int, schema.ArticleDocument]:
    """The documents (without related) of the first `most` of `pages`, by their articles' keys."""
    return _by_key(pages, most, _articles, documents.article, selectors.with_all)


def cards(pages: QuerySet[ArticlePage], *, most: int) -> tuple[schema.Card, ...]:
    """The cards of the first `most` of `pages`, in their order."""
    return tuple(cards_by_key(pages, most=most).values())


def cards_by_key(pages: QuerySet[ArticlePage], *, most: int) -> dict[int, schema.Card]:
    """The cards of the first `most` of `pages`, by their articles' keys."""
    return _by_key(pages, most, _cards, documents.card, selectors.with_cards)


def _by_key(
    pages: QuerySet[ArticlePage],
    most: int,
    shelf: Shelf[Version, _V],
    make: Callable[[ArticlePage], _V],
    load: Callable[[QuerySet[ArticlePage]], Iterable[ArticlePage]],
) -> dict[int, _V]:
    known = _epoch.get()
    epoch = _newest_epoch() if known is None else known
    versions = list(pages.values_list("pk", "version")[:most])
    found: dict[int, _V | None] = {pk: shelf.get((pk, version, epoch)) for pk, version in versions}
    missing = [pk for pk, value in found.items() if value is None]
    for page in load(pages.model.objects.filter(pk__in=missing)) if missing else ():
        made = found[page.pk] = make(page)
        shelf.put((page.pk, page.version, epoch), made)
    return {pk: value for pk, _version in versions if (value := found[pk]) is not None}
