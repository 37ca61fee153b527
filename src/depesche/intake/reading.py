"""The worker's part: arrivals from the spool become items, each once, whatever is killed in between.

A batch is parsed first and written in one transaction; only then its spool files go. After a crash the files are
still there and their receipts are not, or both are there and the files are dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.db import OperationalError, transaction

from depesche.delivery.stores.blobs import Blobs
from depesche.desk import inbox
from depesche.desk.models import Item
from depesche.intake import kindred, predecessors, routing
from depesche.intake.arrivals import Arrival
from depesche.intake.door import open_spool
from depesche.intake.drafting import Desk, draft, item_id, received_at
from depesche.intake.models import Outcome, Receipt
from depesche.intake.parsed import EMPTY, ParsedItem, Reading, quarantined
from depesche.intake.parsers import registry
from depesche.intake.sources import Register
from depesche.intake.tidying import text
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config

log = logging.getLogger(__name__)

_SYNC_THREADS = 8
BATCH = 25
"""Arrivals in one transaction: the first of them waits until the last is read."""
BATCH_BYTES = 64 * 1024 * 1024
MISSING = "Die Rohfassung fehlt auf der Platte. Bitte den Absender, die Mail noch einmal zu schicken."
UNSTORABLE = "Diese Eingabe ließ sich nicht speichern. Die Rohfassung ist gesichert."
SAME_BYTES = "Dieselbe Sendung kam schon einmal, Byte für Byte."
SAME_CONTENT = "Dieselbe Sendung kam schon einmal auf anderem Weg."
NOTHING_NEW = "Alle Einträge sind schon bekannt."
_ASKED_AGAIN = frozenset({"feed", "websub"})
"""Roads that bring the same document again and again: known entries are passed over, not noted as duplicates."""


@dataclass(slots=True)
class _Read:
    """One arrival as parsed. `parsed` is None for bytes that have a receipt already and need no parsing."""

    arrival: Arrival
    parser: str = ""
    parsed: Reading | None = None
    items: list[Item] = field(default_factory=list)


def drain(config: Config, *, clock: Clock = utc_now) -> int:
    """Read all that waits in the spool; how many arrivals that were.

    Raises django.db.OperationalError when the database cannot be reached: nothing is lost, call again.
    """
    spool = open_spool(config)
    blobs = Blobs(config.raw_folder)
    handled = 0
    while True:
        with spool.reader():
            batch = _batch(spool.waiting(BATCH))
            if not batch:
                spool.sweep(now=clock().timestamp())
                blobs.sweep(now=clock().timestamp())
                return handled
            desk = Desk(register=Register.load(), time_zone=config.time_zone)
            read = [_read(arrival, blobs, desk) for arrival in _unknown(batch)]
            _store_enclosures(read, blobs)
            _keep(read, clock)
            spool.remove(arrival.id for arrival in batch)
        # What came by mail is routed when its sender is known.
        routing.follow([item.pk for one in read for item in one.items if item.auth_due_at is None], at=clock())
        handled += len(batch)


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


def _unknown(batch: Sequence[Arrival]) -> Iterator[Arrival]:
    """Without those that were read before a crash kept their file from going."""
    ids = [arrival.id for arrival in batch]
    known = set(Receipt.objects.filter(arrival_id__in=ids).values_list("arrival_id", flat=True))
    return (arrival for arrival in batch if arrival.id not in known)


def _read(arrival: Arrival, blobs: Blobs, desk: Desk) -> _Read:
    if Receipt.objects.filter(sha256=arrival.sha256).exists():
        return _Read(arrival)
    raw = blobs.get(arrival.sha256)
    parser, parsed = ("", quarantined(MISSING)) if raw is None else registry.read(raw, arrival.how)
    items = [draft(arrival, position, parser, item, desk) for position, item in enumerate(parsed.items)]
    return _Read(arrival, parser, parsed, items)


def _store_enclosures(batch: Sequence[_Read], blobs: Blobs) -> None:
    """Keep the files of a batch by hash. Threads that wait for the disk together wait once."""
    found = [file for one in batch if one.parsed for item in one.parsed.items for file in item.enclosures]
    if found:
        with ThreadPoolExecutor(_SYNC_THREADS) as threads:
            list(threads.map(blobs.put, (file.content for file in found)))


def _keep(batch: Sequence[_Read], clock: Clock) -> None:
    """Write a batch; when the database refuses it, one by one, and what it still refuses as a quarantine entry."""
    try:
        _write(batch, clock)
    except OperationalError:
        raise
    except Exception as error:  # one arrival must not keep the others out for ever
        if len(batch) > 1:
            for one in batch:
                _keep([one], clock)
            return
        arrival = batch[0].arrival
        log.error("arrival %s cannot be stored: %s", arrival.id, error)
        _write([_unstorable(arrival)], clock)


def _unstorable(arrival: Arrival) -> _Read:
    desk = Desk(register=Register({}), time_zone="UTC")
    entry = quarantined(UNSTORABLE)
    return _Read(arrival, "", entry, [draft(arrival, 0, "", entry.items[0], desk)])


@transaction.atomic
def _write(batch: Sequence[_Read], clock: Clock) -> None:
    for one in batch:
        before = predecessors.receipts_of_same_bytes(one.arrival.sha256)
        if before:
            Receipt.objects.bulk_create(_repeated(one.arrival, before, clock))
        elif one.parsed is not None:
            Receipt.objects.bulk_create(_received(one, one.parsed, clock))


def _repeated(arrival: Arrival, before: Iterable[Receipt], clock: Clock) -> Iterator[Receipt]:
    """Receipts for bytes that were read before: what was a item then is repeated now, what was empty is again."""
    if arrival.how.fetcher in _ASKED_AGAIN:
        yield _receipt(arrival, 0, clock, outcome=Outcome.EMPTY, reason=NOTHING_NEW)
        return
    for receipt in before:
        empty = receipt.outcome == Outcome.EMPTY
        yield _receipt(
            arrival,
            receipt.position,
            clock,
            outcome=Outcome.EMPTY if empty else Outcome.DUPLICATE,
            reason=receipt.reason if empty else SAME_BYTES,
            item_id=receipt.item_id,
        )


def _received(one: _Read, parsed: Reading, clock: Clock) -> Iterator[Receipt]:
    if not parsed.items:
        yield _receipt(one.arrival, 0, clock, outcome=Outcome.EMPTY, reason=parsed.reason)
    passed_over = 0
    for position, (item, found) in enumerate(zip(one.items, parsed.items, strict=True)):
        if found.status == EMPTY:
            yield _receipt(one.arrival, position, clock, found, outcome=Outcome.EMPTY, reason=found.reason)
            continue
        twin = predecessors.same(item)
        if twin is not None and one.arrival.how.fetcher in _ASKED_AGAIN:
            passed_over += 1
            continue
        if twin is not None:
            yield _receipt(
                one.arrival, position, clock, found, outcome=Outcome.DUPLICATE, reason=SAME_CONTENT, item_id=twin.pk
            )
            continue
        predecessors.place(item, found)
        inbox.receive([item], at=clock())
        kindred.remember(item)
        yield _receipt(one.arrival, position, clock, found, outcome=Outcome.READ, item_id=item.pk)
    if passed_over == len(parsed.items) > 0:
        yield _receipt(one.arrival, 0, clock, outcome=Outcome.EMPTY, reason=NOTHING_NEW)


def _receipt(
    arrival: Arrival,
    position: int,
    clock: Clock,
    parsed: ParsedItem | None = None,
    *,
    outcome: Outcome,
    reason: str = "",
    item_id: str | None = None,
) -> Receipt:
    how = arrival.how
    return Receipt(
        id=receipt_id(arrival, position),
        arrival_id=arrival.id,
        position=position,
        outcome=outcome,
        reason=reason,
        item_id=item_id,
        received_at=received_at(arrival, parsed),
        accepted_at=arrival.accepted_at,
        read_at=clock(),
        sha256=arrival.sha256,
        size=arrival.size,
        fetcher=text(how.fetcher, limit=40),
        source=text(how.source, limit=200),
        mail_from=None if how.mail_from is None else text(how.mail_from),
        rcpt_tos=[text(address) for address in how.rcpt_tos],
        peer=text(how.peer, limit=100),
        helo=text(how.helo, limit=500),
        file_name=text(how.file_name),
    )


receipt_id = item_id
"""A receipt and the item made of it share their key."""
