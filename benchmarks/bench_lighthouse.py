"""What Lighthouse says of readers' pages on a phone: front, section, article, topic and live blog.

    make bench-lighthouse        or: .venv/bin/python benchmarks/bench_lighthouse.py

Lighthouse comes from the npm registry into a folder of the user's cache, once; the browser is Debian's Chromium.
Its mobile settings: slow 4G (150 ms, 1.6 Mbit/s) and a processor four times slower, both simulated. Each page is
measured three times and the median counts. Fails below 100 in any category, and at a layout shift.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.goals import Row, report
from tests.browser.conftest import CHROMIUM
from tests.running import Newsroom

VERSION = "12.8.2"  # 13 wants a newer Node than Debian has
PAGES = {
    "front": "/",
    "section": "/politik/",
    "article": "/politik/putin-trump-telefonat/",
    "topic": "/thema/krieg-in-der-ukraine/",
    "live blog": "/politik/sondersitzung-merlebruecke/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
AVIF_WITHIN = 300.0
LCP_GOAL = 1200.0
"""Milliseconds, for the article."""


@dataclass(frozen=True, slots=True)
class Judgement:
    scores: tuple[int, ...]
    lcp: float
    shift: float
    blocking: float


def installed() -> Path | None:
    """The program, installed on first use; None where there is no npm."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "depesche" / f"lighthouse-{VERSION}"
    program = cache / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        if shutil.which("npm") is None:
            return None
        cache.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", cache, f"lighthouse@{VERSION}"]
        subprocess.run(install, check=True, timeout=600)
    return program


def judge(program: Path, address: str) -> Judgement:
    command = [
        *(program, address, "--quiet", "--output=json", "--output-path=stdout"),
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=180, env=os.environ | {"CHROME_PATH": CHROMIUM}
    )
    found: dict[str, Any] = json.loads(done.stdout)
    audits = found["audits"]
    return Judgement(
        scores=tuple(round(100 * found["categories"][name]["score"]) for name in CATEGORIES),
        lcp=audits["largest-contentful-paint"]["numericValue"],
        shift=audits["cumulative-layout-shift"]["numericValue"],
        blocking=audits["total-blocking-time"]["numericValue"],
    )


def main() -> int:
    program = installed()
    if program is None:
        print("not measured: there is no npm to bring Lighthouse")
        return 0
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder:
        newsroom = Newsroom(home=Path(folder) / "home", arguments=("--with-demo",))
        newsroom.start()
        try:
            newsroom.wait_ready(seconds=300)
            _wait_for_avif(newsroom)
            rows = [row for name, path in PAGES.items() for row in _rows(name, _median(program, newsroom.url + path))]
        finally:
            newsroom.stop()
    return report(f"Lighthouse {VERSION}, mobile: {', '.join(CATEGORIES)}", rows)


def _wait_for_avif(newsroom: Newsroom) -> None:
    """What the worker makes behind the desk after a first start is there on every other day."""
    end = time.monotonic() + AVIF_WITHIN
    while b"image/avif" not in newsroom.get(PAGES["article"]).body:
        if time.monotonic() > end:
            raise TimeoutError(f"no AVIF after {AVIF_WITHIN:.0f} s")
        time.sleep(1)


def _median(program: Path, address: str) -> Judgement:
    runs = [judge(program, address) for _ in range(RUNS)]
    return Judgement(
        scores=tuple(round(statistics.median(scores)) for scores in zip(*(run.scores for run in runs), strict=True)),
        lcp=statistics.median(run.lcp for run in runs),
        shift=statistics.median(run.shift for run in runs),
        blocking=statistics.median(run.blocking for run in runs),
    )


def _rows(name: str, found: Judgement) -> list[Row]:
    scores = " / ".join(map(str, found.scores))
    paint = (f"< {LCP_GOAL:,.0f} ms", found.lcp < LCP_GOAL) if name == "article" else ("", None)
    return [
        Row(name, scores, "100 / 100 / 100 / 100", all(score == 100 for score in found.scores)),
        Row(f"{name}: largest contentful paint", f"{found.lcp:,.0f} ms", *paint),
        Row(f"{name}: layout shift", f"{found.shift:.3f}", "0", found.shift == 0),
        Row(f"{name}: blocking time", f"{found.blocking:,.0f} ms"),
    ]


if __name__ == "__main__":
    sys.exit(main())
