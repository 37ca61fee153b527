"""One number that all processes of a home share: how often the content store has changed.

Readers look at it on every request (a memory read, no system call); writers raise it under a lock. The same
lock orders writers of the store, so that the encoded variants of a page always come from one writer.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SIZE = 8


class Generation:
    """A counter in an 8-byte file that is mapped into memory, in the machine's own byte order."""

    def __init__(self, file: Path) -> None:
        self._file = file
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(descriptor).st_size < _SIZE:
                os.truncate(descriptor, _SIZE)
            self._memory = mmap.mmap(descriptor, _SIZE)
        finally:
            os.close(descriptor)
        self._words = memoryview(self._memory).cast("Q")
        self._thread_lock = threading.Lock()

    @property
    def value(self) -> int:
        return self._words[0]

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the writers' lock; the counter is raised on leaving, also when the writer failed half-way."""
        with self._thread_lock:
            descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                try:
                    yield
                finally:
                    self._words[0] = self._words[0] + 1
            finally:
                os.close(descriptor)

    def close(self) -> None:
        self._words.release()
        self._memory.close()
