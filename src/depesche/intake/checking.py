"""Senders are checked after their mails were read: an item appears at once, its authenticity a moment later.

What could not be asked, because nobody answered, is asked again for a day.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.db import OperationalError, close_old_connections

from depesche.delivery.stores.blobs import Blobs
from depesche.desk import dividing, inbox
from depesche.desk.models import Item
from depesche.intake import routing
from depesche.intake.acknowledging import queue
from depesche.intake.arrivals import Circumstances
from depesche.intake.authenticity.examination import examine
from depesche.intake.authenticity.names import FileNames, Names, Unanswered
from depesche.intake.authenticity.resolver import DnsNames
from depesche.intake.authenticity.results import Examination
from depesche.intake.models import Receipt
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config
from depesche.kit.outages import DATABASE

log = logging.getLogger(__name__)

BATCH = 32
_THREADS = 8
_PAUSE, _AT_A_TIME = 0.5, 5.0
_DUTY = "senders"
_SOON, _LATER, _FOR = timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)


def catch_up(
    config: Config,
    *,
    seconds: float,
    clock: Clock = utc_now,
    names: Names | None = None,
    timer: Callable[[], float] = time.monotonic,
) -> int:
    """Check senders that are due, the newest mails first, until none is or about `seconds` have gone; how many.

    Raises django.db.DatabaseError when the database cannot be reached.
    """
    names = names or open_names(config)
    blobs = Blobs(config.raw_folder)
    end, handled = timer() + seconds, 0
    while due := _due(at=clock()):
        _check(due, blobs, names, config, at=clock())
        handled += len(due)
        if timer() >= end:
            break
    return handled


def run(config: Config, stop: threading.Event) -> None:
    """Check senders as they come, until `stop`."""
    pause = 0.0
    while not stop.is_set():
        busy = 0
        try:
            busy, pause = catch_up(config, seconds=_AT_A_TIME), _PAUSE
            DATABASE.worked(_DUTY)
        except OperationalError as error:
            pause = DATABASE.failed(_DUTY, error)
        close_old_connections()
        if not busy:
            stop.wait(pause)


def open_names(config: Config) -> Names:
    """The table of `DEPESCHE_DNS_FILE` where there is one, else the resolver of this machine."""
    if config.dns_file is None:
        return _resolver()
    try:
        return _table(config.dns_file, config.dns_file.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        _complain(f"DEPESCHE_DNS_FILE: {config.dns_file} cannot be used, nobody is asked instead: {error}")
        return _Nobody()


class _Nobody:
    """Stands in for a table that cannot be read: no question leaves the house instead."""

    def ask(self, name: str, kind: str) -> list[str]:
        raise Unanswered(name)


@lru_cache(maxsize=1)
def _complain(trouble: str) -> None:
    """Once, not at each look, for as long as it is the same trouble."""
    log.error("%s", trouble)


@lru_cache(maxsize=1)
def _resolver() -> DnsNames:
    return DnsNames()


@lru_cache(maxsize=1)
def _table(path: Path, _changed: int) -> FileNames:
    return FileNames.load(path)


def _due(*, at: datetime) -> list[Item]:
    found = Item.objects.filter(auth_due_at__lte=at).order_by("-pk")
    return list(found.only("pk", "raw_sha256", "sender_address", "received_at")[:BATCH])


def _check(items: Sequence[Item], blobs: Blobs, names: Names, config: Config, *, at: datetime) -> None:
    receipts = Receipt.objects.in_bulk([dividing.key_of_whole(item.pk) for item in items])

    def look(item: Item) -> Examination:
        raw = blobs.get(item.raw_sha256) or b""
        how = _circumstances(receipts.get(dividing.key_of_whole(item.pk)))
        return examine(raw, how, shown=item.sender_address, at=item.received_at, names=names)

    with ThreadPoolExecutor(_THREADS, thread_name_prefix="authenticity") as threads:
        found = list(threads.map(look, items))
    inbox.authenticate(
        {
            item.pk: inbox.Authenticity(
                results=one.results(),
                evidence=one.evidence(),
                again_at=_again(at - item.received_at, at=at) if one.unsure else None,
            )
            for item, one in zip(items, found, strict=True)
        },
        at=at,
    )
    routing.follow([item.pk for item in items], at=at)
    queue.note([item.pk for item in items], config, at=at)


def _again(age: timedelta, *, at: datetime) -> datetime | None:
    if age > _FOR:
        return None
    return at + (_SOON if age < _LATER else _LATER)


def _circumstances(receipt: Receipt | None) -> Circumstances:
    if receipt is None:
        return Circumstances(fetcher="unknown")
    return Circumstances(fetcher=receipt.fetcher, mail_from=receipt.mail_from, peer=receipt.peer, helo=receipt.helo)
