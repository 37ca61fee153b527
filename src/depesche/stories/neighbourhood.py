"""Related articles: asked of the archive when an article is published, kept in rows, bounded in what they touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from depesche.bakery import schema
from depesche.stories import documents, plant, selectors
from depesche.stories.addresses import path_of
from depesche.stories.footprints import from_json
from depesche.stories.models import ArticlePage, Change, Neighbour

RECIPROCAL = 8
"""So many of the nearest articles are asked anew whether the changed one now belongs among theirs."""


def update(changes: Sequence[Change]) -> None:
    """Bring index and rows up to date; each change's `touched` then names the other articles it concerns."""
    index = plant.archive()
    public: dict[int, tuple[ArticlePage, schema.ArticleDocument]] = {}
    for change in changes:
        before, after = from_json(change.before), from_json(change.after)
        if before and (after is None or after.path != before.path):
            index.remove(before.path)
        page = selectors.published().filter(pk=change.article_id).first() if change.article_id else None
        if page is not None:
            public[change.pk] = page, documents.article(page, with_related=False)
            index.add(public[change.pk][1])
    index.commit()
    for change in changes:
        with transaction.atomic():
            touched = _meet(*public[change.pk]) if change.pk in public else _forget(change)
            change.touched = list(dict.fromkeys([*change.touched, *touched]))
            change.save(update_fields=["touched"])


def _meet(page: ArticlePage, document: schema.ArticleDocument) -> list[str]:
    """Find the neighbours of a published article, and ask the nearest whether it is now one of theirs."""
    near = _pages(path for path, _score in plant.archive().related(document, limit=RECIPROCAL))
    _keep(page, near[: selectors.NEIGHBOURS])
    return [path_of(other) for other in near if _refresh(other)]


def _forget(change: Change) -> list[str]:
    """Nobody offers a withdrawn article: those who did look for another."""
    if change.article_id is None:
        return []
    offering = list(selectors.offering(change.article_id)[: selectors.MOST_OFFERS_REBAKED])
    for page in offering:
        _refresh(page)
    return [path_of(page) for page in offering]


def _refresh(page: ArticlePage) -> bool:
    near = plant.archive().related(documents.article(page, with_related=False), limit=selectors.NEIGHBOURS)
    return _keep(page, _pages(path for path, _score in near))


def _keep(page: ArticlePage, near: Iterable[ArticlePage]) -> bool:
    """Store the neighbours of a page; True when they are others than before."""
    wanted = [other.pk for other in near if other.pk != page.pk]
    kept = list(Neighbour.objects.filter(article=page).values_list("other_id", flat=True))
    if kept == wanted:
        return False
    Neighbour.objects.filter(article=page).delete()
    Neighbour.objects.bulk_create(Neighbour(article=page, other_id=pk, rank=rank) for rank, pk in enumerate(wanted))
    return True


def _pages(paths: Iterable[str]) -> list[ArticlePage]:
    """Published articles at those paths, in their order."""
    parts = (path.strip("/").split("/", 1) for path in paths)
    found = (selectors.article_at(*pair) for pair in parts if len(pair) == 2)
    return [page for page in found if page is not None and page.live]
