"""A watched folder: files that are whole are taken in and moved to `done/`; what cannot be opened goes to `failed/`.

What is taken is read a moment later. Should that end in quarantine, the file moves on to `quarantine/`, with the reason
in a text file beside it: who dropped it sees the folder, not the desk.

A file is whole when it looks the same in two tries one after the other. Who renames a finished file into the folder
is quicker served than who writes it there; names that begin with a dot or end like an unfinished transfer are let be.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depesche.delivery.stores import durable
from depesche.intake.arrivals import Circumstances
from depesche.intake.channels.jobs import AWAITED, Fetched, Job
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.door import Door

FETCHER = "folder"
DONE, FAILED, QUARANTINE = "done", "failed", "quarantine"
MOST_AWAITED = 1_000
"""Files whose reading is awaited; of older ones nothing more is said here."""
BATCH = 200
LARGEST = 200 * 1024 * 1024
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".swp", "~")


def poll(job: Job, *, door: Door) -> Fetched:
    """Look once. Raises Trouble: FOLDER when the folder cannot be used, STORAGE when nothing can be kept here."""
    folder = Path(job.address)
    before: dict[str, Any] = job.bookmark.get("seen", {})
    try:
        seen = _look(folder)
        whole = [name for name in sorted(seen) if before.get(_key(name)) == seen[name]]
        for sub in (DONE, FAILED) if whole else ():
            (folder / sub).mkdir(exist_ok=True)
    except OSError as error:
        raise Trouble(Code.FOLDER, f"{folder}: {error.strerror or error}") from error
    awaited = _sort_out(folder, job)
    taken = 0
    for name in whole[:BATCH]:
        if (found := _take(door, folder, name, source=job.name)) is not None:
            awaited[found.id] = _key(found.file)
            taken += 1
        del seen[name]
    bookmark: dict[str, Any] = {"seen": {_key(name): facts for name, facts in seen.items()}}
    if awaited:
        bookmark[AWAITED] = dict(list(awaited.items())[-MOST_AWAITED:])
    return Fetched(arrivals=taken, bookmark=bookmark, more=len(whole) > BATCH)


def _sort_out(folder: Path, job: Job) -> dict[str, str]:
    """Move what turned out to be unreadable to `quarantine/`; what is still awaited."""
    awaited: dict[str, str] = dict(job.bookmark.get(AWAITED, {}))
    for arrival_id, reason in job.verdicts.items():
        name = awaited.pop(arrival_id, "")
        if name and reason:
            _set_apart(folder, _name(name), reason)
    return awaited


def _set_apart(folder: Path, name: str, reason: str) -> None:
    """What somebody has taken away meanwhile, or may not be moved, is left as it is: the desk tells of it anyway."""
    with suppress(OSError):
        (folder / QUARANTINE).mkdir(exist_ok=True)
        moved = _move(folder / DONE / name, folder / QUARANTINE)
        note = os.fsencode(folder / QUARANTINE / moved) + b".reason.txt"
        Path(os.fsdecode(note)).write_text(reason + "\n", "utf-8")


def _look(folder: Path) -> dict[str, list[int]]:
    """The plain files that may be taken, each with size and time of change."""
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name.lower().endswith(_UNFINISHED):
                continue
            if entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                found[entry.name] = [status.st_size, status.st_mtime_ns]
    return found


def _key(name: str) -> str:
    """A file's name, which may hold any bytes, as text that any database keeps."""
    return os.fsencode(name).decode("latin-1")


def _name(key: str) -> str:
    """The reverse of `_key`."""
    return os.fsdecode(key.encode("latin-1"))


@dataclass(frozen=True, slots=True)
class _Taken:
    """An arrival, and what its file is called in `done/`."""

    id: str
    file: str


def _take(door: Door, folder: Path, name: str, *, source: str) -> _Taken | None:
    """Take one file in and move it to `done/` once it is durable; None when it went to `failed/`, or is gone."""
    path = folder / name
    try:
        if path.stat().st_size > LARGEST:
            _move(path, folder / FAILED)
            return None
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        _move(path, folder / FAILED)
        return None
    try:
        arrival = door.accept(content, Circumstances(fetcher=FETCHER, source=source, file_name=name))
        return _Taken(arrival.id, _move(path, folder / DONE))
    except OSError as error:
        raise Trouble(Code.STORAGE, error.strerror or "") from error


def _move(path: Path, folder: Path) -> str:
    """Move a file, never over another one; its name there."""
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    path.rename(target)
    durable.sync_folder(folder)
    durable.sync_folder(path.parent)
    return target.name
