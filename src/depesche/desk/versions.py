"""Versions of one story: which lie behind an item of the list, who works on them, what was made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from depesche.desk.models import Item, Status

MOST = 50
"""Versions of one story that a page shows."""


@dataclass(slots=True)
class Family:
    """What is known of all versions of a story. `used` holds the keys of articles made of them."""

    count: int = 0
    in_hand_of: list[str] = field(default_factory=list)
    used: list[int] = field(default_factory=list)


def newest_only(items: QuerySet[Item], statuses: Iterable[str]) -> QuerySet[Item]:
    """Without items of which a newer version has one of `statuses` too."""
    newer = Item.objects.filter(family=OuterRef("family"), status__in=tuple(statuses)).filter(
        Q(received_at__gt=OuterRef("received_at")) | Q(received_at=OuterRef("received_at"), pk__gt=OuterRef("pk"))
    )
    return items.filter(Q(family="") | ~Exists(newer))


def families(items: Iterable[Item]) -> dict[str, Family]:
    """The families of these items by their key, asked for at once."""
    keys = {item.family for item in items if item.family}
    found: dict[str, Family] = {}
    if not keys:
        return found
    rows = Item.objects.filter(family__in=keys).exclude(status=Status.QUARANTINED).select_related("claimed_by")
    for row in rows.only("family", "status", "article", "claimed_by"):
        family = found.setdefault(row.family, Family())
        family.count += 1
        if row.status == Status.CLAIMED and row.claimed_by:
            family.in_hand_of.append(str(row.claimed_by))
        if row.article_id:
            family.used.append(row.article_id)
    return found


def others(item: Item) -> list[Item]:
    """The other versions of an item's story, newest first."""
    if not item.family:
        return []
    found = Item.objects.filter(family=item.family).exclude(pk=item.pk).select_related("claimed_by")
    return list(found.defer("html", "original_html", "body")[:MOST])
