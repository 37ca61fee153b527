"""Which story an item belongs to: the same release from another address, an agency's rewrite, a new version.

Texts are compared by their word trigrams (`language.duplicates`). Of each text a sample of at most 32 is kept in the
database, all of a short text, so that candidates are found in milliseconds, by any process and after any restart; the
likeliest are compared in full. A wrong match hides a story behind another one, so what an office writes under each of
its releases does not count.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Count

from depesche.desk.badges import is_unconfirmed
from depesche.desk.models import Item, Kind, Status
from depesche.desk.versions import states
from depesche.intake import particulars
from depesche.intake.models import Trace
from depesche.intake.succession import speaks_for, text_of
from depesche.language import duplicates
from depesche.language.duplicates import Fingerprint

KINDS = (Kind.PRESS_RELEASE, Kind.FORWARDED_RELEASE, Kind.CORRECTION, Kind.WIRE, Kind.FEED_ENTRY)
WITHIN = timedelta(days=7)
WITHIN_OF_SENDER = timedelta(days=3)
"""How far two versions of a story may lie apart; one sender's less, whose daily notices are all alike."""
ENOUGH, ENOUGH_OF_SENDER = 0.25, 0.5
"""Containment from which two texts of different senders, or of one, are versions of a story."""
_FEWEST, _FEWEST_STATED = 12, 6
"""Trigrams that two texts must have in common at least; and where one says that it replaces another."""
_CANDIDATES, _NEIGHBOURS = 8, 8
_KEPT, _ASKED = 32, 128
"""Trigrams that are kept of a text, and that are asked for of a new one."""
_TITLE, _OPENING = 0.5, 20
"""Share of a headline's words, and the words of a text's opening, that tell a version from a new release."""
_WORD = re.compile(r"\w{3,}")
_REMEMBERED = 64
"""Fingerprints that are kept in memory; the longest text's takes under a megabyte."""
_FIELDS = (
    *("family", "kind", "lang", "source", "received_at", "headline", "subject", "lead", "body", "uri", "withdraws"),
    *("sender_domain", "sender_address", "sender_name", "organisation", "known_sender"),
    *("lookalike_of", "auth", "corrects"),
)


def nearest(item: Item) -> Item | None:
    """The item of which this one is most likely another version; None for a story of its own."""
    if not _may_have_versions(item):
        return None
    candidates = Item.objects.filter(
        pk__in=_candidates(item), received_at__gte=item.received_at - WITHIN, received_at__lte=item.received_at + WITHIN
    )
    sender = _Sender(item)
    found = candidates.exclude(status=Status.QUARANTINED).filter(lookalike_of="").only(*_FIELDS)
    scored = [(_likeness(item, one, sender), one) for one in found if _may_be_joined(one, item)]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _may_be_joined(other: Item, item: Item) -> bool:
    """Not a mail that its sender's domain denies, nor somebody else's correction of what nobody knows."""
    return not is_unconfirmed(other) and (not states(other) or bool(other.corrects_id) or speaks_for(item, other))


def remember(item: Item) -> None:
    """Keep a sample of a stored item's trigrams, so that later versions find it."""
    if _may_have_versions(item):
        sample = _sample(_fingerprint(text_of(item)))
        Trace.objects.bulk_create(Trace(trigram=trigram, item=item) for trigram in sample)


def _may_have_versions(item: Item) -> bool:
    """What comes from an address made to be mistaken stands alone: its warning must be seen, and what an editor does
    with it must not touch the release it copies."""
    return item.kind in KINDS and item.status != Status.QUARANTINED and not item.lookalike_of


def forget(*, now: datetime) -> None:
    """Drop the samples of items so old that nothing can be a version of them."""
    Trace.objects.filter(item__received_at__lt=now - 2 * WITHIN).delete()


def _candidates(item: Item) -> list[str]:
    """The items that share most sampled trigrams with this one."""
    asked = _sample(_fingerprint(text_of(item)), most=_ASKED)
    shared = Trace.objects.filter(trigram__in=asked).exclude(item=item.pk)
    found = shared.values_list("item").annotate(hits=Count("pk")).order_by("-hits", "-item")
    return [key for key, _ in found[:_CANDIDATES]]


def _sample(fingerprint: Fingerprint, *, most: int = _KEPT) -> list[int]:
    """Some of a text's trigrams, the same ones wherever they stand: those whose high bits are zero."""
    mask = 0
    while len(kept := [one for one in fingerprint.trigrams if one >> 16 & mask == 0]) > most:
        mask = mask * 2 + 1
    return kept


@lru_cache(maxsize=_REMEMBERED)
def _fingerprint(text: str) -> Fingerprint:
    """Of texts that are compared again and again while one sender's mails come in."""
    return duplicates.fingerprint(text)


def _likeness(item: Item, other: Item, sender: _Sender) -> float:
    """How much of the smaller text the larger one has, 0 when it is not enough to be a version of it."""
    if item.lang and other.lang and item.lang != other.lang:
        return 0.0
    mine, theirs = _fingerprint(text_of(item)), _fingerprint(text_of(other))
    enough = ENOUGH
    fewest = _FEWEST_STATED if states(item) else _FEWEST
    if len(mine.trigrams & theirs.trigrams) < fewest:
        return 0.0
    if _sender_of(item) == _sender_of(other):
        if not states(item) and not _is_resent(item, other):
            return 0.0
        usual = sender.usual_beside(other)
        mine, theirs = (Fingerprint(one.trigrams.difference(*usual)) for one in (mine, theirs))
        enough = ENOUGH_OF_SENDER
    if len(mine.trigrams & theirs.trigrams) < fewest:
        return 0.0
    score = duplicates.containment(mine, theirs)
    return score if score >= enough and not _is_another_event(item, other) else 0.0


def _is_another_event(item: Item, other: Item) -> bool:
    """Whether alike texts tell of unlike things, as reports written after one model do. A correction may say it all
    anew."""
    own = _sender_of(item) == _sender_of(other)
    return not states(item) and particulars.disagree(text_of(item), text_of(other), strictly=own)


def _is_resent(item: Item, other: Item) -> bool:
    """Whether a sender's release may be another version of one that it sent, though it does not say so."""
    return abs(item.received_at - other.received_at) <= WITHIN_OF_SENDER and _begin_alike(item, other)


def _begin_alike(item: Item, other: Item) -> bool:
    """Whether headline or opening are alike: what only ends alike has an office's footer in common."""
    mine, theirs = set(_WORD.findall(_title(item))), set(_WORD.findall(_title(other)))
    if len(mine & theirs) >= _TITLE * max(min(len(mine), len(theirs)), 1):
        return True
    opening = duplicates.fingerprint(" ".join(f"{item.lead} {item.body}".split(maxsplit=_OPENING)[:_OPENING]))
    return duplicates.containment(opening, _fingerprint(text_of(other))) >= ENOUGH


def _title(item: Item) -> str:
    return (item.headline or item.subject).casefold()


def _sender_of(item: Item) -> str:
    return item.sender_domain or f"source {item.source}"


class _Sender:
    """The sender of an item, and what stands under all its releases: who they are, whom to call, how to unsubscribe."""

    def __init__(self, item: Item) -> None:
        of_sender = Item.objects.filter(sender_domain=item.sender_domain, source=item.source, kind__in=KINDS)
        self._releases = of_sender.exclude(pk=item.pk).order_by("-pk")
        self._texts: dict[str, str] = {}

    def usual_beside(self, other: Item) -> list[frozenset[int]]:
        """The trigrams of the latest releases that are no versions of `other`."""
        elsewhere = self._releases.exclude(pk=other.pk).exclude(family=other.family or other.pk)
        keys = list(elsewhere.values_list("pk", flat=True)[:_NEIGHBOURS])
        missing = [key for key in keys if key not in self._texts]
        if missing:
            self._texts |= {one.pk: text_of(one) for one in Item.objects.filter(pk__in=missing).only(*_FIELDS)}
        return [_fingerprint(self._texts[key]).trigrams for key in keys if key in self._texts]
