"""Making several items of one mail that holds several releases. Can be repeated: the parts keep their keys."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from depesche.desk import inbox
from depesche.desk.models import Item, Status

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

OWN = frozenset(
    {"id", "status", "reason", "change", "parts", "identity", "uri", "version", "message_id", "family"}
    | {"rank", "repeats", "disputes", "claimed_by", "claimed_at", "article"}
)
"""Fields that a part does not take over from the mail. An embargo of the mail is one of each part."""
_PART = re.compile(r"-t[0-9]+$")


def key(whole: str, number: int) -> str:
    """The key of a mail's part; `number` counts from 1."""
    return f"{whole}-t{number}"


def key_of_whole(key: str) -> str:
    """The key of the mail that a part is of; of any other item its own."""
    return _PART.sub("", key)


def parts_of(whole: Item) -> list[Item]:
    """The items that were made of a mail's parts, in their order; none when it was never divided."""
    if len(whole.parts) < 2:
        return []
    found = Item.objects.in_bulk([key(whole.pk, number) for number in range(1, len(whole.parts) + 1)])
    return [item for number in range(1, len(whole.parts) + 1) if (item := found.get(key(whole.pk, number)))]


@transaction.atomic
def divide(item_id: str, user: AbstractBaseUser, *, at: datetime) -> list[Item]:
    """The parts of a mail as items of their own, new in the inbox; the mail itself is spiked.

    Each keeps the mail's raw bytes and what is known of its sender. Raises Item.DoesNotExist, and `inbox.Refused`
    when the mail holds one release only or an article was made from it.
    """
    whole = Item.objects.select_for_update(of=("self",)).get(pk=item_id)
    if len(whole.parts) < 2:
        raise inbox.Refused(_("This mail holds one release only."))
    if whole.status == Status.USED:
        raise inbox.Refused(_("An article was made from this item."))
    common = {
        field.attname: getattr(whole, field.attname) for field in Item._meta.concrete_fields if field.name not in OWN
    }
    count = len(whole.parts)
    parts = [
        Item(
            **common | part,
            id=key(whole.pk, number),
            status=Status.NEW,
            reason=_("Part %(number)s of %(count)s of one mail.") % {"number": number, "count": count},
        )
        for number, part in enumerate(whole.parts, 1)
    ]
    inbox.receive(parts, at=at)
    inbox.spike(whole.pk, user, at=at, note=_("divided"))
    return parts_of(whole)
