"""The one door of topics: every save and every deletion of one passes here, whoever makes it.

What changes on the topic's own page is baked at once. When its name or address changes, so do its articles: the newest
at once, the rest by errands, a batch each, so that no publish waits and no cost is without bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.dispatch import Signal
from django.utils import timezone

from depesche.stories import fronts_touching
from depesche.stories.addresses import path_of
from depesche.stories.outbox import Change, change_committed

if TYPE_CHECKING:
    from depesche.accounts.models import User
    from depesche.stories.pages import ArticlePage
    from depesche.stories.taxonomy import Topic

articles_relabelled = Signal()
"""Sent in the transaction, with the `keys` of articles that other topics stand on now, a batch at a time."""

AT_ONCE = 40
"""Of the articles whose topics change, the newest so many are baked with the change itself."""
BATCH = 100
"""So many of the others are baked, and written into the archive, by one errand."""
_SHOWN = ("name", "slug", "mediatopic")
"""What articles say of a topic."""
_SITEMAP = "/sitemap-pages.xml"


def path_of_topic(slug: str) -> str:
    return f"/thema/{slug}/"


def paths_of(*slugs: str) -> list[str]:
    """The page and the feeds of each of those topics."""
    return [path_of_topic(slug) + name for slug in slugs for name in ("", "feed.xml")]


def fronts_with(*slugs: str) -> list[str]:
    """Paths of the arranged fronts that draw from those topics."""
    return fronts_touching.paths([("topic", slug) for slug in slugs])


@contextmanager
def recording(topic: Topic) -> Iterator[None]:
    """Wrap a save of a topic: keep its former address, and record what readers are owed."""
    with transaction.atomic():
        before = type(topic).objects.filter(pk=topic.pk).first() if topic.pk else None
        yield
        topic.former.model.objects.filter(slug=topic.slug).delete()  # What stands there now is this one.
        if before is None:
            record(touched=[*paths_of(topic.slug), _SITEMAP], told=False)
            return
        if all(getattr(before, name) == getattr(topic, name) for name in _SHOWN):
            record(touched=paths_of(topic.slug))
            return
        moved = before.slug != topic.slug
        if moved:
            keep_address(before.slug, name=before.name, topic=topic)
        slugs = (topic.slug, before.slug) if moved else (topic.slug,)
        articles = follow(topic.articles.all())
        record(touched=[*paths_of(*slugs), *fronts_with(*slugs), *articles, *([_SITEMAP] if moved else [])])


def deleted(topic: Topic) -> None:
    """Before a topic goes: its pages go too, and its articles no longer name it."""
    with transaction.atomic():
        articles = follow(topic.articles.all())
        former = topic.former.values_list("slug", flat=True)
        fronts = fronts_with(topic.slug, *former)
        record(touched=[*paths_of(topic.slug, *former), *fronts, *articles, _SITEMAP])


def record(*, touched: Iterable[str], told: bool = True) -> Change:
    """Put a change of topics into the outbox, and carry it out once the transaction is committed.

    `told`: whether there may be readers who have the topic's page open.
    """
    change = Change.objects.create(kind=Change.Kind.TOPIC, touched=list(dict.fromkeys(touched)), meaningful=told)
    transaction.on_commit(lambda: change_committed.send(Change, change=change), robust=True)
    return change


def keep_address(slug: str, *, name: str, topic: Topic, key: int | None = None) -> None:
    """From now on that address leads to `topic`."""
    facts = {"name": name, "topic": topic, "key": key}
    topic.former.model.objects.update_or_create(slug=slug, defaults=facts)


def follow(articles: QuerySet[ArticlePage]) -> list[str]:
    """Other topics stand on these articles now: a new version of each public one; the paths to bake at once."""
    model, keys = articles.model, list(articles.values_list("pk", flat=True))
    public: list[tuple[datetime, int]] = []
    for start in range(0, len(keys), BATCH):
        some = model.objects.filter(pk__in=keys[start : start + BATCH], live=True, updated_at__isnull=False)
        public += some.values_list("updated_at", "pk")
        some.update(version=F("version") + 1)
    newest = [key for _at, key in sorted(public, reverse=True)]
    for start in range(0, len(newest), BATCH):
        articles_relabelled.send(model, keys=newest[start : start + BATCH])
    first = model.objects.in_bulk(newest[:AT_ONCE])
    return [path_of(first[key]) for key in newest[:AT_ONCE]]


def note(topic: Topic, deed: str, *, user: User | None, **what: Any) -> None:
    """Keep who did what to a topic."""
    topic.steps.create(
        topic_name=topic.name,
        deed=deed,
        what=what,
        made_at=timezone.now(),
        made_by=user,
        name=(user.get_full_name() or user.get_username()) if user else "",
    )
