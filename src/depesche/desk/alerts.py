"""Corrections of what was printed already: the desk is told when one comes, until somebody has dealt with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from depesche.desk import changes, versions
from depesche.desk.models import Alert, Item


def raise_for(item: Item, *, at: datetime) -> list[Alert]:
    """Alerts for the articles that were made of what `item` corrects, or of its sender's earlier versions.

    A copy of what was corrected before raises none, nor does a version that a newer one overtook on its way.
    """
    of_sender = Q(sender_domain=item.sender_domain) if item.sender_domain else Q(uri=item.uri, kind=item.kind)
    if item.disputes is not None:
        used = _used(item.disputes.family).filter(Q() if item.known_sender else of_sender)
    else:
        used = _used(item.family).exclude(pk=item.pk)
        if item.corrects_id is None:
            used = used.filter(of_sender, rank__lte=item.rank).exclude(uri="", sender_domain="")
    if item.repeats_id is not None:
        return []
    articles = dict.fromkeys(used.order_by("pk").values_list("article_id", flat=True))
    return [_raise(item, article, at=at) for article in articles]


def raise_above(item: Item, article_id: int, *, at: datetime) -> list[Alert]:
    """An alert for an article that was made of `item` although a correction or withdrawal stands above that."""
    said = versions.families([item]).get(item.family, versions.Family()).said_above(item)
    last = max(said, key=versions.place, default=None)
    return [_raise(last, article_id, at=at)] if last is not None else []


def _used(family: str) -> QuerySet[Item]:
    """The versions of a story that articles were made of."""
    return Item.objects.filter(family=family, article__isnull=False).exclude(family="")


def _raise(item: Item, article_id: int, *, at: datetime) -> Alert:
    return Alert.objects.get_or_create(item=item, article_id=article_id, defaults={"at": at})[0]


def waiting() -> QuerySet[Alert]:
    """Alerts that nobody has dealt with, the newest first."""
    return Alert.objects.filter(done_at=None).select_related("item", "article", "article__owner")


def waiting_for(article_id: int) -> list[Alert]:
    """The open alerts of one article."""
    return list(waiting().filter(article=article_id))


@transaction.atomic
def settle(item_id: str, user: Any, *, at: datetime) -> int:
    """Say that all alerts of an item are dealt with; how many were open."""
    count = Alert.objects.filter(item=item_id, done_at=None).update(done_at=at, done_by=user)
    if count:
        Item.objects.filter(pk=item_id).update(change=changes.take())
    return count
