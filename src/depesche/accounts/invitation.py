"""The code that lets one person set up an empty newsroom: printed in the terminal, kept at home, good once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAME = "setup_code"


def issue(home: Path) -> str:
    """The code of this home; made at the first call, readable for the owner alone."""
    try:
        descriptor = os.open(home / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return standing(home)
    code = secrets.token_urlsafe(12)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(code + "\n")
    return code


def standing(home: Path) -> str:
    """The code that is good now; empty when there is none."""
    try:
        return (home / NAME).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def is_good(home: Path, given: str) -> bool:
    """Whether somebody knows the code. Takes as long for a wrong one as for the right one."""
    known = standing(home)
    return bool(known) and secrets.compare_digest(given.encode(), known.encode())


def withdraw(home: Path) -> None:
    """The newsroom is set up: nobody can do it again."""
    (home / NAME).unlink(missing_ok=True)
