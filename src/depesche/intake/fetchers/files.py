"""Files as a road into the newsroom: found, read and taken in through the same door as mails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.door import Delivery, Door

FETCHER = "file"
BATCH = 100
BATCH_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read or taken in, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Waiting:
    id: str
    path: str
    content: bytes


def expand(paths: Iterable[str]) -> Iterator[str]:
    """Each path, folders replaced by the files below them in sorted order; hidden ones are passed over."""
    for path in paths:
        folder = Path(path)
        if folder.is_dir():
            for found in sorted(folder.rglob("*")):
                hidden = any(part.startswith(".") for part in found.relative_to(folder).parts)
                if found.is_file() and not hidden:
                    yield str(found)
        else:
            yield path


def take(
    door: Door, paths: Iterable[str], *, received_at: datetime | None = None, source: str = ""
) -> Iterator[list[Arrival | Unreadable]]:
    """Take files in; yields what became of them in batches, in their order. What is yielded as arrival is durable."""

    for batch in _batches(door, paths):
        whole = [_delivery(one, received_at=received_at, source=source) for one in batch if isinstance(one, _Waiting)]
        outcomes = iter(door.accept_all(whole))
        yield [one if isinstance(one, Unreadable) else _outcome(one, next(outcomes)) for one in batch]


def _delivery(one: _Waiting, *, received_at: datetime | None, source: str) -> Delivery:
    how = Circumstances(fetcher=FETCHER, source=source, received_at=received_at, file_name=one.path)
    return Delivery(one.content, how, one.id)


def _outcome(one: _Waiting, outcome: Arrival | OSError) -> Arrival | Unreadable:
    if isinstance(outcome, Arrival):
        return outcome
    return Unreadable(one.path, f"cannot be kept: {outcome.strerror or outcome}")


def _batches(door: Door, paths: Iterable[str]) -> Iterator[list[_Waiting | Unreadable]]:
    batch: list[_Waiting | Unreadable] = []
    weight = 0
    for path in paths:
        try:
            content = Path(path).read_bytes()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            batch.append(Unreadable(path, f"cannot be read: {reason}"))
        else:
            batch.append(_Waiting(door.next_id(), path, content))
            weight += len(content)
        if len(batch) >= BATCH or weight >= BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch
