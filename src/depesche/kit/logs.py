"""Logging: one line a record, to standard error, so that standard output stays for data."""

from __future__ import annotations

import logging
import sys

QUIET = ("django_tasks", "wagtail", "httpx", "httpcore", "PIL", "mail.log")
"""Libraries that log every step of theirs: only their warnings are news."""

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


def configure(*, level: str = "INFO") -> None:
    """Send all records of `level` and above to standard error. Calling it twice changes nothing."""
    root = logging.getLogger()
    if not any(getattr(handler, "depesche", False) for handler in root.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter(FORMAT))
        handler.depesche = True  # type: ignore[attr-defined]
        root.addHandler(handler)
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
