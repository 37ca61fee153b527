"""Waiting for what a page does by itself, where Playwright's own waiting needs `eval`, which our pages forbid."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Told = TypeVar("Told")


def until(happened: Callable[[], Told], *, seconds: float = 15.0) -> Told:
    """What it says when it has happened. Raises `AssertionError` when it does not happen in time."""
    end = time.monotonic() + seconds
    while not (told := happened()):
        assert time.monotonic() < end, f"did not happen within {seconds} s"
        time.sleep(0.05)
    return told
