"""Raw bytes by their hash: `<2 hex>/<sha256>`. What was put is durable before `put` returns, and never changes."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from depesche.delivery.stores import durable

_SHA256 = re.compile(r"[0-9a-f]{64}")
_STALE_SECONDS = 3600.0


class Blobs:
    """A content-addressed store in a folder; any number of processes may write the same blob at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._temporary = self._folder / ".tmp"

    def prepare(self) -> None:
        """Make all folders there will be, so that no `put` has to wait for one. Raises `OSError`."""
        durable.make_folder(self._temporary)
        for number in range(256):
            (self._folder / f"{number:02x}").mkdir(exist_ok=True)
        durable.sync_folder(self._folder)

    def put(self, content: bytes) -> str:
        """Store bytes and return their SHA-256 in hex, after file and folder are synced. Raises `OSError`."""
        return self.put_all([content])[0]

    def put_all(self, contents: Sequence[bytes]) -> list[str]:
        """As `put`, for several at once, which costs the disk little more than one. Raises `OSError`: then ask again
        for each, since some of them may be stored and others not."""
        digests = [hashlib.sha256(content).hexdigest() for content in contents]
        targets = {self._path(digest): content for digest, content in zip(digests, contents, strict=True)}
        missing = {target: content for target, content in targets.items() if not self._is_whole(target, len(content))}
        for folder in {target.parent for target in missing} | ({self._temporary} if missing else set()):
            durable.make_folder(folder)
        drafts = {target: self._temporary / f"{secrets.token_hex(12)}.tmp" for target in missing}
        durable.write_all_synced([(draft, missing[target]) for target, draft in drafts.items()])
        try:
            for target, draft in drafts.items():
                draft.replace(target)
        except BaseException:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)
            raise
        # Also of those that were there: another writer's rename may not be durable yet, and it is ours to promise.
        durable.sync_folders({target.parent for target in targets})
        return digests

    def sweep(self, *, now: float) -> int:
        """Delete what a crash left unfinished more than an hour before `now` (seconds since the epoch)."""
        try:
            stale = [path for path in self._temporary.iterdir() if now - path.stat().st_mtime > _STALE_SECONDS]
        except FileNotFoundError:  # the folder, or a file that was finished just now: next time
            return 0
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def get(self, sha256: str) -> bytes | None:
        """The bytes, or None when there are none under this hash. Raises `ValueError` for what is no hash."""
        with contextlib.suppress(FileNotFoundError):
            return self._path(sha256).read_bytes()
        return None

    def open(self, sha256: str) -> BinaryIO:
        """A binary file opened for reading. Raises `FileNotFoundError`, and `ValueError` for what is no hash."""
        return self._path(sha256).open("rb")

    def __contains__(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256[:80]!r} is no SHA-256 in hex")
        return self._folder / sha256[:2] / sha256

    @staticmethod
    def _is_whole(file: Path, size: int) -> bool:
        try:
            return file.stat().st_size == size
        except FileNotFoundError:
            return False
