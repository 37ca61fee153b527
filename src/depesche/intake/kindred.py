"""Which story an item belongs to: the same release from another address, an agency's rewrite, a new version.

Texts are compared by their word trigrams (`language.duplicates`), against the items of the last days, which every
process that reads keeps in memory and brings up to date from the inbox's count of changes. A wrong match hides a
story behind another one, so what an office writes under each of its releases does not count.
"""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache

from depesche.desk import changes
from depesche.desk.models import Item, Kind, Status
from depesche.language import duplicates
from depesche.language.duplicates import Fingerprint

KINDS = (Kind.PRESS_RELEASE, Kind.FORWARDED_RELEASE, Kind.CORRECTION, Kind.WIRE, Kind.FEED_ENTRY)
WITHIN = timedelta(days=7)
WITHIN_OF_SENDER = timedelta(days=3)
"""How far two versions of a story may lie apart; one sender's less, whose daily notices are all alike."""
ENOUGH, ENOUGH_OF_SENDER = 0.3, 0.5
"""Containment from which two texts of different senders, or of one, are versions of a story."""
_FEWEST = 12
"""Trigrams that two texts must have in common at least."""
_CANDIDATES, _NEIGHBOURS = 8, 8
_TITLE, _OPENING = 0.5, 20
"""Share of a headline's words, and the words of a text's opening, that tell a version from a new release."""
_WORD = re.compile(r"\w{3,}")
_LONGEST = 60_000
_FIELDS = ("family", "kind", "lang", "source", "sender_domain", "received_at", "headline", "subject", "lead", "body")


def text_of(item: Item) -> str:
    """What is compared of an item."""
    return f"{item.headline or item.subject}\n{item.lead}\n{item.body}"[:_LONGEST]


class Kindred:
    """The items of the last days. May be shared between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget()

    def nearest(self, item: Item) -> Item | None:
        """The item of which this one is most likely another version; None for a story of its own."""
        if item.kind not in KINDS or item.status == Status.QUARANTINED:
            return None
        with self._lock:
            self._catch_up(item.received_at)
            near = [key for key, _ in self._index.near(text_of(item)) if key != item.pk][:_CANDIDATES]
        if not near:
            return None
        candidates = Item.objects.filter(
            pk__in=near, received_at__gte=item.received_at - WITHIN, received_at__lte=item.received_at + WITHIN
        )
        scored = [(_likeness(item, one), one) for one in candidates.exclude(status=Status.QUARANTINED).only(*_FIELDS)]
        best = max(scored, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] > 0 else None

    def _forget(self) -> None:
        self._index: duplicates.Index[str] = duplicates.Index()
        self._known: set[str] = set()
        self._order: deque[tuple[datetime, str]] = deque()
        self._seen = 0

    def _catch_up(self, now: datetime) -> None:
        """What others have read meanwhile. A count that fell belongs to another database."""
        head = changes.head()
        if head < self._seen:
            self._forget()
        if head > self._seen:
            fresh = changes.since(self._seen).filter(kind__in=KINDS, received_at__gte=now - WITHIN)
            self._add(fresh.only(*_FIELDS, "change").iterator(500))
            self._seen = head
        while self._order and self._order[0][0] < now - 2 * WITHIN:
            _, key = self._order.popleft()
            self._known.discard(key)
            self._index.remove(key)

    def _add(self, items: Iterable[Item]) -> None:
        for item in items:
            if item.pk not in self._known and item.kind in KINDS:
                self._known.add(item.pk)
                self._order.append((item.received_at, item.pk))
                self._index.add(item.pk, text_of(item))


@cache
def kindred() -> Kindred:
    """This process's."""
    return Kindred()


def _likeness(item: Item, other: Item) -> float:
    """How much of the smaller text the larger one has, 0 when it is not enough to be a version of it."""
    if item.lang and other.lang and item.lang != other.lang:
        return 0.0
    mine, theirs = duplicates.fingerprint(text_of(item)), duplicates.fingerprint(text_of(other))
    enough = ENOUGH
    if _sender(item) == _sender(other):
        if abs(item.received_at - other.received_at) > WITHIN_OF_SENDER or not _begin_alike(item, other):
            return 0.0
        usual = _usual(item, other)
        mine, theirs = Fingerprint(mine.trigrams - usual), Fingerprint(theirs.trigrams - usual)
        enough = ENOUGH_OF_SENDER
    if len(mine.trigrams & theirs.trigrams) < _FEWEST:
        return 0.0
    score = duplicates.containment(mine, theirs)
    return score if score >= enough else 0.0


def _begin_alike(item: Item, other: Item) -> bool:
    """Whether headline or opening are alike: what only ends alike has an office's footer in common."""
    mine, theirs = set(_WORD.findall(_title(item))), set(_WORD.findall(_title(other)))
    if len(mine & theirs) >= _TITLE * max(min(len(mine), len(theirs)), 1):
        return True
    opening = duplicates.fingerprint(" ".join(f"{item.lead} {item.body}".split(maxsplit=_OPENING)[:_OPENING]))
    return duplicates.containment(opening, duplicates.fingerprint(text_of(other))) >= ENOUGH


def _title(item: Item) -> str:
    return (item.headline or item.subject).casefold()


def _sender(item: Item) -> str:
    return item.sender_domain or f"source {item.source}"


def _usual(item: Item, other: Item) -> frozenset[int]:
    """What stands under this sender's other releases too: who they are, whom to call, how to unsubscribe."""
    of_sender = Item.objects.filter(sender_domain=item.sender_domain, source=item.source, kind__in=KINDS)
    elsewhere = of_sender.exclude(pk__in=(item.pk, other.pk)).exclude(family=other.family or other.pk)
    texts = [text_of(one) for one in elsewhere.only(*_FIELDS).order_by("-pk")[:_NEIGHBOURS]]
    return frozenset().union(*(duplicates.fingerprint(text).trigrams for text in texts))
