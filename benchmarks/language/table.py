"""A row of the table, and how the table is printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

SAMPLES = Path(__file__).parents[2] / "tests/samples/language"


@dataclass(frozen=True)
class Row:
    """What is measured, on which set, the figure, the goal, and whether it is met (None: no goal)."""

    what: str
    sample: str
    figure: str
    goal: str = ""
    met: bool | None = None


def load(name: str) -> list[dict[str, Any]]:
    """The records of `tests/samples/language/<name>.jsonl`."""
    return [json.loads(line) for line in (SAMPLES / f"{name}.jsonl").read_text("utf-8").splitlines()]


def seconds_each(work: Callable[[Any], object], things: Iterable[Any]) -> float:
    """Mean seconds for one thing, the best of three rounds."""
    items = list(things)
    rounds = []
    for _ in range(3):
        begun = perf_counter()
        for item in items:
            work(item)
        rounds.append((perf_counter() - begun) / len(items))
    return min(rounds)


def print_table(rows: list[Row]) -> None:
    """One line a row; the last column says whether the goal is met."""
    header = Row("what", "sample", "measured", "goal")
    widths = [max(len(getattr(row, name)) for row in [header, *rows]) for name in ("what", "sample", "figure", "goal")]
    for row in [header, *rows]:
        mark = "" if row.met is None else "met" if row.met else "MISSED"
        cells = (row.what, row.sample, row.figure, row.goal)
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + f"  {mark}")
