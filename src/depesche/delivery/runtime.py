"""Where running processes leave what they share: `run` at home, and short paths for UNIX sockets.

Nothing here must survive a restart. The folder is the owner's alone (mode 0700), so a socket in it can only be
reached by the same user.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

SOCKET_PATH_LIMIT = 100
"""Bytes of a UNIX socket's path that are safe everywhere (`sun_path` is 108 on Linux, 104 on BSD)."""


def run_folder(home: Path) -> Path:
    """The folder `run` at home, made when it is missing."""
    folder = home.absolute() / "run"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def socket_folder(home: Path) -> Path:
    """Where sockets go: `run` at home, or a folder of our own in the system's when that path is too long.

    Raises `PermissionError` when the stand-in folder exists and belongs to somebody else.
    """
    folder = run_folder(home)
    if len(os.fsencode(folder)) + 32 <= SOCKET_PATH_LIMIT:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    stand_in = Path(tempfile.gettempdir()) / f"depesche-{os.getuid()}-{digest}"
    stand_in.mkdir(mode=0o700, exist_ok=True)
    status = stand_in.lstat()
    if status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise PermissionError(f"{stand_in} must belong to the user that runs Depesche, with mode 0700")
    return stand_in


def newsroom_socket(home: Path) -> Path:
    """The socket on which the newsroom process answers the fronts."""
    return socket_folder(home) / "newsroom.sock"
