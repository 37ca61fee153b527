"""The worker's part: arrivals from the spool become items, each once, whatever is killed in between.

A batch is parsed first and written in one transaction; only then its spool files go. After a crash the files are
still there and their receipts are not, or both are there and the files are dropped.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from django.db import OperationalError, transaction

from depesche.delivery.stores.blobs import Blobs
from depesche.desk import inbox
from depesche.desk.models import Item
from depesche.intake import kindred, predecessors, receipts, routing
from depesche.intake.arrivals import Arrival
from depesche.intake.door import open_spool
from depesche.intake.drafting import Desk, draft
from depesche.intake.models import Outcome, Receipt
from depesche.intake.parsed import EMPTY, Reading, quarantined
from depesche.intake.parsers import registry
from depesche.intake.rounds import Portion, Rounds
from depesche.intake.sources import Register
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config

log = logging.getLogger(__name__)

_SYNC_THREADS = 8
BATCH = 25
"""Arrivals in one transaction: the first of them waits until the last is read."""
BATCH_BYTES = 64 * 1024 * 1024
MISSING = "Die Rohfassung fehlt auf der Platte. Bitte den Absender, die Mail noch einmal zu schicken."
UNSTORABLE = "Diese Eingabe ließ sich nicht speichern. Die Rohfassung ist gesichert."
SAME_CONTENT = "Dieselbe Sendung kam schon einmal auf anderem Weg."
_ASKED_AGAIN = frozenset({"feed", "websub"})
"""Roads that bring the same document again and again: known entries are passed over, not noted as duplicates."""


def drain(
    config: Config,
    *,
    clock: Clock = utc_now,
    rounds: Rounds | None = None,
    seconds: float = math.inf,
    timer: Callable[[], float] = time.monotonic,
) -> int:
    """Read what waits in the spool, for about `seconds`; how many arrivals, a long one counted for each portion.

    Who comes again soon hands over the same `rounds`, so that a long arrival is not read from its beginning.
    Raises django.db.OperationalError when the database cannot be reached: nothing is lost, call again.
    """
    spool = open_spool(config)
    blobs = Blobs(config.raw_folder)
    rounds = rounds or Rounds()
    handled, end = 0, timer() + seconds
    while timer() < end:
        with spool.reader():
            batch = _batch(rounds.admitted(spool.waiting(BATCH + rounds.waiting)))
            if not batch:
                spool.sweep(now=clock().timestamp())
                blobs.sweep(now=clock().timestamp())
                break
            try:
                read = _take_in(batch, rounds, blobs, config, clock)
            except BaseException:
                rounds.begin_anew()
                raise
            spool.remove(one.arrival.id for one in read if one.is_last)
        # What came by mail is routed when its sender is known.
        routing.follow([item.pk for one in read for item in one.items.values() if item.auth_due_at is None], at=clock())
        handled += len(read)
    return handled


def _take_in(batch: Sequence[Arrival], rounds: Rounds, blobs: Blobs, config: Config, clock: Clock) -> Sequence[Portion]:
    begun = _begun(batch)
    desk = Desk(register=Register.load(), time_zone=config.time_zone)
    portions = rounds.portions(batch, lambda arrival: _read(arrival, blobs))
    read = [_drafted(portion, desk) for portion in portions]
    _store_enclosures(read, blobs)
    _keep(read, begun, clock)
    return read


def _batch(waiting: Sequence[Arrival]) -> list[Arrival]:
    """As many as fit into memory together, at least one."""
    batch: list[Arrival] = []
    weight = 0
    for arrival in waiting:
        weight += arrival.size
        if batch and weight > BATCH_BYTES:
            break
        batch.append(arrival)
    return batch


def _is_asked_again(arrival: Arrival) -> bool:
    return arrival.how.fetcher in _ASKED_AGAIN


def _begun(batch: Sequence[Arrival]) -> set[str]:
    """The arrivals of which something was written: a crash came in between, or their end is still to come."""
    ids = [arrival.id for arrival in batch]
    return set(Receipt.objects.filter(arrival_id__in=ids).values_list("arrival_id", flat=True).distinct())


def _read(arrival: Arrival, blobs: Blobs) -> Portion:
    first = Receipt.objects.filter(sha256=arrival.sha256).order_by("arrival_id").values_list("arrival_id", flat=True)
    if (first.first() or arrival.id) != arrival.id:
        return Portion(arrival)
    raw = blobs.get(arrival.sha256)
    parser, parsed = ("", quarantined(MISSING)) if raw is None else registry.read(raw, arrival.how)
    return Portion.whole(arrival, parser, parsed)


def _drafted(portion: Portion, desk: Desk) -> Portion:
    """With drafts of its entries. What a feed brings again is known by its identity and needs none."""
    known: set[str] = set()
    if _is_asked_again(portion.arrival):
        found = [entry.identity for _position, entry in portion.entries if entry.identity]
        known = set(Item.objects.filter(identity__in=found).values_list("identity", flat=True))
    items = {
        position: draft(portion.arrival, position, portion.parser, entry, desk)
        for position, entry in portion.entries
        if entry.identity not in known
    }
    return replace(portion, items=items)


def _store_enclosures(batch: Sequence[Portion], blobs: Blobs) -> None:
    """Keep the files of a batch by hash. Threads that wait for the disk together wait once."""
    found = [file for one in batch for _position, entry in one.entries for file in entry.enclosures]
    if found:
        with ThreadPoolExecutor(_SYNC_THREADS) as threads:
            list(threads.map(blobs.put, (file.content for file in found)))


def _keep(batch: Sequence[Portion], begun: Set[str], clock: Clock) -> None:
    """Write a batch; when the database refuses it, one by one, and what it still refuses as a quarantine entry."""
    try:
        _write(batch, begun, clock)
    except OperationalError:
        raise
    except Exception as error:  # one entry must not keep the others out for ever
        pieces = batch if len(batch) > 1 else [batch[0].alone(position) for position, _entry in batch[0].entries]
        if len(pieces) > 1:
            again = begun | {one.arrival.id for one in batch}
            for one in pieces:
                _keep([one], again, clock)
            return
        log.error("arrival %s cannot be stored: %s", batch[0].arrival.id, error)
        _write([_unstorable(batch[0])], begun, clock)


def _unstorable(portion: Portion) -> Portion:
    desk = Desk(register=Register({}), time_zone="UTC")
    (entry,) = quarantined(UNSTORABLE).items
    position = portion.start
    others = portion.parsed.items if portion.parsed else ()
    parsed = Reading(items=(*others[:position], entry, *others[position + 1 :]))
    item = draft(portion.arrival, position, "", entry, desk)
    return Portion(portion.arrival, "", parsed, position, position + 1, {position: item})


@transaction.atomic
def _write(batch: Sequence[Portion], begun: Set[str], clock: Clock) -> None:
    for one in batch:
        own = Receipt.objects.filter(arrival_id=one.arrival.id, position__gte=one.start)
        have = set(own.values_list("position", flat=True)) if one.arrival.id in begun else set()
        before = predecessors.receipts_of_same_bytes(one.arrival.sha256) if one.start == 0 else []
        if before and before[0].arrival_id != one.arrival.id:
            again = receipts.repeated(one.arrival, before, clock, asked_again=_is_asked_again(one.arrival))
            Receipt.objects.bulk_create(receipt for receipt in again if receipt.position not in have)
        elif one.parsed is not None:
            Receipt.objects.bulk_create(_received(one, one.parsed, have, clock))


def _received(one: Portion, parsed: Reading, have: Set[int], clock: Clock) -> Iterator[Receipt]:
    """Receipts for the entries of a portion, and their items put into the inbox; `have` have theirs already."""
    if not parsed.items and not have:
        yield receipts.receipt(one.arrival, 0, clock, outcome=Outcome.EMPTY, reason=parsed.reason)
    written = bool(have)
    for position, found in one.entries:
        if position in have:
            continue
        if found.status == EMPTY:
            written = True
            yield receipts.receipt(one.arrival, position, clock, found, outcome=Outcome.EMPTY, reason=found.reason)
            continue
        item = one.items.get(position)
        twin = predecessors.same(item) if item else None
        if item is None or (twin is not None and _is_asked_again(one.arrival)):
            continue
        written = True
        if twin is not None:
            yield receipts.receipt(
                one.arrival, position, clock, found, outcome=Outcome.DUPLICATE, reason=SAME_CONTENT, item_id=twin.pk
            )
            continue
        predecessors.place(item, found)
        inbox.receive([item], at=clock())
        kindred.remember(item)
        yield receipts.receipt(one.arrival, position, clock, found, outcome=Outcome.READ, item_id=item.pk)
    if parsed.items and one.is_last and not written and not _is_written(one):
        yield receipts.receipt(one.arrival, 0, clock, outcome=Outcome.EMPTY, reason=receipts.NOTHING_NEW)


def _is_written(one: Portion) -> bool:
    return one.start > 0 and Receipt.objects.filter(arrival_id=one.arrival.id).exists()
