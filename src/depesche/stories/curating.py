"""Related articles by an editor's hand: pinned ones stand first, banned ones never beside that article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from depesche.accounts.models import User
from depesche.stories import publishing, selectors
from depesche.stories.models import ArticlePage, Change, Curation

MOST_PINNED = selectors.NEIGHBOURS
"""As many as readers are offered."""


class NotPinned(Exception):
    """The article is not public, is the very same, or as many are pinned as are offered."""


@dataclass(frozen=True, slots=True)
class Curated:
    """The decisions that stand for one article: those pinned, the first of them first, and those banned."""

    pinned: tuple[Curation, ...] = ()
    banned: tuple[Curation, ...] = ()


def of(article_id: int) -> Curated:
    """What stands for an article."""
    last = _standing(Curation.objects.filter(article=article_id))
    return Curated(
        pinned=tuple(one for one in last if one.deed == Curation.Deed.PIN),
        banned=tuple(one for one in last if one.deed == Curation.Deed.BAN),
    )


def pinning(article_id: int) -> list[ArticlePage]:
    """The published articles beside which this one is pinned, the newest; as many as a withdrawal asks anew."""
    rows = _standing(Curation.objects.filter(other=article_id))
    keys = [one.article_id for one in rows if one.deed == Curation.Deed.PIN]
    return list(selectors.published().filter(pk__in=keys)[: selectors.MOST_OFFERS_REBAKED]) if keys else []


@transaction.atomic
def pin(article: ArticlePage, other: ArticlePage, *, user: User | None = None) -> None:
    """Offer `other` beside `article`, before all that the archive finds. Raises `NotPinned`."""
    _lock(article)
    pinned = [one.other_id for one in of(article.pk).pinned if one.other_id != other.pk]
    shown = selectors.published().filter(pk__in=pinned).count()
    if other.pk == article.pk or shown >= MOST_PINNED or not selectors.published().filter(pk=other.pk).exists():
        raise NotPinned
    _decide(article, other, Curation.Deed.PIN, user)


@transaction.atomic
def ban(article: ArticlePage, other: ArticlePage, *, user: User | None = None) -> None:
    """Never offer `other` beside `article`."""
    _lock(article)
    _decide(article, other, Curation.Deed.BAN, user)


@transaction.atomic
def free(article: ArticlePage, other: ArticlePage, *, user: User | None = None) -> None:
    """Leave it to the archive again whether `other` is offered."""
    _lock(article)
    _decide(article, other, Curation.Deed.FREE, user)


def _decide(article: ArticlePage, other: ArticlePage, deed: Curation.Deed, user: User | None) -> None:
    before = Curation.objects.filter(article=article.pk, other=other.pk).last()
    if (before.deed if before else Curation.Deed.FREE) == deed:
        return
    Curation.objects.create(
        article_id=article.pk,
        other_id=other.pk,
        deed=deed,
        made_at=timezone.now(),
        made_by=user,
        name=str(user)[:200] if user else "",
    )
    if selectors.published().filter(pk=article.pk).exists():
        publishing.record(Change.Kind.RELATED, article=article, meaningful=False)


def _lock(article: ArticlePage) -> None:
    """One decision on an article at a time."""
    ArticlePage.objects.select_for_update(of=("self",)).filter(pk=article.pk).values_list("pk").first()


def _standing(rows: Iterable[Curation]) -> list[Curation]:
    """Of each two articles the last decision, in the order in which they were made."""
    last = {(one.article_id, one.other_id): one for one in sorted(rows, key=lambda row: row.pk)}
    return sorted(last.values(), key=lambda row: row.pk)
