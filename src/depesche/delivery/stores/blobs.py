"""Raw bytes by their hash: `<2 hex>/<sha256>`. What was put is durable before `put` returns, and never changes."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from pathlib import Path
from typing import BinaryIO

from depesche.delivery.stores import durable

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A content-addressed store in a folder; any number of processes may write the same blob at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()

    def put(self, content: bytes) -> str:
        """Store bytes and return their SHA-256 in hex, after file and folder are synced. Raises `OSError`."""
        digest = hashlib.sha256(content).hexdigest()
        target = self._path(digest)
        if self._is_whole(target, len(content)):
            # Another writer's rename may not be durable yet; ours to promise, so ours to sync.
            durable.sync_folder(target.parent)
            return digest
        durable.make_folder(target.parent)
        temporary = target.with_name(f".{secrets.token_hex(12)}.tmp")
        durable.write_synced(temporary, content)
        try:
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        durable.sync_folder(target.parent)
        return digest

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
