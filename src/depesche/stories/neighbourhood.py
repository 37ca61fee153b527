"""Related articles: asked of the archive when an article is published, kept in rows, bounded in what they touch.

What editors pinned or banned (`curating`) comes before what the archive finds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from depesche.archive import reasons
from depesche.bakery import schema
from depesche.stories import curating, plant, selectors, shelf
from depesche.stories.addresses import path_of
from depesche.stories.footprints import from_json
from depesche.stories.models import ArticlePage, Change, Neighbour

RECIPROCAL = 8
"""So many of the nearest articles are asked anew whether the changed one now belongs among theirs."""


def spread(changes: Sequence[Change]) -> set[str]:
    """Bring the index up to date, and ask the changed articles and their nearest anew; the paths of all it concerns.

    The rows and `touched` are stored together, so that a repeat after a crash bakes the same pages.
    """
    if not changes:
        return set()
    index, public = plant.archive(), _public(changes)
    written = [change.article_id for change in changes if change.kind != Change.Kind.RELATED]
    for change in changes:
        before, after = from_json(change.before), from_json(change.after)
        if before and (after is None or after.path != before.path):
            index.remove(before.path)
    for document in shelf.articles(selectors.published().filter(pk__in=written), most=len(written)):
        index.add(document)
    index.commit()
    asked: dict[int, bool] = {}
    for change in changes:
        with transaction.atomic():
            page = public.get(change.article_id or 0)
            near = _asked_anew(change, page) if page else _offering(change)
            for other in near:
                if other.pk not in asked:
                    asked[other.pk] = refresh(other)
            touched = [path_of(other) for other in near if asked[other.pk]]
            if page is None:
                touched += _drop_offers(change)
            change.touched = list(dict.fromkeys([*change.touched, *touched]))
            change.save(update_fields=["touched"])
    return {path for change in changes for path in change.touched}


def _public(changes: Sequence[Change]) -> dict[int, ArticlePage]:
    keys = [change.article_id for change in changes if change.article_id is not None]
    return {page.pk: page for page in selectors.published().filter(pk__in=keys)}


def _asked_anew(change: Change, page: ArticlePage) -> list[ArticlePage]:
    """Whom a change of a public article concerns. One that has just become public may be pinned beside others."""
    if change.kind == Change.Kind.RELATED:
        return [page]
    return [page, *nearest(page), *([] if change.before else curating.pinning(page.pk))]


def _offering(change: Change) -> list[ArticlePage]:
    """Who offers an article that is public no more: they must look for another."""
    if change.article_id is None:
        return []
    return list(selectors.offering(change.article_id)[: selectors.MOST_OFFERS_REBAKED])


def _drop_offers(change: Change) -> list[str]:
    """Nobody offers what is public no more, even if there is nothing in its place yet; the paths of who did."""
    if change.article_id is None:
        return []
    paths = [path_of(other) for other in selectors.offering(change.article_id).select_related(None).only("url_path")]
    Neighbour.objects.filter(other=change.article_id).delete()
    return paths


def refresh(page: ArticlePage) -> bool:
    """Find a page's neighbours anew; True when they are others than before."""
    for document in shelf.articles(selectors.published().filter(pk=page.pk), most=1):
        return _keep(page, chosen(page, document))
    return _keep(page, {})


def chosen(page: ArticlePage, document: schema.ArticleDocument) -> dict[ArticlePage, str]:
    """Who is offered beside an article, public or not: what is pinned, then the nearest; each with the reason why."""
    curated = curating.of(page.pk)
    pinned = selectors.by_keys([one.other_id for one in curated.pinned])[: selectors.NEIGHBOURS]
    banned = ArticlePage.objects.filter(pk__in=[one.other_id for one in curated.banned]).only("url_path")
    found = plant.archive().offers(
        document,
        limit=selectors.NEIGHBOURS - len(pinned),
        without=[path_of(other) for other in banned],
        beside=[path_of(other) for other in pinned],
    )
    by_hand = reasons.chosen(selectors.publication_settings().language)
    return dict.fromkeys(pinned, by_hand) | _standing(found)


def nearest(page: ArticlePage) -> list[ArticlePage]:
    """The `RECIPROCAL` public articles nearest to it, best first."""
    for document in shelf.articles(selectors.published().filter(pk=page.pk), most=1):
        return list(_standing(plant.archive().offers(document, limit=RECIPROCAL)))
    return []


def _standing(found: Sequence[tuple[schema.Card, float]]) -> dict[ArticlePage, str]:
    """What the archive found, as far as it is public, with the reasons."""
    said = {card.path: card.reason for card, _score in found}
    return {other: said[path_of(other)] for other in selectors.standing_at(list(said))}


def _keep(page: ArticlePage, near: Mapping[ArticlePage, str]) -> bool:
    wanted = [(other.pk, reason) for other, reason in near.items() if other.pk != page.pk]
    with transaction.atomic():
        kept = list(Neighbour.objects.filter(article=page).values_list("other_id", "reason"))
        if kept == wanted:
            return False
        Neighbour.objects.filter(article=page).delete()
        Neighbour.objects.bulk_create(
            Neighbour(article=page, other_id=pk, rank=rank, reason=reason) for rank, (pk, reason) in enumerate(wanted)
        )
    return True
