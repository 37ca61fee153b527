"""How a process that appended to the log wakes the ones that read it: an empty datagram to each one's UNIX socket.

Nothing depends on a ring being heard, since readers look by themselves now and then; it only saves the wait.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import select
import socket
from pathlib import Path

_PREFIX = "bell-"


def ring(folder: Path) -> None:
    """Wake every bell in the folder; remove the sockets that dead processes left. Never fails."""
    for file in folder.glob(f"{_PREFIX}*"):
        _ring(file)


def _ring(file: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        try:
            sender.sendto(b"", str(file))
        except OSError as error:
            # A full socket is ringing already; one that is gone needs no call.
            if error.errno == errno.ECONNREFUSED:
                file.unlink(missing_ok=True)


class Bell:
    """One process's bell."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{_PREFIX}{os.getpid():x}-{secrets.token_hex(4)}"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._socket.bind(str(self._file))

    def wait(self, seconds: float) -> bool:
        """Block until somebody rings or the time is over; True when somebody rang."""
        rung = bool(select.select([self._socket], [], [], seconds)[0])
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.recv(1)
        return rung

    def ring(self) -> None:
        """Wake the thread that waits for this bell."""
        _ring(self._file)

    def close(self) -> None:
        self._socket.close()
        self._file.unlink(missing_ok=True)
