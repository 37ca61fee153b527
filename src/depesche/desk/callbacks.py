"""Calls on record: who confirmed an item on the telephone, to whom, when. Nothing is ever removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from depesche.desk import changes
from depesche.desk.models import Confirmation, Item


@transaction.atomic
def confirm(item_id: str, user: Any, *, person: str, number: str = "", note: str = "", at: datetime) -> Confirmation:
    """Put a call on record. Raises `Item.DoesNotExist`."""
    item = Item.objects.select_for_update(of=("self",)).get(pk=item_id)
    made = Confirmation.objects.create(item=item, user=user, person=person, number=number, note=note, at=at)
    _mark(item)
    return made


@transaction.atomic
def take_back(item_id: str, number: int, user: Any, *, at: datetime) -> None:
    """Say that a confirmation does not count. Its record stays, with who took it back."""
    item = Item.objects.select_for_update(of=("self",)).get(pk=item_id)
    found = Confirmation.objects.filter(item=item, pk=number, undone_at=None)
    if found.update(undone_at=at, undone_by=user):
        _mark(item)


def _mark(item: Item) -> None:
    """The latest call that counts, on the item itself, where lists see it."""
    counting = item.confirmations.filter(undone_at=None).order_by("-at").values_list("at", flat=True)
    Item.objects.filter(pk=item.pk).update(confirmed_at=counting.first(), change=changes.take())
