"""The key that signs sessions: makes itself once, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def obtain(path: Path) -> str:
    """The key kept in `path`, made at the first call (mode 0600). Two processes starting at once agree on one key.

    Raises `OSError` when the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        return _make(path)


def _make(path: Path) -> str:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # Fails when another process was first: then its key holds.
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text("ascii")
