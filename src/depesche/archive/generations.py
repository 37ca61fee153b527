"""The folder of the archive: one generation of the index is current, the next one may be in the making.

archive/current          the name of the generation that is read
archive/next             the name of the one that a rebuild fills; writers write to both
archive/touched          paths written while the next one is filled: the rebuild leaves them as they are
archive/damaged          why the index has to be built anew, in words
archive/v1-1, v1-2, ...  the generations; the first number is the version of the fields
archive/*.lock           who writes, who rebuilds (flock: a dead process lets go)
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_PAUSE = 0.01
_NAME = re.compile(r"v\d+-\d+")


class ArchiveBusyError(OSError):
    """Another process has been writing to the archive for too long."""


class Generations:
    """Names, pointers and locks in the archive's folder. Pointers change by rename, so readers see old or new."""

    def __init__(self, folder: Path, *, version: int) -> None:
        self.folder = folder
        self.version = version

    def current(self) -> Path | None:
        """The generation to read, if there is one of this version."""
        generation = self._pointed("current")
        return generation if generation and generation.name.startswith(f"v{self.version}-") else None

    def next(self) -> Path | None:
        """The generation a running rebuild fills. What a dead one left does not count."""
        return self._pointed("next") if self.is_rebuilding() else None

    def new(self) -> Path:
        """An empty folder for a generation, named by nothing yet."""
        numbers = [int(path.name.partition("-")[2]) for path in self._all()]
        made = self.folder / f"v{self.version}-{max(numbers, default=0) + 1}"
        made.mkdir(parents=True)
        return made

    def is_used(self) -> bool:
        """Whether there is any generation, of whatever version."""
        return any(self._all())

    def _all(self) -> Iterator[Path]:
        return (path for path in self.folder.glob("v*-*") if _NAME.fullmatch(path.name))

    def set_current(self, generation: Path) -> None:
        self._write("current", generation.name)

    def set_next(self, generation: Path) -> None:
        self._remove("touched")
        self._write("next", generation.name)

    def finish_next(self, generation: Path) -> None:
        """Make the next generation the current one and drop what is no longer read."""
        self.set_current(generation)
        for name in ("next", "touched", "damaged"):
            self._remove(name)
        for old in list(self._all()):
            if old != generation:
                shutil.rmtree(old, ignore_errors=True)

    def touch(self, paths: Iterable[str]) -> None:
        """Note paths that a writer wrote while a rebuild runs."""
        with (self.folder / "touched").open("a", encoding="utf-8") as file:
            file.writelines(path + "\n" for path in paths)

    def touched(self) -> set[str]:
        return set(self._read("touched").splitlines())

    def mark_damaged(self, reason: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write("damaged", reason)

    def damage(self) -> str:
        """Why the index has to be built anew; empty when it is well."""
        return self._read("damaged").strip()

    @contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """One writer at a time; waits up to `patience` seconds, then raises `ArchiveBusyError`."""
        with self._locked("writing.lock", patience):
            yield

    def begin_writing(self, patience: float) -> Callable[[], None]:
        """The same for work that ends in another thread: returns what ends it."""
        stack = ExitStack()
        stack.enter_context(self.writing(patience))
        return stack.close

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """One rebuild at a time; raises `ArchiveBusyError` when one runs."""
        with self._locked("rebuilding.lock", 0):
            yield

    def is_rebuilding(self) -> bool:
        """True while some process rebuilds."""
        try:
            with self._locked("rebuilding.lock", 0):
                return False
        except ArchiveBusyError:
            return True

    @contextmanager
    def _locked(self, name: str, patience: float) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._wait(descriptor, name, time.monotonic() + patience)
            yield
        finally:
            os.close(descriptor)

    def _wait(self, descriptor: int, name: str, until: float) -> None:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise ArchiveBusyError(f"{self.folder / name} is held by another process") from None
                time.sleep(_PAUSE)
            else:
                return

    def _pointed(self, name: str) -> Path | None:
        generation = self._read(name).strip()
        return self.folder / generation if generation else None

    def _read(self, name: str) -> str:
        try:
            return (self.folder / name).read_text("utf-8")
        except FileNotFoundError:
            return ""

    def _write(self, name: str, content: str) -> None:
        temporary = self.folder / f".{name}.{os.getpid()}"
        temporary.write_text(content, "utf-8")
        temporary.replace(self.folder / name)

    def _remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)
