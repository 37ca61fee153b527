"""The inbox's count of changes: a list that shows what stood at number n asks for what came after n."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, QuerySet

from depesche.desk.models import InboxCounter, Item

_ROW = 1


def take(count: int = 1) -> int:
    """Reserve `count` numbers; the first of them. Only inside a transaction, which then holds the counter's lock."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("changes.take needs a transaction")
    if not InboxCounter.objects.filter(pk=_ROW).update(value=F("value") + count):
        InboxCounter.objects.get_or_create(pk=_ROW)
        InboxCounter.objects.filter(pk=_ROW).update(value=F("value") + count)
    return InboxCounter.objects.values_list("value", flat=True).get(pk=_ROW) - count + 1


def head() -> int:
    """The number of the latest change; 0 when nothing ever came in."""
    return InboxCounter.objects.filter(pk=_ROW).values_list("value", flat=True).first() or 0


def since(number: int) -> QuerySet[Item]:
    """Items that changed after `number`, in the order they changed."""
    return Item.objects.filter(change__gt=number).order_by("change")
