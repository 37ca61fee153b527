"""Versions of one story: which of them stands on top, who works on them, what was made of them.

What is said of a text comes before when it came: a version of higher rank stands above all of lower rank
(`intake.succession` gives the ranks), and of the same rank the later one stands above the earlier.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from depesche.desk.models import OPEN, Item, Kind, Status

MOST = 50
"""Versions of one story that a page shows."""
_SHOWN = (
    *("family", "status", "article", "claimed_by", "rank", "received_at", "kind", "withdraws", "corrects", "headline"),
    *("subject", "lookalike_of", "lookalike_by", "auth", "confirmed_at"),
    *("embargo_kind", "embargo_until", "embargo_evidence"),
)


@dataclass(slots=True)
class Family:
    """What is known of all versions of a story, in no order. `used` holds the keys of articles made of them."""

    members: list[Item] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def in_hand_of(self) -> list[str]:
        return [str(one.claimed_by) for one in self.members if one.status == Status.CLAIMED and one.claimed_by]

    @property
    def used(self) -> list[int]:
        return [one.article_id for one in self.members if one.article_id]

    def beside(self, item: Item) -> list[Item]:
        """The other versions that are open."""
        return [one for one in self.members if one.pk != item.pk and one.is_open]

    def said_above(self, item: Item) -> list[Item]:
        """The corrections and withdrawals that stand above a version and that nobody has spiked."""
        above = (one for one in self.members if place(one) > place(item) and one.status != Status.SPIKED)
        return [one for one in above if states(one)]


def place(item: Item) -> tuple[int, datetime, str]:
    """Of two versions that of the greater place stands above the other."""
    return item.rank, item.received_at, item.pk


def states(item: Item) -> bool:
    """Whether it says itself that an earlier version holds no longer."""
    return item.withdraws or item.kind == Kind.CORRECTION


def newest_only(items: QuerySet[Item], statuses: Iterable[str]) -> QuerySet[Item]:
    """Without items above which another version stands that has one of `statuses` too."""
    higher = _higher(OuterRef("rank"), OuterRef("received_at"), OuterRef("pk"))
    others = Item.objects.filter(higher, family=OuterRef("family"), status__in=tuple(statuses))
    return items.filter(Q(family="") | ~Exists(others))


def above(item: Item) -> QuerySet[Item]:
    """The versions that stand above one."""
    return _of_story(item).filter(_higher(*place(item)))


def below(item: Item) -> QuerySet[Item]:
    """The versions that stand below one."""
    return _of_story(item).exclude(_higher(*place(item)))


def any_open(condition: Q) -> Q:
    """Items that meet a condition, or of which another open version does."""
    others = Item.objects.filter(condition, family=OuterRef("family"), status__in=OPEN)
    return condition | (~Q(family="") & Q(Exists(others)))


def families(items: Iterable[Item]) -> dict[str, Family]:
    """The families of these items by their key, asked for at once."""
    found: dict[str, Family] = {}
    if keys := {item.family for item in items if item.family}:
        rows = Item.objects.filter(family__in=keys).exclude(status=Status.QUARANTINED).select_related("claimed_by")
        for row in rows.only(*_SHOWN):
            found.setdefault(row.family, Family()).members.append(row)
    return found


def others(item: Item) -> list[Item]:
    """The other versions of an item's story, the topmost first."""
    found = _of_story(item).select_related("claimed_by").defer("html", "original_html", "body")
    return list(found.order_by("-rank", "-received_at", "-pk")[:MOST])


def _of_story(item: Item) -> QuerySet[Item]:
    """The other versions of an item's story."""
    return Item.objects.exclude(family="").filter(family=item.family).exclude(pk=item.pk)


def _higher(rank: Any, received_at: Any, key: Any) -> Q:
    """What stands above a place."""
    later = Q(received_at__gt=received_at) | Q(received_at=received_at, pk__gt=key)
    return Q(rank__gt=rank) | (Q(rank=rank) & later)
