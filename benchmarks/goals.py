"""How a benchmark says what it found: a row for each goal, met or not, and the machine it ran on."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """`is_met` is None where there is no goal, or nothing to compare with."""

    what: str
    found: str
    goal: str = ""
    is_met: bool | None = None


def report(title: str, rows: list[Row]) -> int:
    """Print the table; 1 when a goal was missed, else 0."""
    print(f"\n{title}\n{machine()}")
    wide = max(len(row.what) for row in rows)
    for row in rows:
        verdict = {None: "", True: "met", False: "NOT MET"}[row.is_met]
        print(f"  {row.what:<{wide}}  {row.found:>24}  {row.goal:<26} {verdict}")
    return int(any(row.is_met is False for row in rows))


def machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    busy = os.getloadavg()[0]
    return f"  {os.cpu_count()} cores of {model}, Python {platform.python_version()}, load before the end {busy:.1f}"
