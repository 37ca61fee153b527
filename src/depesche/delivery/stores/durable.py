"""Writing files so that a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

_START_WRITING = 2  # SYNC_FILE_RANGE_WRITE
_SYNC_THREADS = 4
_WORTH_THREADS = 3


def write_synced(file: Path, content: bytes) -> None:
    """Write a new file and sync its bytes. Raises `FileExistsError`: a temporary name is never shared."""
    write_all_synced([(file, content)])


def write_all_synced(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write new files and sync their bytes: all, or none and `OSError`.

    The disk is set to work on all of them before the first is waited for. A file system that commits in turns, as
    ext4 and XFS do, then commits once for many.
    """
    opened: list[int] = []
    try:
        for file, content in files:
            opened.append(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644))
            _write(opened[-1], content)
        for descriptor in opened if len(opened) > 1 else ():
            _start_writing(descriptor)
        _sync_all(opened)
    except BaseException:
        for file, _content in files[: len(opened)]:
            file.unlink(missing_ok=True)
        raise
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _write(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _start_writing(descriptor: int) -> None:
    """A hint that promises nothing; where it is not known, the sync that follows does all the work."""
    if hint := _sync_file_range():
        hint(descriptor, 0, 0, _START_WRITING)


@cache
def _sync_file_range() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    try:
        hint = ctypes.CDLL(None).sync_file_range
    except (OSError, AttributeError):
        return None
    hint.argtypes = (ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint)
    return hint


def sync_folder(folder: Path) -> None:
    """Make the entries of a folder durable: names that were added, replaced or removed."""
    sync_folders([folder])


def sync_folders(folders: Iterable[Path]) -> None:
    """As `sync_folder`, for several at once."""
    opened: list[int] = []
    try:
        for folder in folders:
            opened.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
        _sync_all(opened)
    finally:
        for descriptor in opened:
            os.close(descriptor)


def _sync_all(descriptors: Sequence[int]) -> None:
    """Sync each; a few at a time, since the disk flushes once for all that ask it at the same moment.

    Raises the first OSError, after all have been tried: none may be closed while it is being synced.
    """
    if len(descriptors) < _WORTH_THREADS:
        for descriptor in descriptors:
            os.fsync(descriptor)
        return
    shares = [descriptors[start::_SYNC_THREADS] for start in range(_SYNC_THREADS)]
    for failure in list(_threads().map(_sync_share, shares)):
        if failure is not None:
            raise failure


def _sync_share(descriptors: Iterable[int]) -> OSError | None:
    failure = None
    for descriptor in descriptors:
        try:
            os.fsync(descriptor)
        except OSError as error:
            failure = failure or error
    return failure


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_SYNC_THREADS, thread_name_prefix="sync")


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, each durable in its own parent."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)
