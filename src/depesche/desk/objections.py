"""What speaks against making an article of an item: who did not see it on an old page is told, and asked once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from depesche.desk import versions
from depesche.desk.models import Deed, Item, ItemAction, Status
from depesche.desk.moments import short


@dataclass(frozen=True, slots=True)
class Objection:
    """One sentence, with the page that shows what it speaks of. `key` is the same for the same fact."""

    key: str
    text: str
    url: str = ""


def against(item: Item, user: Any, *, now: datetime) -> list[Objection]:
    """What an editor should know before an article is made of an item; [] when nothing speaks against it."""
    family = versions.families([item]).get(item.family, versions.Family())
    return [*_status(item, user, now=now), *_said(item, family, now=now), *_used(item, family, now=now)]


def mark(objections: Iterable[Objection]) -> str:
    """What a page sends back to say that these objections were read."""
    return " ".join(objection.key for objection in objections)


def who_used(item: Item, *, now: datetime) -> str:
    """The sentence that says by whom and when an article was made of an item."""
    action = _last(item, Deed.USED)
    if action is None or action.user is None:
        return _("An article was made from this item before; here it is.")
    words = {"name": action.user, "moment": short(action.at, now=now)}
    return _("%(name)s made this article from the item (%(moment)s); here it is.") % words


def _status(item: Item, user: Any, *, now: datetime) -> Iterator[Objection]:
    if item.status == Status.SPIKED and (spiked := _last(item, Deed.SPIKED)) is not None:
        words = {"name": spiked.user or _("A colleague"), "moment": short(spiked.at, now=now)}
        yield Objection(f"spiked-{spiked.pk}", _("%(name)s has spiked this item (%(moment)s).") % words)
    if item.status == Status.CLAIMED and item.claimed_by_id != user.pk:
        yield Objection(
            f"claimed-{item.claimed_by_id}",
            _("%(name)s has this item in hand.") % {"name": item.claimed_by or _("A colleague")},
        )


def _said(item: Item, family: versions.Family, *, now: datetime) -> Iterator[Objection]:
    if item.withdraws:
        yield Objection("withdraws", _("With this the sender takes a release back."))
    for said in sorted(family.said_above(item), key=versions.place, reverse=True):
        words = {"moment": short(said.received_at, now=now), "item": said}
        withdrawn = _("The sender has taken this release back (%(moment)s): %(item)s")
        corrected = _("A correction of this has come (%(moment)s): %(item)s")
        text = (withdrawn if said.withdraws else corrected) % words
        yield Objection(f"said-{said.pk}", text, reverse("desk:item", args=[said.pk]))


def _used(item: Item, family: versions.Family, *, now: datetime) -> Iterator[Objection]:
    for other in family.members:
        if other.pk == item.pk or other.article_id is None:
            continue
        used = _last(other, Deed.USED)
        words = {"name": used.user if used and used.user else _("A colleague")}
        if used is not None:
            words["moment"] = short(used.at, now=now)
            text = _("%(name)s has made an article from another version (%(moment)s).") % words
            yield Objection(f"used-{used.pk}", text, reverse("wagtailadmin_pages:edit", args=[other.article_id]))


def _last(item: Item, deed: str) -> ItemAction | None:
    return item.actions.filter(deed=deed).select_related("user").last()
