"""Readers live now, added up over the fronts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from depesche.delivery.live import readers
from depesche.delivery.live.readers import Report
from depesche.kit.config import Config

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def test_fronts_are_added_up(tmp_path: Path) -> None:
    config = Config(home=tmp_path)
    assert readers.count(config, clock=lambda: NOW) is None
    readers.publish(tmp_path, 0, Report(at=NOW, total=3, topics={"front": 2, "*": 1}))
    readers.publish(tmp_path, 1, Report(at=NOW, total=1, topics={"front": 1}, counters={"pages": 5.0}))
    assert readers.count(config, clock=lambda: NOW) == 4
    assert readers.by_topic(config, clock=lambda: NOW) == {"front": 3, "*": 1}
    assert readers.reports(config, clock=lambda: NOW)[1].counters == {"pages": 5.0}
    readers.withdraw(tmp_path, 0)
    assert readers.count(config, clock=lambda: NOW) == 1


def test_a_silent_front_and_a_broken_file_count_for_nothing(tmp_path: Path) -> None:
    config = Config(home=tmp_path)
    readers.publish(tmp_path, 0, Report(at=NOW - timedelta(seconds=30), total=3))
    (tmp_path / "run" / "readers-1.json").write_text("{")
    assert readers.count(config, clock=lambda: NOW) is None


def test_many_topics_are_cut_to_the_most_read(tmp_path: Path) -> None:
    topics = {f"article/{number}": number for number in range(readers.MOST_TOPICS + 100)}
    readers.publish(tmp_path, 0, Report(at=NOW, total=1, topics=topics))
    kept = readers.by_topic(Config(home=tmp_path), clock=lambda: NOW)
    assert len(kept) == readers.MOST_TOPICS
    assert min(kept.values()) == 100
