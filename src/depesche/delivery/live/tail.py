"""The tail: a thread that waits for new events in the log and hands them to the event loop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from depesche.delivery.live.events import Event, EventLog, LogError

SLOW_POLL_SECONDS = 1.0
"""The tail looks by itself this often, in case nobody rang."""

_PAUSE_AFTER_ERROR = 1.0
_PAGE = 500
_log = logging.getLogger(__name__)


class Tail:
    """Follows a log from an id onward. `receive` is called in the tail's own thread."""

    def __init__(self, log: EventLog, *, after: int, receive: Callable[[Sequence[Event]], None]) -> None:
        self._log = log
        self._after = after
        self._receive = receive
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="live-tail", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end; it does within `SLOW_POLL_SECONDS`, mostly at once."""
        self._stop.set()
        self._log.wake()

    def join(self, timeout: float) -> bool:
        """Wait for the end; False when it takes longer."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        failing = False
        while not self._stop.is_set():
            try:
                self._log.wait(self._after, SLOW_POLL_SECONDS)
                self._hand_over()
                failing = False
            except (LogError, OSError) as error:
                if not failing:
                    _log.error("The live log cannot be followed; trying again every second: %s", error)
                failing = True
                self._stop.wait(_PAUSE_AFTER_ERROR)

    def _hand_over(self) -> None:
        while not self._stop.is_set() and (events := self._log.since(self._after, limit=_PAGE)):
            self._after = events[-1].id
            self._receive(events)
