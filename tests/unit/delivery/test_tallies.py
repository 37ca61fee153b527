"""What the worker counts, for `/metrics`."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.delivery import tallies
from depesche.delivery.runtime import run_folder


def test_it_counts_on(tmp_path: Path) -> None:
    tallies.add(tmp_path, {"webhook_messages_taken": 2})
    tallies.add(tmp_path, {"webhook_messages_taken": 3, "webhook_attempts_failed": 1})
    assert tallies.read(tmp_path) == {"webhook_messages_taken": 5, "webhook_attempts_failed": 1}


@pytest.mark.parametrize("content", ["", "[]", "{", '{"unknown": 3, "webhook_messages_taken": "x"}'])
def test_a_broken_file_counts_from_nothing(tmp_path: Path, content: str) -> None:
    (run_folder(tmp_path) / "tallies.json").write_text(content)
    assert tallies.read(tmp_path) == {}
    tallies.add(tmp_path, {"webhook_messages_taken": 1})
    assert tallies.read(tmp_path) == {"webhook_messages_taken": 1}
