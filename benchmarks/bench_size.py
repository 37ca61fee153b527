"""One publish at 100,000 articles against one at 1,000, and what everything takes in memory at that size, idle.

    make bench-size   or: .venv/bin/python benchmarks/bench_size.py [--large 100000] [--small 1000] [--publishes 25]

Both newsrooms print 14 articles a day: the larger one is older, not busier. They publish by turns, so that whatever
else the machine does hurts both alike. Database and search index are filled directly, each article with its headline
and lead; a publish is the whole call: the new article and all it touches baked, related stories found, told to readers.
Memory is the proportional set size of all processes of `depesche serve`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from goals import Row, report
from sized_newsroom import sized
from tests.running import Newsroom

RATIO, MEGABYTES = 1.2, 500.0
WARM_UP = 3


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--large", type=int, default=100_000)
    asked.add_argument("--small", type=int, default=1_000)
    asked.add_argument("--publishes", type=int, default=25)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="dp-size-") as folder:
        homes = {count: Path(folder) / str(count) for count in (options.small, options.large)}
        times: dict[int, list[float]] = {count: [] for count in homes}
        with sized(homes[options.small], options.small) as small, sized(homes[options.large], options.large) as large:
            rooms = {options.small: small, options.large: large}
            for count, room in rooms.items():
                filled = room.answer()
                print(f"{count} articles: {filled['seeded']:.0f} s to insert, {filled['indexed']:.0f} s to index")
            for number in range(options.publishes + WARM_UP):
                for count, room in rooms.items():
                    seconds = room.ask(f"publish {number}")["seconds"]
                    if number >= WARM_UP:
                        times[count].append(seconds)
        memory = _memory(homes[options.large])
    few, many = (statistics.median(times[count]) * 1000 for count in homes)
    rows = [
        Row(f"one publish at {options.small:,} articles, median", f"{few:.0f} ms"),
        Row(f"one publish at {options.large:,} articles, median", f"{many:.0f} ms"),
        Row("the one against the other", f"{many / few:.2f}", f"at most {RATIO}", many / few <= RATIO),
        Row(
            f"memory at {options.large:,} articles, idle",
            f"{memory:.0f} MB",
            f"under {MEGABYTES:.0f} MB",
            memory < MEGABYTES,
        ),
    ]
    return report("Size", rows)


def _memory(home: Path) -> float:
    """Megabytes of all processes of a `depesche serve` that has had nothing to do for some seconds."""
    with Newsroom(home=home) as newsroom:
        deadline = time.monotonic() + 60
        while newsroom.get("/desk/login/").status != 200 and time.monotonic() < deadline:
            time.sleep(0.5)
        time.sleep(10)
        assert newsroom.process is not None
        pids = _family(newsroom.process.pid)
        return sum(_proportional(pid) for pid in pids) / 1e6


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _proportional(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    sys.exit(main())
