"""Where a running `serve` can be reached, for the commands beside it: their shells need not have its settings.

The part that binds writes its address into its own lock, `run/serve-PART.lock` at home. It is believed only while
somebody holds that lock, so that what a killed server left behind misleads nobody.
"""

from __future__ import annotations

import fcntl
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

WEB, WORKER, INTAKE = "web", "worker", "intake"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a part listens. `origin` is what readers call it; empty for a part that is not for readers."""

    host: str
    port: int
    origin: str = ""


def lock_file(home: Path, part: str) -> Path:
    """The file whose lock (`flock`) the `serve` that runs `part` holds."""
    return home / "run" / f"serve-{part}.lock"


def announce(home: Path, part: str, address: Address) -> None:
    """Say where `part` listens; for who holds its lock."""
    lock_file(home, part).write_text(json.dumps(asdict(address)), "utf-8")


def withdraw(home: Path, part: str) -> None:
    """Take it back, before the lock is let go. A home that is gone by then is no trouble: nobody holds its lock."""
    with suppress(OSError):
        lock_file(home, part).write_bytes(b"")


def address(home: Path, part: str) -> Address | None:
    """Where the `part` that runs on this home listens; None when none runs, or nothing can be known of it."""
    try:
        with lock_file(home, part).open("rb") as file:
            content = file.read()
            if not content or not _is_held(file):
                return None
        return Address(**json.loads(content))
    except (OSError, ValueError, TypeError):
        return None


def _is_held(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
