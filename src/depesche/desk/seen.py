"""What each person has opened: the inbox shows them what is unread, whoever else has read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from depesche.desk import versions
from depesche.desk.models import Item, Seen


def see(item: Item, user: Any, *, at: datetime) -> None:
    """Note that `user` has opened the item, whose page names the versions below it. Doing so again changes nothing."""
    shown = {item.pk, *versions.below(item).values_list("pk", flat=True)}
    new = shown.difference(Seen.objects.filter(user=user.pk, item__in=shown).values_list("item_id", flat=True))
    if new:
        rows = [Seen(user_id=user.pk, item_id=key, at=at) for key in sorted(new)]
        Seen.objects.bulk_create(rows, ignore_conflicts=True)


def unread(user: Any) -> Q:
    """Items that `user` has not opened."""
    return ~Q(Exists(Seen.objects.filter(user=user.pk, item=OuterRef("pk"))))


def of(items: Iterable[Item], user: Any) -> set[str]:
    """The keys of those items that `user` has opened."""
    keys = [item.pk for item in items]
    return set(Seen.objects.filter(user=user.pk, item__in=keys).values_list("item_id", flat=True))


def head(user: Any) -> int:
    """Changes whenever `user` has opened one more."""
    last = Seen.objects.filter(user=user.pk).order_by("-pk").values_list("pk", flat=True).first()
    return last or 0
