"""How many readers have a page open now: each front tells in a small file, anybody at home may add them up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from depesche.delivery.runtime import run_folder
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config

STALE_AFTER = timedelta(seconds=10)
"""A front that has said nothing for so long is gone."""

MOST_TOPICS = 500
"""Topics told by one front, those with most readers first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one front says: readers in all, by topic (`*`: everything), and counters for `/metrics`."""

    at: datetime
    total: int
    topics: Mapping[str, int] = field(default_factory=dict)
    counters: Mapping[str, float] = field(default_factory=dict)


def publish(home: Path, index: int, report: Report) -> None:
    """Replace what front number `index` said before."""
    most = sorted(report.topics.items(), key=lambda item: -item[1])[:MOST_TOPICS]
    said = {
        "at": report.at.isoformat(),
        "total": report.total,
        "topics": dict(most),
        "counters": dict(report.counters),
    }
    file = _file(home, index)
    temporary = file.with_suffix(".tmp")
    temporary.write_text(json.dumps(said), "utf-8")
    temporary.replace(file)


def withdraw(home: Path, index: int) -> None:
    """For a front that ends."""
    _file(home, index).unlink(missing_ok=True)


def reports(config: Config, *, clock: Clock = utc_now) -> dict[int, Report]:
    """What the fronts that are alive say, by their number."""
    return dict(_reports(config.home, clock()))


def count(config: Config, *, clock: Clock = utc_now) -> int | None:
    """Readers with an open live connection; None when no front is running."""
    alive = reports(config, clock=clock)
    return sum(report.total for report in alive.values()) if alive else None


def by_topic(config: Config, *, clock: Clock = utc_now) -> dict[str, int]:
    """Readers by topic over all fronts; `*` are those that follow everything."""
    found: dict[str, int] = {}
    for report in reports(config, clock=clock).values():
        for topic, number in report.topics.items():
            found[topic] = found.get(topic, 0) + number
    return found


def _reports(home: Path, now: datetime) -> Iterator[tuple[int, Report]]:
    for file in run_folder(home).glob("readers-*.json"):
        try:
            said: dict[str, Any] = json.loads(file.read_text("utf-8"))
            report = Report(
                at=datetime.fromisoformat(said["at"]),
                total=said["total"],
                topics=said["topics"],
                counters=said["counters"],
            )
            index = int(file.stem.rpartition("-")[2])
        except (FileNotFoundError, ValueError, KeyError):
            continue  # withdrawn this moment, or not ours
        if abs(now - report.at) < STALE_AFTER:
            yield index, report


def _file(home: Path, index: int) -> Path:
    return run_folder(home) / f"readers-{index}.json"
