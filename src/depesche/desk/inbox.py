"""The only writers of the inbox. Every call can be repeated: doing a thing twice is doing it once.

Each records who did it and when, and raises the change counter so that open lists see it. `at` is the present,
aware. A deed that does not fit the item's status raises `Refused` with a sentence for the editor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from depesche.desk import alerts, changes, versions
from depesche.desk.badges import is_unconfirmed
from depesche.desk.models import OPEN, Deed, Item, ItemAction, KnownSender, Status

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from wagtail.models import Page

_OURS = frozenset(
    {"id", "status", "reason", "received_at", "change", "source", "file", "raw_sha256", "raw_size", "corrects"}
    | {"claimed_by", "claimed_at", "article"}
    | {"auth", "auth_evidence", "auth_checked_at", "auth_due_at", "first_contact", "confirmed_at"}
    | {"family", "rank", "repeats", "disputes"}
)
DERIVED = frozenset(field.name for field in Item._meta.concrete_fields) - _OURS
"""Fields that come from the raw bytes and may be derived again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticity:
    """What was found out about a mail's sender: the fields `auth` and `auth_evidence`, and when to look again."""

    results: Mapping[str, Any]
    evidence: Mapping[str, str]
    again_at: datetime | None = None


class Refused(Exception):
    """The deed does not fit the item; the message says why in the editor's language."""


@transaction.atomic
def receive(items: Sequence[Item], *, at: datetime) -> list[Item]:
    """Put unsaved items into the inbox in this order. An item whose key is there already stays as it is.

    Editors are told at once of corrections of what they made an article from.
    """
    known = set(Item.objects.filter(pk__in=[item.pk for item in items]).values_list("pk", flat=True))
    fresh = [item for item in items if item.pk not in known]
    if fresh:
        first = changes.take(len(fresh))
        for number, item in enumerate(fresh, first):
            item.change = number
            item.family = item.family or item.pk
        Item.objects.bulk_create(fresh)
        ItemAction.objects.bulk_create(ItemAction(item=item, at=at, deed=Deed.RECEIVED) for item in fresh)
        for item in fresh:
            if item.family != item.pk or item.disputes_id:
                alerts.raise_for(item, at=at)
    return fresh


@transaction.atomic
def revise(item_id: str, facts: Mapping[str, Any], *, status: str, reason: str, at: datetime) -> Item:
    """Take over newly derived fields. What an editor decided (claimed, used, spiked, restored) stays decided."""
    item = _locked(item_id)
    for name in DERIVED & facts.keys():
        setattr(item, name, facts[name])
    by_rule = item.status in (Status.NEW, Status.FILED, Status.QUARANTINED)
    if by_rule and not item.actions.filter(deed=Deed.RESTORED).exists():
        item.status, item.reason = status, reason
    return _done(item, Deed.REVISED, user=None, at=at)


@transaction.atomic
def authenticate(found: Mapping[str, Authenticity], *, at: datetime) -> None:
    """Record what checks of senders found, by item. Lists are told only of items that look different now.

    A mail that its sender's domain denies stands alone from then on, so that it hides nothing and its warning is seen.
    """
    items = list(Item.objects.select_for_update(of=("self",)).filter(pk__in=found).order_by("pk"))
    different = [item for item in items if item.auth_checked_at is None or item.auth != found[item.pk].results]
    for number, item in enumerate(different, changes.take(len(different)) if different else 0):
        item.change = number
    for item in items:
        said = found[item.pk]
        item.auth, item.auth_evidence = dict(said.results), dict(said.evidence)
        item.auth_checked_at, item.auth_due_at = at, said.again_at
    Item.objects.bulk_update(items, ["auth", "auth_evidence", "auth_checked_at", "auth_due_at", "change"])
    for item in different:
        if is_unconfirmed(item):
            _set_apart(item)


def _set_apart(item: Item) -> None:
    """Take an item out of its story. The story of which it was the first goes on under the key of the next."""
    others = Item.objects.filter(family=item.family).exclude(pk=item.pk).exclude(family="")
    if item.family == item.pk:
        heir = others.order_by("pk").values_list("pk", flat=True).first()
        others.update(family=heir or "")
    item.disputes_id = item.corrects_id or item.disputes_id
    item.family, item.rank, item.corrects, item.repeats = item.pk, 0, None, None
    item.save(update_fields=["family", "rank", "corrects", "repeats", "disputes"])


def authenticate_later(item_id: str, *, at: datetime) -> None:
    """Have the sender of a mail checked that never was. A check that was made stays: keys and domains change."""
    Item.objects.filter(pk=item_id, auth_checked_at=None).update(auth_due_at=at)


@transaction.atomic
def recognise(sender: KnownSender) -> int:
    """Mark open items of a sender who has just become known; how many. Reading again does the same for all others."""
    of_domain = Q(sender_domain=sender.domain) | Q(sender_domain__endswith=f".{sender.domain}")
    wanted = Q(sender_address__in=sender.addresses) if sender.addresses else of_domain
    items = list(Item.objects.select_for_update(of=("self",)).filter(wanted, status__in=OPEN, known_sender=False))
    for number, item in enumerate(items, changes.take(len(items)) if items else 0):
        item.known_sender, item.first_contact = True, False
        item.lookalike_of = item.lookalike_by = ""
        item.organisation, item.trust, item.change = sender.organisation, sender.trust, number
        item.section = item.section or sender.section
    names = ("known_sender", "first_contact", "lookalike_of", "lookalike_by", "organisation", "trust", "section")
    Item.objects.bulk_update(items, [*names, "change"])
    return len(items)


@transaction.atomic
def claim(item_id: str, user: AbstractBaseUser, *, at: datetime, take_over: bool = False) -> Item:
    """Take an open item in hand. With `take_over` also one that a colleague holds."""
    item = _locked(item_id)
    if item.claimed_by_id == user.pk and item.status == Status.CLAIMED:
        return item
    if item.status not in OPEN:
        raise Refused(_("This item is no longer open."))
    if item.status == Status.CLAIMED and not take_over:
        raise Refused(_("%(name)s has this item in hand.") % {"name": item.claimed_by or _("A colleague")})
    item.status, item.claimed_by_id, item.claimed_at = Status.CLAIMED, user.pk, at
    return _done(item, Deed.CLAIMED, user=user, at=at)


@transaction.atomic
def release(item_id: str, user: AbstractBaseUser, *, at: datetime) -> Item:
    """Lay a claimed item back among the new ones."""
    item = _locked(item_id)
    if item.status == Status.NEW:
        return item
    if item.status != Status.CLAIMED:
        raise Refused(_("Nobody has this item in hand."))
    item.status, item.claimed_by_id, item.claimed_at = Status.NEW, None, None
    return _done(item, Deed.RELEASED, user=user, at=at)


@transaction.atomic
def spike(item_id: str, user: AbstractBaseUser, *, at: datetime, note: str = "") -> Item:
    """Put an item aside for good, with the older versions that lie behind it; it can be restored with them."""
    item = _locked(item_id)
    if item.status == Status.SPIKED:
        return item
    if item.status == Status.USED:
        raise Refused(_("An article was made from this item."))
    for version in _behind(item):
        version.status = Status.SPIKED
        _done(version, Deed.SPIKED, user=user, at=at, note=_with(item))
    item.status, item.claimed_by_id, item.claimed_at = Status.SPIKED, None, None
    return _done(item, Deed.SPIKED, user=user, at=at, note=note)


@transaction.atomic
def restore(item_id: str, user: AbstractBaseUser, *, at: datetime) -> Item:
    """Bring a spiked or filed-apart item back among the new ones."""
    item = _locked(item_id)
    if item.status in OPEN:
        return item
    if item.status not in (Status.SPIKED, Status.FILED):
        raise Refused(_("Only spiked or filed items can be restored."))
    for version in Item.objects.filter(family=item.family, status=Status.SPIKED).exclude(pk=item.pk):
        last = version.actions.filter(deed=Deed.SPIKED).last()
        if last is not None and last.note == _with(item):
            version.status = Status.NEW
            _done(version, Deed.RESTORED, user=user, at=at)
    item.status = Status.NEW
    return _done(item, Deed.RESTORED, user=user, at=at)


@transaction.atomic
def mark_used(item_id: str, user: AbstractBaseUser | None, *, article: Page, at: datetime) -> Item:
    """Record that `article` was made from the item. The first article stays; a second one is only noted.

    Older versions that nobody has in hand are filed apart.
    """
    item = _locked(item_id)
    note = f"{article.pk} {article}"
    if item.status == Status.USED and item.article_id is not None:
        if item.article_id != article.pk and not item.actions.filter(deed=Deed.USED, note=note).exists():
            ItemAction.objects.create(item=item, at=at, deed=Deed.USED, user_id=_key(user), note=note)
        return item
    for version in _behind(item):
        version.status, version.reason = Status.FILED, _("An article was made from another version.")
        _done(version, Deed.FILED, user=user, at=at, note=_with(item))
    item.status, item.article_id = Status.USED, article.pk
    alerts.raise_above(item, article.pk, at=at)
    return _done(item, Deed.USED, user=user, at=at, note=note)


def _behind(item: Item) -> list[Item]:
    """The versions of an item that stand below it, untouched, held against other writers."""
    return list(versions.below(item).select_for_update(of=("self",)).filter(status=Status.NEW).order_by("pk"))


def _with(item: Item) -> str:
    """The note of what was done with an item because it was done with a newer version."""
    return f"with {item.pk}"


def _locked(item_id: str) -> Item:
    """The item, held against other writers until the transaction ends. Raises Item.DoesNotExist."""
    return Item.objects.select_for_update(of=("self",)).get(pk=item_id)


def _done(item: Item, deed: str, *, user: AbstractBaseUser | None, at: datetime, note: str = "") -> Item:
    item.change = changes.take()
    item.save()
    ItemAction.objects.create(item=item, at=at, deed=deed, user_id=_key(user), note=note)
    return item


def _key(user: AbstractBaseUser | None) -> Any:
    return user.pk if user is not None else None
