"""Corrections of what was printed already: the desk is told when one comes, until somebody has dealt with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from depesche.desk import changes
from depesche.desk.models import Alert, Item


def raise_for(item: Item, *, at: datetime) -> list[Alert]:
    """Alerts for the articles that were made of what `item` corrects, or of its sender's earlier versions."""
    if not item.family:
        return []
    of_sender = Q(sender_domain=item.sender_domain) if item.sender_domain else Q(uri=item.uri, kind=item.kind)
    versions = Item.objects.filter(family=item.family, article__isnull=False).exclude(pk=item.pk)
    if item.corrects_id is None:
        versions = versions.filter(of_sender).exclude(uri="", sender_domain="")
    articles = dict.fromkeys(versions.order_by("pk").values_list("article_id", flat=True))
    return [Alert.objects.get_or_create(item=item, article_id=article, defaults={"at": at})[0] for article in articles]


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
