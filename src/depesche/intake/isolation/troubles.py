"""Why a file could not be read."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """`UNREADABLE` is a reader's own verdict; the others are what the process ran into."""

    UNREADABLE = "unreadable"
    TIME = "time"
    MEMORY = "memory"
    RESULT = "result"
    CRASH = "crash"
    START = "start"


REASONS = {
    Cause.TIME: "Das Lesen der Datei dauerte zu lange und wurde abgebrochen.",
    Cause.MEMORY: "Die Datei braucht zum Lesen zu viel Speicher und wurde nicht geöffnet.",
    Cause.RESULT: "Die Datei enthält mehr Text, als sich verarbeiten lässt.",
    Cause.START: "Das Leseprogramm ließ sich nicht starten; später „Neu lesen“ (depesche reparse) hilft.",
    Cause.CRASH: "Die Datei ist beschädigt und lässt sich nicht lesen.",
}


class Unreadable(Exception):
    """A reader's verdict on a file; the message is a sentence for editors, in German."""


class CannotRead(Exception):
    """What the caller gets when nothing was read. `reason` is a sentence for editors, in German."""

    def __init__(self, cause: Cause, reason: str = "") -> None:
        self.cause = cause
        self.reason = reason or REASONS.get(cause, REASONS[Cause.CRASH])
        super().__init__(self.reason)
