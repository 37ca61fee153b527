"""What the worker counts, in a small file in `run`, so that any front can tell it at `/metrics`."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from pathlib import Path

from depesche.delivery.runtime import run_folder

HELP = {
    "webhook_messages_taken": "Webhook messages that were taken.",
    "webhook_attempts_failed": "Attempts at a webhook that failed.",
    "push_messages_taken": "Push messages that a push service took.",
    "push_attempts_failed": "Push messages that were not taken.",
    "push_subscriptions_gone": "Push subscriptions removed because their service said that they are gone.",
}
_lock = threading.Lock()


def add(home: Path, counts: Mapping[str, int]) -> None:
    """Count on from what this home has counted so far. There is one worker to a home."""
    with _lock:
        kept = read(home)
        for name, number in counts.items():
            kept[name] = kept.get(name, 0) + number
        file = _file(home)
        temporary = file.with_suffix(".tmp")
        temporary.write_text(json.dumps(kept), "utf-8")
        temporary.replace(file)


def read(home: Path) -> dict[str, int]:
    """What was counted; only names that are known, and only numbers."""
    try:
        kept = json.loads(_file(home).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {name: number for name, number in kept.items() if name in HELP and isinstance(number, int)}


def _file(home: Path) -> Path:
    return run_folder(home) / "tallies.json"
