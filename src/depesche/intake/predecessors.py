"""Which earlier item a new one repeats, and which one it corrects."""

from __future__ import annotations

import re
from datetime import timedelta

from depesche.desk.models import Item, Kind
from depesche.intake import kindred
from depesche.intake.models import Receipt
from depesche.intake.parsed import ParsedItem
from depesche.intake.release.headline import clean_subject

CORRECTED_WITHIN = timedelta(days=30)
_VERSIONED = (Kind.WIRE, Kind.FEED_ENTRY)
_WORD = re.compile(r"\w{3,}")
_CANDIDATES = 200
_ALIKE = 0.5


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
    """Say of an unsaved item what it corrects, to which story it belongs, and whether its sender is new."""
    earlier = corrected(item, parsed)
    related = earlier or kindred.nearest(item)
    if earlier is None and item.kind == Kind.CORRECTION and related and related.sender_domain == item.sender_domain:
        earlier = related  # the headline was changed too
    item.corrects = None if earlier and _is_older(item, earlier) else earlier
    item.family = (related.family or related.pk) if related else item.pk
    item.first_contact = is_first_contact(item)


def _is_older(item: Item, other: Item) -> bool:
    """A version that was overtaken on its way."""
    return item.version.isdecimal() and other.version.isdecimal() and int(item.version) < int(other.version)


def is_first_contact(item: Item) -> bool:
    """Whether a sender whom the register does not know writes for the first time."""
    if item.known_sender or not item.sender_domain:
        return False
    before = Item.objects.filter(sender_domain=item.sender_domain, sender_address__iexact=item.sender_address)
    return not before.exclude(pk=item.pk).exists()


def corrected(item: Item, parsed: ParsedItem) -> Item | None:
    """The item that `item` corrects: an earlier version of the same wire, or the release it names or resembles."""
    earlier = Item.objects.exclude(pk=item.pk).filter(pk__lt=item.pk)
    if item.kind in _VERSIONED:
        return earlier.filter(uri=item.uri, kind=item.kind).order_by("-pk").first() if item.uri else None
    if item.kind != Kind.CORRECTION:
        return None
    if parsed.replaces:
        found = earlier.filter(message_id__in=parsed.replaces).order_by("-pk").first()
        if found is not None:
            return found
    return _alike(item)


def _alike(item: Item) -> Item | None:
    """A release of the same sender, or of the same domain, whose headline says nearly the same."""
    if not item.sender_domain:
        return None
    candidates = (
        Item.objects.filter(
            sender_domain=item.sender_domain,
            received_at__gte=item.received_at - CORRECTED_WITHIN,
            received_at__lte=item.received_at,
            kind__in=(Kind.PRESS_RELEASE, Kind.FORWARDED_RELEASE, Kind.CORRECTION),
        )
        .exclude(pk=item.pk)
        .only("pk", "headline", "subject")
        .order_by("-received_at")[:_CANDIDATES]
    )
    wanted = _words(item)
    scored = [(len(wanted & words) / max(len(wanted | words), 1), one) for one in candidates if (words := _words(one))]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _ALIKE else None


def _words(item: Item) -> set[str]:
    return set(_WORD.findall(f"{clean_subject(item.subject)} {item.headline}".casefold()))
