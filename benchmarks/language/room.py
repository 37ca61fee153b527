"""The room as a whole: how long it takes to import, and what rubbish costs."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from time import perf_counter

from depesche.language import detect, embargo, quotes
from language.table import Row

_IMPORT = (
    "from time import perf_counter as t; b = t(); from depesche.language import detect, embargo, quotes; print(t() - b)"
)


def rows() -> list[Row]:
    return [_import_time(), *(_rubbish(unit) for unit in ("a", "„", " ", "7"))]


def _import_time() -> Row:
    runs = [float(subprocess.check_output([sys.executable, "-c", _IMPORT], text=True)) for _ in range(3)]
    return Row("import of embargo, quotes, detect", "best of 3", f"{min(runs):.3f} s", "0.3 s", min(runs) < 0.3)


def _rubbish(unit: str) -> Row:
    text = unit * 1_000_000
    received = datetime(2025, 7, 1, tzinfo=UTC)
    work = {
        "embargo": lambda: embargo.parse(text, received_at=received),
        "detect": lambda: detect(text),
        "extract": lambda: quotes.extract(text),
        "verify": lambda: quotes.verify(text, source=text),
    }
    slowest, taken = "", 0.0
    for name, call in work.items():
        begun = perf_counter()
        call()
        if perf_counter() - begun > taken:
            slowest, taken = name, perf_counter() - begun
    return Row(f"1 MB of {unit!r}", f"slowest: {slowest}", f"{taken:.2f} s", "1 s", taken < 1)
