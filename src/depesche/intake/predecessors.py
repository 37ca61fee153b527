"""Which earlier item a new one repeats, and which one it corrects."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db.models import Q

from depesche.desk import versions
from depesche.desk.models import Item, Kind, Status
from depesche.desk.versions import states
from depesche.intake import kindred, succession
from depesche.intake.models import Receipt
from depesche.intake.parsed import ParsedItem
from depesche.intake.release.headline import clean_subject
from depesche.intake.succession import text_of

CORRECTED_WITHIN = timedelta(days=30)
_VERSIONED = (Kind.WIRE, Kind.FEED_ENTRY)
_CORRECTABLE = (Kind.PRESS_RELEASE, Kind.FORWARDED_RELEASE, Kind.CORRECTION)
_WORD = re.compile(r"\w{3,}")
_CANDIDATES = 200
_VERSIONS = 24
_ALIKE = 0.5
_NAMED, _FEWEST_NAMED = 0.8, 3
"""Share of a headline's words, and how many at least, by which a text names a release."""
_NOTE = 1_500
"""Characters at the beginning of a correction in which it says what it is about."""


def receipts_of_same_bytes(sha256: str) -> list[Receipt]:
    """What reading the very same bytes gave the first time; [] when they are new."""
    first = Receipt.objects.filter(sha256=sha256).order_by("arrival_id").values_list("arrival_id", flat=True).first()
    return list(Receipt.objects.filter(arrival_id=first).order_by("position")) if first else []


def same(item: Item) -> Item | None:
    """The item that the sender sent before, by another road or in another wrapping."""
    if not item.identity:
        return None
    return Item.objects.filter(identity=item.identity).exclude(pk=item.pk).order_by("pk").first()


def place(item: Item, parsed: ParsedItem) -> None:
    """Say of an unsaved item what it corrects, to which story it belongs and how high among its versions it stands,
    and whether its sender is new.

    A correction by who did not send the original stands alone, with a warning: neither a forged one nor a colleague's
    mistake may hide what it speaks of.
    """
    earlier = corrected(item, parsed)
    related = earlier or kindred.nearest(item)
    if related is None and states(item):
        related = _named(item, parsed)
    if earlier is None and related is not None and states(item):
        earlier = _own_version(item, related)
    if related is not None and states(item):
        story = _versions(related.family or related.pk)
        if earlier is None or not succession.is_of_origin(item, story):
            item.disputes, related, earlier = related, None, None
    item.family = (related.family or related.pk) if related else item.pk
    others = _versions(item.family) if related else []
    item.corrects = None if earlier and succession.is_older(item.version, earlier.version) else earlier
    item.repeats = succession.repeated(item, others)
    item.rank = succession.rank(item, others, repeats=item.repeats)
    item.first_contact = is_first_contact(item)


def _versions(family: str) -> list[Item]:
    """The versions of a story, as far as they say where a new one stands; the latest ones of very many."""
    found = Item.objects.filter(family=family).exclude(status=Status.QUARANTINED).order_by("-received_at", "-pk")
    return list(found.defer("html", "original_html")[:_VERSIONS])


def _own_version(item: Item, related: Item) -> Item | None:
    """The topmost version of a story that the item's own sender sent."""
    family = [related, *_versions(related.family or related.pk)]
    own = [one for one in family if succession.speaks_for(item, one)]
    return max(own, key=versions.place, default=None)


def is_first_contact(item: Item) -> bool:
    """Whether a sender whom the register does not know writes for the first time."""
    if item.known_sender or not item.sender_domain:
        return False
    before = Item.objects.filter(sender_domain=item.sender_domain, sender_address__iexact=item.sender_address)
    return not before.exclude(pk=item.pk).exists()


def corrected(item: Item, parsed: ParsedItem) -> Item | None:
    """The item of the same sender that `item` corrects or takes back: an earlier version of the same wire, or the
    release it names or resembles."""
    earlier = Item.objects.filter(pk__lt=item.pk)
    if item.kind in _VERSIONED:
        same = earlier.filter(uri=item.uri, kind=item.kind).exclude(uri="")
        if item.kind == Kind.FEED_ENTRY:  # Feeds count their entries as they like.
            same = same.filter(source=item.source)
        return same.order_by("-rank", "-received_at", "-pk").first()
    if not states(item):
        return None
    named = _named(item, parsed)
    return named if named is not None and succession.speaks_for(item, named) else _alike(item)


def _named(item: Item, parsed: ParsedItem) -> Item | None:
    """The item that a mail says it answers to, whoever sent that."""
    if not parsed.replaces or item.kind in _VERSIONED:
        return None
    return Item.objects.filter(pk__lt=item.pk, message_id__in=parsed.replaces).order_by("-pk").first()


def _alike(item: Item) -> Item | None:
    """A release of the same sender whose headline says nearly the same, or is named in the text."""
    if not item.sender_domain:
        return None
    of_sender = Q(sender_domain=item.sender_domain)
    if item.known_sender and item.organisation:
        of_sender |= Q(known_sender=True, organisation=item.organisation)
    candidates = (
        Item.objects.filter(
            of_sender,
            received_at__gte=item.received_at - CORRECTED_WITHIN,
            received_at__lte=item.received_at,
            kind__in=_CORRECTABLE,
        )
        .exclude(pk=item.pk)
        .defer("html", "original_html", "body")
        .order_by("-received_at")[:_CANDIDATES]
    )
    wanted, said = _words(item), _words_in(text_of(item)[:_NOTE])
    scored = [(_score(wanted, said, one), one) for one in candidates if succession.speaks_for(item, one)]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _ALIKE else None


def _score(wanted: set[str], said: set[str], one: Item) -> float:
    """How alike two headlines are, 0 to 1; a headline that is named in the text counts nearly as much."""
    words, title = _words(one), _words_in(one.headline)
    alike = len(wanted & words) / max(len(wanted | words), 1)
    is_named = len(title) >= _FEWEST_NAMED and len(said & title) >= _NAMED * len(title)
    return max(alike, _NAMED if is_named else 0.0)


def _words(item: Item) -> set[str]:
    return _words_in(f"{clean_subject(item.subject)} {item.headline}")


def _words_in(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
