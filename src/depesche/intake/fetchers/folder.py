"""A watched folder: files that are whole are taken in and moved to `done/`; what cannot be read goes to `failed/`.

A file is whole when it looks the same in two tries one after the other. Who renames a finished file into the folder
is quicker served than who writes it there; names that begin with a dot or end like an unfinished transfer are let be.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from depesche.delivery.stores import durable
from depesche.intake.arrivals import Circumstances
from depesche.intake.channels.jobs import Fetched, Job
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.door import Door

FETCHER = "folder"
DONE, FAILED = "done", "failed"
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
    taken = 0
    for name in whole[:BATCH]:
        taken += _take(door, folder, name, source=job.name)
        del seen[name]
    return Fetched(
        arrivals=taken, bookmark={"seen": {_key(name): facts for name, facts in seen.items()}}, more=len(whole) > BATCH
    )


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


def _take(door: Door, folder: Path, name: str, *, source: str) -> bool:
    """Take one file in and move it to `done/` once it is durable; False when it went to `failed/`, or is gone."""
    path = folder / name
    try:
        if path.stat().st_size > LARGEST:
            _move(path, folder / FAILED)
            return False
        content = path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        _move(path, folder / FAILED)
        return False
    try:
        door.accept(content, Circumstances(fetcher=FETCHER, source=source, file_name=name))
        _move(path, folder / DONE)
    except OSError as error:
        raise Trouble(Code.STORAGE, error.strerror or "") from error
    return True


def _move(path: Path, folder: Path) -> None:
    """Move a file, never over another one."""
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    path.rename(target)
    durable.sync_folder(folder)
    durable.sync_folder(path.parent)
