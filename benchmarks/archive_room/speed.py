"""Latency, indexing, memory and the cost of one publish, at 1,000 and at 100,000 articles, on one core.

Milliseconds are those of the core (CPU time), so that what else runs on the machine does not count; where waiting for
the disk belongs to it, the clock's are given as well.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from time import process_time

from language.table import Row

from archive_room.load import Load
from depesche.archive import fields, writing
from depesche.archive.entries import entry_of
from depesche.archive.generations import Generations

ARTICLES = 100_000
FEW = 1_000
_CHUNK = 4_000
_MEASURING = [sys.executable, str(Path(__file__).with_name("measuring.py"))]


def rows(articles: int = ARTICLES) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder:
        few, many, none = (Path(folder) / name for name in ("few", "many", "none"))
        _fill(few, FEW)
        analysing, indexing = _fill(many, articles)
        empty, small, large = _measured(none), _measured(few), _measured(many)
    sample = f"{articles:,} made-up articles"
    grown = large["megabytes"] - empty["megabytes"]
    ratio = large["publish"] / small["publish"]
    return [
        Row("related: p95", sample, f"{large['related_p95']:.1f} ms", "10 ms", large["related_p95"] <= 10),
        Row("related: median", sample, f"{large['related_median']:.1f} ms"),
        Row("search: p95", sample, f"{large['search_p95']:.1f} ms", "20 ms", large["search_p95"] <= 20),
        Row("search: median", sample, f"{large['search_median']:.1f} ms"),
        Row("search, page 50 of a common word", sample, f"{large['deep']:.1f} ms"),
        Row("analysis", sample, f"{analysing:,.0f} articles/s"),
        Row("indexing after analysis", sample, f"{indexing:,.0f} articles/s", "2,000", indexing >= 2000),
        Row(
            "one publish visible in search, clock", sample, f"{large['visible']:.0f} ms", "1 s", large["visible"] < 1000
        ),
        Row("memory, more than with an empty archive", sample, f"{grown:.0f} MB", "150 MB", grown < 150),
        Row(
            "  files of the index that the system keeps at hand", sample, f"{large['mapped'] - empty['mapped']:.0f} MB"
        ),
        Row("one publish (index, neighbours of 9)", f"{FEW:,}", _publish(small)),
        Row("one publish (index, neighbours of 9)", sample, _publish(large)),
        Row("one publish: times as much as at 1,000", sample, f"{ratio:.2f}", "1.2", ratio <= 1.2),
    ]


def _fill(folder: Path, count: int) -> tuple[float, float]:
    """Fills an archive; articles a second that were analysed, and that were then written."""
    generations = Generations(folder, version=fields.VERSION)
    made = generations.new()
    writing.create(made)
    analysing = indexing = 0.0
    articles = Load().articles(count)
    while batch := list(islice(articles, _CHUNK)):
        begun = process_time()
        made_of = [entry_of(article) for article in batch]
        analysed = process_time()
        writing.settle(writing.write(made, entries=made_of, removed=[]))
        analysing += analysed - begun
        indexing += process_time() - analysed
    generations.set_current(made)
    return count / analysing, count / indexing


def _measured(folder: Path) -> dict[str, float]:
    """What `measuring.py` says of an archive, in a process of its own, on one core."""
    figures: dict[str, float] = json.loads(subprocess.check_output([*_MEASURING, str(folder)], text=True))
    return figures


def _publish(figures: dict[str, float]) -> str:
    return f"{figures['publish']:.1f} ms ({figures['waited']:.1f} by the clock)"


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
