"""Logging: one line a record, to standard error, so that standard output stays for data.

Times are UTC in ISO 8601 with the offset written out, such as `2026-07-03T17:24:00.125+00:00`: the parts of `serve`
share one log, Django moves its processes to the publication's time zone, and in autumn local time repeats an hour.
"""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

from depesche.kit import outages

QUIET = ("django_tasks", "wagtail", "httpx", "httpcore", "PIL", "mail.log")
"""Libraries that log every step of theirs: only their warnings are news."""

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class Lines(logging.Formatter):
    """`FORMAT`, with the time as said above in whatever zone the process is."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 logging's name
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def without_outage(record: logging.LogRecord) -> bool:
    """A filter that takes the traceback from a request which failed because the database is away: a line will do."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and outages.is_outage(error):
        record.msg, record.args = f"{record.getMessage()}: the database cannot be used", ()
        record.exc_info = None
    return True


def configure(*, level: str = "INFO") -> None:
    """Send all records of `level` and above to standard error. Calling it twice changes nothing."""
    root = logging.getLogger()
    if not any(getattr(handler, "depesche", False) for handler in root.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(Lines())
        handler.depesche = True  # type: ignore[attr-defined]
        root.addHandler(handler)
        logging.getLogger("django.request").addFilter(without_outage)
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
