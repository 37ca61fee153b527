"""How long Depesche takes to start, and what it holds in memory when nothing happens.

    make bench-start         or: .venv/bin/python benchmarks/bench_start.py [--clone]

Second start, five times: seconds from the command to the first baked page and to the desk's sign-in page. Then, 20 s
after the last of them and one visit to the desk, the memory of all processes: RSS counts shared pages once for each
process, PSS divides them. `--clone` also times `make run` in a fresh clone of this repository, to the first page; the
packages have to be in pip's cache already.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.prepared_homes import sample
from tests.running import Newsroom

ROOT = Path(__file__).parents[1]
PAGE, DESK = "/politik/", "/desk/login/"
STARTS = 5
LIMITS = {"fresh clone": 60.0, "baked page": 1.5, "desk": 6.0, "memory": 400.0}
"""Seconds, and megabytes of PSS."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--clone", action="store_true")
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder:
        clone = _clone(Path(folder)) if asked.parse_args().clone else None
        page, desk, memory = _second_starts(Newsroom(home=sample(Path(folder) / "home")))
    print(f"{'seconds':<12} {'median':>8} {'most':>8} {'limit':>8}")
    found = {"baked page": page, "desk": desk} | ({"fresh clone": [clone]} if clone else {})
    for name, times in found.items():
        print(f"{name:<12} {statistics.median(times):>8.2f} {max(times):>8.2f} {LIMITS[name]:>8.1f}")
    print(f"\n{'idle memory, MB':<22} {'RSS':>8} {'PSS':>8}")
    for name, rss, pss in memory:
        print(f"{name:<22} {rss:>8.1f} {pss:>8.1f}")
    rss, pss = (sum(one[place] for one in memory) for place in (1, 2))
    print(f"{'all':<22} {rss:>8.1f} {pss:>8.1f}   limit {LIMITS['memory']:.0f}")
    within = all(statistics.median(times) < LIMITS[name] for name, times in found.items())
    return 0 if within and pss < LIMITS["memory"] else 1


def _second_starts(newsroom: Newsroom) -> tuple[list[float], list[float], list[tuple[str, float, float]]]:
    page: list[float] = []
    desk: list[float] = []
    memory: list[tuple[str, float, float]] = []
    for number in range(STARTS + 1):  # the first one is the first
        began = time.monotonic()
        newsroom.start()
        try:
            first, second = (_answered(newsroom, path, began) for path in (PAGE, DESK))
            if number:
                page.append(first)
                desk.append(second)
            if number == STARTS:
                time.sleep(20)
                memory = _memory(newsroom)
        finally:
            newsroom.stop()
    return page, desk, memory


def _answered(newsroom: Newsroom, path: str, began: float) -> float:
    while time.monotonic() - began < 120:
        with contextlib.suppress(OSError):
            if newsroom.get(path).status == 200:
                return time.monotonic() - began
        time.sleep(0.01)
    raise SystemExit(f"{path} did not answer:\n{newsroom.log()}")


def _memory(newsroom: Newsroom) -> list[tuple[str, float, float]]:
    """Part, RSS and PSS in MB of the supervisor and its children."""
    assert newsroom.process is not None
    pid = newsroom.process.pid
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    found = []
    for one in (pid, *children):
        words = Path(f"/proc/{one}/cmdline").read_text().split("\0")
        name = words[words.index("--part") + 1] if "--part" in words else "supervisor"
        rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in rollup.splitlines()[1:]}
        found.append((name, sizes["Rss"], sizes["Pss"]))
    return found


def _clone(folder: Path) -> float:
    """Seconds of `make run` in a fresh clone until the front page answers; no virtualenv, no environment."""
    subprocess.run(["git", "clone", "--quiet", ROOT, folder / "clone"], check=True)
    newsroom = Newsroom(home=folder / "clone" / "var")
    settings = {name: value for name, value in newsroom.settings.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    began = time.monotonic()
    with (folder / "make.log").open("wb") as log:
        run = subprocess.Popen(
            ["make", "run"], cwd=folder / "clone", env=settings, stdout=log, stderr=log, process_group=0
        )
    try:
        while time.monotonic() - began < 600:
            if run.poll() is not None:
                raise SystemExit(f"make run ended:\n{(folder / 'make.log').read_text()[-3000:]}")
            with contextlib.suppress(OSError):
                if newsroom.get("/").status == 200:
                    return time.monotonic() - began
            time.sleep(0.1)
        raise SystemExit("no page within 600 s")
    finally:
        os.killpg(run.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.wait(15)


if __name__ == "__main__":
    sys.exit(main())
