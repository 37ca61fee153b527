"""The folder store: files as a web server would serve them, with `.gz` and `.br` beside each text.

A change is written to a temporary file, synced, renamed, and the folder synced; encoded variants are renamed
before the plain file, so that whoever sees the new plain file sees the new variants too.
"""

from __future__ import annotations

import contextlib
import gzip
import math
import os
import secrets
import stat
import time
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from depesche.delivery.stores import durable, names
from depesche.delivery.stores.generation import Generation
from depesche.delivery.stores.protocol import Mark, Stored

TEMPORARY = ".tmp"
"""Folder inside the store for files that are being written. Its name is none a store can hold."""

LASTING = "assets/"
"""Files below this carry a hash in their name and never change."""

_STAGERS = 4
_ABANDONED_AFTER = 3600.0
"""Seconds after which a temporary file must be a dead writer's."""


def encode(content: bytes, *, lasting: bool = False) -> dict[str, bytes]:
    """The variants of a text, by content coding. The same bytes in give the same bytes out (no time stamp).

    What lasts is packed as tightly as can be. For a page that may change in a minute, Brotli's quality 6 gives the
    size of quality 9 within 1 % in a tenth of the time.
    """
    quality, level = (11, 9) if lasting else (6, 6)
    return {"br": brotli.compress(content, quality=quality), "gzip": gzip.compress(content, level, mtime=0)}


class FolderStore:
    """A `Store` in a folder of this machine, shared by any number of processes."""

    def __init__(self, folder: Path, generation: Generation) -> None:
        self._folder = folder.absolute()
        self._temporary = self._folder / TEMPORARY
        self._generation = generation
        durable.make_folder(self._temporary)
        self._sweep()

    @property
    def generation(self) -> int:
        return self._generation.value

    def put(self, name: str, content: bytes) -> bool:
        return bool(self.put_all({name: content}))

    def put_all(self, files: Mapping[str, bytes]) -> list[str]:
        changed = [name for name, content in files.items() if not self._holds(name, content)]
        if not changed:
            return []
        durable.make_folder(self._temporary)  # Somebody may have emptied the store under us.
        with contextlib.ExitStack() as cleanup:
            staged = self._stage_all({name: files[name] for name in changed}, cleanup)
            with self._generation.changing():
                folders = dict.fromkeys(_move(source, target) for source, target in staged)
        _sync_all(folders)
        return changed

    def get(self, name: str) -> bytes | None:
        try:
            return self._path(name).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def delete(self, name: str) -> bool:
        path = self._path(name)
        with self._generation.changing():
            # The plain file goes last: if we die half-way, the name is still listed and can be removed again.
            removed = [_remove(file) for file in (*_variant_files(path).values(), path)]
        if not any(removed):
            return False
        _sync_if_there(path.parent)
        self._prune(path.parent)
        return True

    def names(self, prefix: str = "") -> Iterator[str]:
        names.check(f"{prefix}x")
        start = self._folder / prefix.rpartition("/")[0]
        for folder, subfolders, files in os.walk(start):
            subfolders[:] = [entry for entry in subfolders if entry[0] != "."]
            relative = Path(folder).relative_to(self._folder).as_posix()
            for file in files:
                name = file if relative == "." else f"{relative}/{file}"
                if name.startswith(prefix) and names.is_valid(name):
                    yield name

    def mark(self, name: str) -> Mark | None:
        try:
            status = self._path(name).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return _mark(status) if stat.S_ISREG(status.st_mode) else None

    def load(self, name: str) -> Stored | None:
        path = self._path(name)
        try:
            with path.open("rb", buffering=0) as file:
                mark = _mark(os.fstat(file.fileno()))
                content = file.readall()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        variants = {}
        for coding, variant in _variant_files(path).items():
            with contextlib.suppress(FileNotFoundError):
                variants[coding] = variant.read_bytes()
        return Stored(content=content, mark=mark, variants=variants)

    def chunks(self, name: str, *, size: int = 262_144) -> Iterator[bytes]:
        with self._path(name).open("rb", buffering=0) as file:
            while chunk := file.read(size):
                yield chunk

    def _path(self, name: str) -> Path:
        return self._folder / names.check(name)

    def _holds(self, name: str, content: bytes) -> bool:
        path = self._path(name)
        if self.get(name) != content:
            return False
        return not names.is_text(name) or all(file.exists() for file in _variant_files(path).values())

    def _stage_all(self, files: Mapping[str, bytes], cleanup: contextlib.ExitStack) -> list[tuple[Path, Path]]:
        """Stage several files at once: packing and syncing leave the interpreter free for one another."""
        if len(files) == 1:
            return [pair for name, content in files.items() for pair in self._stage(name, content, cleanup)]
        with ThreadPoolExecutor(_STAGERS) as pool:
            staged = pool.map(lambda name: self._stage(name, files[name], cleanup), files)
            return [pair for pairs in staged for pair in pairs]

    def _stage(self, name: str, content: bytes, cleanup: contextlib.ExitStack) -> list[tuple[Path, Path]]:
        """Write all forms of a file beside the store; (temporary file, its place) pairs, the plain one last."""
        path = self._path(name)
        forms: dict[Path, bytes] = {}
        if names.is_text(name):
            places = _variant_files(path)
            encoded = encode(content, lasting=name.startswith(LASTING))
            forms = {places[coding]: variant for coding, variant in encoded.items()}
        staged = []
        stamp = _stamp(path)
        for target, form in (*forms.items(), (path, content)):
            temporary = self._temporary / secrets.token_hex(12)
            cleanup.callback(temporary.unlink, missing_ok=True)
            durable.write_synced(temporary, form)
            os.utime(temporary, (stamp, stamp))
            staged.append((temporary, target))
        return staged

    def _sweep(self) -> None:
        """Remove what writers left that died long ago."""
        for file in self._temporary.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if time.time() - file.stat().st_mtime > _ABANDONED_AFTER:
                    file.unlink()

    def _prune(self, folder: Path) -> None:
        """Remove folders that a deletion left empty. Who fills one at the same time makes it again."""
        while folder != self._folder:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


def _mark(status: os.stat_result) -> Mark:
    return Mark(tag=(status.st_ino, status.st_mtime_ns, status.st_size), size=status.st_size)


def _stamp(path: Path) -> float:
    """The time of change for a file's next state: now, but in another second than the state before.

    A web server that serves the folder tells two states apart by second and size alone (nginx, Caddy).
    """
    now = time.time()
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return max(now, math.floor(path.stat().st_mtime) + 1)
    return now


def _variant_files(path: Path) -> dict[str, Path]:
    return {coding: path.with_name(path.name + suffix) for coding, suffix in names.VARIANTS.items()}


def _move(source: Path, target: Path) -> Path:
    """Rename into place and return the folder, making it when a deletion just removed it."""
    for _ in range(10):
        durable.make_folder(target.parent)
        try:
            source.replace(target)
        except FileNotFoundError:
            continue
        return target.parent
    raise FileNotFoundError(target)


def _sync_all(folders: Collection[Path]) -> None:
    """At once, where there are several: the disk commits for all who wait."""
    if len(folders) == 1:
        _sync_if_there(*folders)
        return
    with ThreadPoolExecutor(_STAGERS) as pool:
        list(pool.map(_sync_if_there, folders))


def _sync_if_there(folder: Path) -> None:
    with contextlib.suppress(FileNotFoundError):  # emptied and removed by somebody else meanwhile
        durable.sync_folder(folder)


def _remove(file: Path) -> bool:
    try:
        file.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True
