"""What must be seen of an item at a glance: embargo, authenticity, correction, attachments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from depesche.desk.models import EmbargoKind, Item, Kind, Status
from depesche.desk.moments import short
from depesche.desk.versions import Family

ALARM, CAUTION, NOTE = "alarm", "caution", "note"


@dataclass(frozen=True, slots=True)
class Badge:
    """A few words; `tone` is `alarm`, `caution` or `note`, `hint` says more."""

    text: str
    tone: str = NOTE
    hint: str = ""


def of(item: Item, *, now: datetime, family: Family | None = None, contacts: bool = True) -> list[Badge]:
    """The badges of an item, the gravest first; with its family also those of its other versions.

    Without `contacts` none tells of a first contact: a list says that more quietly, as half of its rows would.
    """
    newcomer = _newcomer(item) if contacts else []
    found = [*_sender(item), *newcomer, *_embargo(item, now=now), *_nature(item), *_versions(item, family)]
    if family is not None:
        found += _beside(item, family, now=now)
    return sorted(found, key=lambda badge: (ALARM, CAUTION, NOTE).index(badge.tone))


def embargo(item: Item, *, now: datetime) -> Badge | None:
    """The embargo alone, for pages that show the rest elsewhere."""
    return next(iter(_embargo(item, now=now)), None)


def _sender(item: Item) -> list[Badge]:
    found = []
    if item.lookalike_of:
        by_name = _("The sender has the name of %(domain)s but writes from elsewhere.")
        by_domain = _("The sender's domain looks like %(domain)s but is another one.")
        hint = (by_name if item.lookalike_by == "name" else by_domain) % {"domain": item.lookalike_of}
        found.append(Badge(_("Look-alike sender"), ALARM, hint))
    if item.kind == Kind.SPAM_OR_PHISH:
        found.append(Badge(_("Suspicious"), ALARM))
    if is_unconfirmed(item):
        found.append(
            Badge(_("Authenticity failed"), ALARM, _("The sender's signature or domain policy does not hold."))
        )
    if item.confirmed_at is not None:
        found.append(Badge(_("Confirmed by telephone"), NOTE, _("Who confirmed it stands on the item.")))
    return found


def _newcomer(item: Item) -> list[Badge]:
    if not item.first_contact or item.lookalike_of:
        return []
    return [Badge(_("First contact"), NOTE, _("This sender is not in the register and has not written before."))]


def _embargo(item: Item, *, now: datetime) -> list[Badge]:
    if item.embargo_kind == EmbargoKind.ASK:
        return [Badge(_("Embargo unclear"), ALARM, item.embargo_evidence)]
    if item.embargo_kind != EmbargoKind.UNTIL or item.embargo_until is None:
        return []
    moment = short(item.embargo_until, now=now)
    if item.embargo_until <= now:
        return [Badge(_("Embargo over since %(moment)s") % {"moment": moment}, NOTE, item.embargo_evidence)]
    return [Badge(_("Embargo until %(moment)s") % {"moment": moment}, CAUTION, item.embargo_evidence)]


def _nature(item: Item) -> list[Badge]:
    found = []
    if item.withdraws:
        found.append(Badge(_("Withdrawn"), ALARM, _("The sender takes this release back.")))
    elif item.kind == Kind.CORRECTION:
        found.append(Badge(_("Correction"), CAUTION, _("Corrects an earlier release.")))
    if item.disputes_id:
        hint = _("This wants to correct somebody else's release. Ask there before you believe it.")
        found.append(Badge(_("Correction from elsewhere"), ALARM, hint))
    if item.repeats_id:
        hint = _("The text is that of an earlier version, from before its sender corrected it or took it back.")
        found.append(Badge(_("Same as the uncorrected version"), CAUTION, hint))
    if item.kind not in ("", Kind.CORRECTION, Kind.PRESS_RELEASE, Kind.SPAM_OR_PHISH):
        found.append(Badge(str(Kind(item.kind).label)))
    if item.status == Status.QUARANTINED:
        found.append(Badge(_("Quarantine"), ALARM, item.reason))
    count = sum(1 for attachment in item.attachments if not attachment.get("inline"))
    if count:
        found.append(Badge(ngettext("%(count)d attachment", "%(count)d attachments", count) % {"count": count}))
    return found


def _versions(item: Item, family: Family | None) -> list[Badge]:
    found: list[Badge] = []
    if family is None or family.count < 2:
        return found
    said = family.said_above(item)
    if any(one.withdraws for one in said):
        found.append(Badge(_("Was withdrawn"), ALARM, _("The sender has taken this release back.")))
    elif said:
        found.append(Badge(_("Was corrected"), CAUTION, _("A correction of this has come.")))
    used = [article for article in family.used if article != item.article_id]
    if used and (item.corrects_id or item.kind == Kind.CORRECTION) and item.is_open:
        found.append(Badge(_("Concerns an article"), ALARM, _("An article was made from what this corrects.")))
    elif used:
        found.append(Badge(_("Article exists"), NOTE, _("An article was made from another version.")))
    text = ngettext("%(count)d version", "%(count)d versions", family.count) % {"count": family.count}
    hint = _("The same story, from elsewhere or in another version. The topmost of those that are open is listed.")
    found.append(Badge(text, NOTE, hint))
    if item.claimed_by_id is None and family.in_hand_of:
        found.append(Badge(_("Version with %(name)s") % {"name": ", ".join(dict.fromkeys(family.in_hand_of))}, CAUTION))
    return found


def _beside(item: Item, family: Family, *, now: datetime) -> list[Badge]:
    """What must be seen of the versions that lie behind an item: who speaks for it may not hide it."""
    own = {badge.text for badge in (*_sender(item), *_embargo(item, now=now))}
    found: dict[str, Badge] = {}
    for other in family.beside(item):
        for badge in (*_sender(other), *_embargo(other, now=now)):
            if badge.tone != NOTE and badge.text not in own:
                text = _("Other version: %(badge)s") % {"badge": badge.text}
                found.setdefault(text, Badge(text, badge.tone, f"{other}: {badge.hint}"))
    return list(found.values())


def is_unconfirmed(item: Item) -> bool:
    """Whether the sender's own domain denies the mail, or its signature broke and nothing else stands in for it."""
    dmarc, dkim = item.auth.get("dmarc"), item.auth.get("dkim")
    return dmarc == "fail" or (dkim == "fail" and dmarc != "pass" and not item.auth.get("aligned"))
