"""The one durable door: raw bytes go in, and once `accept` returns they survive a crash.

Every road ends here, be it a mail server, a feed or a file. The bytes are kept by their SHA-256, the arrival
beside them in the spool; files and folders are synced before anybody is told "accepted". No database is needed.
Things that come at the same time are taken in together and share the syncs (decision 0007).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from depesche.delivery.stores.blobs import Blobs
from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.ids import Ids
from depesche.intake.spool import Spool
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config

MOST_AT_ONCE = 32
"""Things that are taken in together: each holds two descriptors until the disk has it."""
MOST_BYTES_AT_ONCE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that wants to come in. `id` lets who brings many fix their order beforehand (see `Door.next_id`)."""

    raw: bytes
    how: Circumstances
    id: str = ""


class Door:
    """Takes things in; may be shared between threads."""

    def __init__(self, *, blobs: Blobs, spool: Spool, clock: Clock = utc_now, ids: Ids | None = None) -> None:
        self._blobs = blobs
        self._spool = spool
        self._clock = clock
        self._ids = ids or Ids(clock=clock)

    def prepare(self) -> None:
        """Do beforehand what the first things that come in would have to wait for. Raises OSError."""
        self._blobs.prepare()

    def accept(self, raw: bytes, how: Circumstances, *, id: str = "") -> Arrival:
        """Keep `raw` for good. Raises OSError when it could not be made durable: then do not acknowledge."""
        return self._take([Delivery(raw, how, id)])[0]

    def accept_all(self, deliveries: Sequence[Delivery]) -> list[Arrival | OSError]:
        """What became of each. Those that fit together wait for the disk once; what fails, fails alone."""
        outcomes: list[Arrival | OSError] = []
        for group in groups(deliveries):
            try:
                outcomes += self._take(group)
            except OSError as error:
                outcomes += [error] if len(group) == 1 else [self._take_alone(delivery) for delivery in group]
        return outcomes

    def _take_alone(self, delivery: Delivery) -> Arrival | OSError:
        try:
            return self._take([delivery])[0]
        except OSError as error:
            return error

    def _take(self, deliveries: Sequence[Delivery]) -> list[Arrival]:
        """All or, with OSError, none. Bytes before receipts: a receipt never names bytes that a crash can take away."""
        ids = [delivery.id or self._ids.next() for delivery in deliveries]
        digests = self._blobs.put_all([delivery.raw for delivery in deliveries])
        now = self._clock()
        arrivals = [
            Arrival(id=own, accepted_at=now, sha256=sha256, size=len(delivery.raw), how=delivery.how)
            for own, sha256, delivery in zip(ids, digests, deliveries, strict=True)
        ]
        self._spool.add_all(arrivals)
        return arrivals

    def accept_under(self, id: str, raw: bytes, how: Circumstances) -> Arrival:
        """As `accept`, under an id that others may be using at this moment for the same bytes: it is one arrival,
        however often it is handed in. Raises OSError."""
        sha256 = self._blobs.put(raw)
        arrival = Arrival(id=id, accepted_at=self._clock(), sha256=sha256, size=len(raw), how=how)
        self._spool.put(arrival)
        return arrival

    def next_id(self) -> str:
        return self._ids.next()


def spool_folder(config: Config) -> Path:
    return config.home / "intake" / "spool"


def open_spool(config: Config) -> Spool:
    return Spool(spool_folder(config))


def open_door(config: Config, *, clock: Clock = utc_now) -> Door:
    """The door of this newsroom. Raises OSError when its folders cannot be made."""
    return Door(blobs=Blobs(config.raw_folder), spool=open_spool(config), clock=clock)


def groups(deliveries: Sequence[Delivery]) -> Iterator[list[Delivery]]:
    """In their order, as many together as the disk is asked for at once."""
    group: list[Delivery] = []
    weight = 0
    for delivery in deliveries:
        weight += len(delivery.raw)
        if group and (len(group) == MOST_AT_ONCE or weight > MOST_BYTES_AT_ONCE):
            yield group
            group, weight = [], len(delivery.raw)
        group.append(delivery)
    if group:
        yield group
