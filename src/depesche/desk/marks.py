"""What an editor looks for first in a full inbox: marks to filter by, and an order that puts weight on top."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from depesche.desk import seen, versions
from depesche.desk.models import Alert, EmbargoKind, Item, Kind

SOON = timedelta(hours=24)
URGENT = 3
"""Up to which of a wire's urgencies, 1 to 9, a wire is urgent."""


class Mark(TextChoices):
    """What can be asked of the items on a shelf."""

    UNREAD = "unread", _("Unread")
    ARTICLE = "article", _("Concerns an article")
    CORRECTION = "correction", _("Correction")
    EMBARGO = "embargo", _("Embargo")
    SUSPECT = "suspect", _("Suspicious")
    SEVERAL = "several", _("Several versions")
    KNOWN = "known", _("Known sender")


class Order(TextChoices):
    """How a shelf is sorted."""

    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    WEIGHT = "weight", _("Important first")


_OF_STORY = frozenset({Mark.UNREAD, Mark.CORRECTION, Mark.EMBARGO, Mark.SUSPECT})
"""What may be asked of the versions behind an item, too."""


def condition(mark: str, user: Any, *, now: datetime, stories: bool = False) -> Q:
    """The items that carry a mark; with `stories` also those of which another open version does."""
    asked = _condition(mark, user, now=now)
    return versions.any_open(asked) if stories and mark in _OF_STORY else asked


def _condition(mark: str, user: Any, *, now: datetime) -> Q:
    conditions: dict[str, Q] = {
        Mark.UNREAD: seen.unread(user),
        Mark.ARTICLE: _concerns_article(),
        Mark.CORRECTION: Q(kind=Kind.CORRECTION) | Q(corrects__isnull=False) | Q(withdraws=True),
        Mark.EMBARGO: Q(embargo_kind=EmbargoKind.ASK) | Q(embargo_until__gt=now),
        Mark.SUSPECT: _suspect(),
        Mark.SEVERAL: _several(),
        Mark.KNOWN: Q(known_sender=True),
    }
    return conditions[mark]


def counts(items: QuerySet[Item], user: Any, *, now: datetime, stories: bool = False) -> dict[str, int]:
    """How many of these items carry each mark, as `condition` has it."""
    asked = {mark: Count("pk", filter=condition(mark, user, now=now, stories=stories)) for mark in Mark.values}
    found: dict[str, int] = items.order_by().aggregate(**asked)
    return found


def ordered(items: QuerySet[Item], order: str, *, now: datetime) -> QuerySet[Item]:
    """The items in an order; those of one weight newest first."""
    if order == Order.OLDEST:
        return items.order_by("received_at", "pk")
    if order == Order.WEIGHT:
        return items.annotate(weight=_weight(now)).order_by("-weight", "-received_at", "-pk")
    return items.order_by("-received_at", "-pk")


def _weight(now: datetime) -> Any:
    """What is printed and wrong comes first, then corrections and urgent wires, then what several tell of, then who
    is known and what soon may be printed."""
    soon = Q(embargo_until__gt=now, embargo_until__lte=now + SOON)
    return (
        _points(16, _concerns_article())
        + _points(8, Q(kind=Kind.CORRECTION) | Q(withdraws=True))
        + _points(8, Q(urgency__isnull=False, urgency__lte=URGENT))
        + _points(4, _several())
        + _points(2, Q(known_sender=True) | _known_version())
        + _points(1, soon)
    )


def _points(points: int, condition: Q) -> Any:
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())


def _concerns_article() -> Q:
    return Q(Exists(Alert.objects.filter(item=OuterRef("pk"), done_at=None)))


def _several() -> Q:
    others = Item.objects.filter(family=OuterRef("family")).exclude(pk=OuterRef("pk"))
    return ~Q(family="") & Q(Exists(others))


def _known_version() -> Q:
    """An agency's rewrite of what a known sender wrote weighs as much as that."""
    known = Item.objects.filter(family=OuterRef("family"), known_sender=True)
    return ~Q(family="") & Q(Exists(known))


def _suspect() -> Q:
    """As `badges` shows an alarm about the sender."""
    broken = Q(auth__dkim="fail") & ~Q(auth__dmarc="pass") & ~Q(auth__aligned=True)
    return ~Q(lookalike_of="") | Q(kind=Kind.SPAM_OR_PHISH) | Q(auth__dmarc="fail") | broken
