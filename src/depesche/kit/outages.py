"""A database that is away: told in one line when it begins and one when it ends, by whoever in a process notices.

Everybody who needs the database meets the same trouble within a second; a traceback from each says nothing more.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 15.0
REMIND = 600.0
"""Seconds after which an outage that goes on is told of again."""
_AWAY = frozenset({"OperationalError", "InterfaceError"})


def is_outage(error: BaseException) -> bool:
    """Whether an exception is Django's way to say that the database cannot be used."""
    return any(kind.__module__ == "django.db.utils" and kind.__name__ in _AWAY for kind in type(error).__mro__)


class Outage:
    """What is known in this process of one outage. May be shared between threads."""

    def __init__(self, *, timer: Callable[[], float] = time.monotonic) -> None:
        self._timer = timer
        self._lock = threading.Lock()
        self._pauses: dict[str, float] = {}
        self._said_at = 0.0

    def failed(self, who: str, error: BaseException) -> float:
        """`who` could not use the database; the seconds after which to try again, more from time to time."""
        with self._lock:
            if not self._pauses or self._timer() - self._said_at >= REMIND:
                self._said_at = self._timer()
                log.error(
                    "The database cannot be used: %s. What comes in is kept and waits; it is tried again. "
                    "`depesche check` says more.",
                    next(iter(str(error).splitlines()), type(error).__name__),
                )
            pause = self._pauses.get(who, 0.0)
            self._pauses[who] = min(2 * pause, LONGEST_PAUSE) if pause else FIRST_PAUSE
            return self._pauses[who]

    def worked(self, who: str) -> None:
        """`who` has used the database. It is back when all have who missed it."""
        if who not in self._pauses:  # nearly always; the lock is for the few other times
            return
        with self._lock:
            self._pauses.pop(who, None)
            if not self._pauses:
                log.info("The database can be used again.")


DATABASE = Outage()
"""Of this process."""
