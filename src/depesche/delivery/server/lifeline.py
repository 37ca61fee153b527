"""A pipe that ties child processes to their supervisor: when that is gone, however it went, they end too."""

from __future__ import annotations

import os
import signal
import threading
import time

GRACE_SECONDS = 5.0
"""What a child has to end in good order."""


def hold(descriptor: int) -> None:
    """In a child: watch the reading end. Nothing is ever written; the end of the file means the supervisor died."""
    threading.Thread(target=_watch, args=(descriptor,), name="lifeline", daemon=True).start()


def _watch(descriptor: int) -> None:
    while os.read(descriptor, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)
