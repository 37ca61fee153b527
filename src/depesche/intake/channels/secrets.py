"""Passwords and tokens that were entered on the desk: each in a file of its own at home, readable by its owner only.

They are never in the database, so that no backup of it and no page can show them.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FOLDER = "secrets"


def keep(home: Path, content: str) -> str:
    """Write a secret; the name of its file. Raises OSError."""
    folder = home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder.absolute() / secrets.token_hex(16)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return str(path)


def discard(home: Path, file: str) -> None:
    """Delete a secret that `keep` wrote. A file that somebody else named stays."""
    if file and Path(file).parent == (home / FOLDER).absolute():
        Path(file).unlink(missing_ok=True)
