"""The spool: arrivals that are durable and wait to be read, one synced file each, oldest first.

A file appears by rename and goes only after its item is committed, so a crash at any point leaves either the
file (it is read again) or the item (the file is known and dropped).
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from depesche.delivery.stores import durable
from depesche.intake.arrivals import Arrival

log = logging.getLogger(__name__)

_SUFFIX = ".json"
_STALE_SECONDS = 3600.0


class Spool:
    """A folder of arrivals. Every method may be called from any thread and any process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unreadable = folder / "unreadable"
        durable.make_folder(folder)

    def add(self, arrival: Arrival) -> None:
        """Write `arrival`, file and folder synced. Raises OSError; nothing is then to be acknowledged."""
        self.add_all([arrival])

    def add_all(self, arrivals: Sequence[Arrival]) -> None:
        """As `add`, for several at once: all or none."""
        paths = [self._path(arrival.id) for arrival in arrivals]
        drafts = [path.with_suffix(".draft") for path in paths]
        try:
            durable.write_all_synced([(draft, one.to_json()) for draft, one in zip(drafts, arrivals, strict=True)])
            for draft, path in zip(drafts, paths, strict=True):
                draft.rename(path)
            durable.sync_folder(self.folder)
        except OSError:
            for path in (*drafts, *paths):
                path.unlink(missing_ok=True)
            raise

    def put(self, arrival: Arrival) -> None:
        """As `add`, for an arrival that others may be adding at this moment under the same id. Raises OSError; what
        then lies under the id stays, since another one may have been told that it is kept."""
        path = self._path(arrival.id)
        draft = path.with_suffix(f".{secrets.token_hex(4)}.draft")
        try:
            durable.write_all_synced([(draft, arrival.to_json())])
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
        durable.sync_folder(self.folder)

    def waiting(self, limit: int | None = None) -> list[Arrival]:
        """The oldest `limit` arrivals in the order they came. A file that is no arrival is set aside and logged."""
        arrivals: list[Arrival] = []
        for name in sorted(entry.name for entry in os.scandir(self.folder) if entry.name.endswith(_SUFFIX)):
            if limit is not None and len(arrivals) >= limit:
                break
            if arrival := self._read(self.folder / name):
                arrivals.append(arrival)
        return arrivals

    def remove(self, ids: Iterable[str]) -> None:
        """Forget arrivals whose items are committed. An id that is gone already is no error."""
        for arrival_id in ids:
            self._path(arrival_id).unlink(missing_ok=True)

    @contextmanager
    def reader(self) -> Iterator[None]:
        """Only one process reads at a time; others wait here."""
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def sweep(self, *, now: float) -> int:
        """Delete drafts that a crash left more than an hour before `now` (seconds since the epoch)."""
        stale = [path for path in self.folder.glob("*.draft") if now - path.stat().st_mtime > _STALE_SECONDS]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def _path(self, id: str) -> Path:
        return self.folder / f"{id}{_SUFFIX}"

    def _read(self, path: Path) -> Arrival | None:
        try:
            return Arrival.from_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError as error:
            self._unreadable.mkdir(exist_ok=True)
            path.rename(self._unreadable / path.name)
            log.error("spool: %s set aside in %s: %s", path.name, self._unreadable, error)
            return None
