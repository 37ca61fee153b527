"""The one durable door: raw bytes go in, and once `accept` returns they survive a crash.

Every road ends here, be it a mail server, a feed or a file. The bytes are kept by their SHA-256, the arrival
beside them in the spool; files and folders are synced before anybody is told "accepted". No database is needed.
"""

from __future__ import annotations

from pathlib import Path

from depesche.delivery.stores.blobs import Blobs
from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.ids import Ids
from depesche.intake.spool import Spool
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config


class Door:
    """Takes things in; may be shared between threads, which lets the disk commit several of them together."""

    def __init__(self, *, blobs: Blobs, spool: Spool, clock: Clock = utc_now, ids: Ids | None = None) -> None:
        self._blobs = blobs
        self._spool = spool
        self._clock = clock
        self._ids = ids or Ids(clock=clock)

    def accept(self, raw: bytes, how: Circumstances, *, id: str | None = None) -> Arrival:
        """Keep `raw` for good. Raises OSError when it could not be made durable: then do not acknowledge.

        `id` lets a caller that takes many things at once fix their order beforehand (see `next_id`).
        """
        arrival = Arrival(
            id=id or self._ids.next(),
            accepted_at=self._clock(),
            sha256=self._blobs.put(raw),
            size=len(raw),
            how=how,
        )
        self._spool.add(arrival)
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
