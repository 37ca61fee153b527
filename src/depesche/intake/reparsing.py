"""Deriving items again from the raw bytes, after a parser or the register has learnt something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from depesche.delivery.stores.blobs import Blobs
from depesche.desk import dividing, inbox
from depesche.desk.models import Item
from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.drafting import MAIL, Desk, facts
from depesche.intake.models import Outcome, Receipt
from depesche.intake.parsed import EMPTY
from depesche.intake.parsers import registry
from depesche.intake.sources import Register
from depesche.intake.tidying import tidy
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config


def reparse(config: Config, ids: Sequence[str] = (), *, clock: Clock = utc_now) -> Iterator[Receipt]:
    """Read arrivals again and yield the receipts of their items. `ids` are keys of items or receipts; none: all.

    What an editor decided on an item stays. Nothing is deleted: an entry that is no longer found keeps its item.
    Raises KeyError for an id that is none.
    """
    desk = Desk(register=Register.load(), time_zone=config.time_zone)
    blobs = Blobs(config.raw_folder)
    for arrival_id in _arrivals(ids):
        receipts = Receipt.objects.filter(arrival_id=arrival_id).select_related("item").order_by("position")
        yield from _again(list(receipts), blobs, desk, clock)


def _arrivals(ids: Sequence[str]) -> list[str]:
    if not ids:
        found = Receipt.objects.filter(outcome=Outcome.READ).order_by("arrival_id")
        return list(found.values_list("arrival_id", flat=True).distinct())
    wanted = {one: dividing.key_of_whole(one) for one in ids}
    known = dict(Receipt.objects.filter(pk__in=wanted.values()).values_list("pk", "arrival_id"))
    for one, whole in wanted.items():
        if whole not in known:
            raise KeyError(one)
    return list(dict.fromkeys(known[whole] for whole in wanted.values()))


def _again(receipts: Sequence[Receipt], blobs: Blobs, desk: Desk, clock: Clock) -> Iterator[Receipt]:
    raw = blobs.get(receipts[0].sha256)
    if raw is None:
        yield from receipts
        return
    arrival = _arrival(receipts[0])
    parser, reading = registry.read(raw, arrival.how)
    for receipt in receipts:
        if receipt.outcome == Outcome.READ and receipt.item and receipt.position < len(reading.items):
            parsed = tidy(reading.items[receipt.position])
            if parsed.status == EMPTY:  # What was an item once stays one.
                yield receipt
                continue
            for enclosure in parsed.enclosures:
                blobs.put(enclosure.content)
            derived = facts(parsed, parser=parser, moment=receipt.item.received_at, desk=desk)
            receipt.item = inbox.revise(
                receipt.item.pk, derived, status=parsed.status, reason=parsed.reason, at=clock()
            )
            _parts_again(receipt.item, derived, clock)
            if parser == MAIL:
                inbox.authenticate_later(receipt.item.pk, at=clock())
        yield receipt


def _parts_again(whole: Item, derived: Mapping[str, Any], clock: Clock) -> None:
    """Revise the items that were made of a mail's parts, as long as as many parts are found as there are items."""
    parts = dividing.parts_of(whole)
    if len(parts) != len(whole.parts):
        return
    for item, part in zip(parts, whole.parts, strict=True):
        fresh = {name: value for name, value in {**derived, **part}.items() if name not in dividing.OWN}
        inbox.revise(item.pk, fresh, status=item.status, reason=item.reason, at=clock())


def _arrival(receipt: Receipt) -> Arrival:
    how = Circumstances(
        fetcher=receipt.fetcher,
        source=receipt.source,
        received_at=receipt.received_at,
        mail_from=receipt.mail_from,
        rcpt_tos=tuple(receipt.rcpt_tos),
        peer=receipt.peer,
        helo=receipt.helo,
        file_name=receipt.file_name,
    )
    return Arrival(
        id=receipt.arrival_id, accepted_at=receipt.accepted_at, sha256=receipt.sha256, size=receipt.size, how=how
    )
