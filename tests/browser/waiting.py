"""Waiting for what a page does by itself, where Playwright's own waiting needs `eval`, which our pages forbid."""

from __future__ import annotations

import time
from collections.abc import Callable


def until(happened: Callable[[], object], *, seconds: float = 15.0) -> None:
    """Raises `AssertionError` when it does not happen in time."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"did not happen within {seconds} s"
        time.sleep(0.05)
