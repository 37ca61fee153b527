"""Every sample, broken in every way of `parsing.mangler`: does each become an item or a quarantine entry, and how fast?

`python benchmarks/bench_mangling.py [rounds] [first seed]`: one round is each way once on each sample. A case that
fails is printed with its seed, and its bytes are written to the working directory's `mangled-failure-<n>`.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from pathlib import Path
from random import Random
from time import perf_counter

from parsing import samples
from parsing.mangler import MANGLERS

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsers import registry
from depesche.intake.tidying import tidy

SLOW = 2.0
"""Seconds; a case that takes longer is printed."""


class _Log(logging.Handler):
    """Keeps what was logged: the registry logs a parser's fault instead of raising it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def judge(raw: bytes, how: Circumstances, log: _Log) -> tuple[str, str]:
    """What became of it, and what is wrong with that."""
    log.lines.clear()
    _, reading = registry.read(raw, how)
    items = [tidy(item) for item in reading.items]
    statuses = {item.status for item in items} or {"empty"}
    if log.lines:
        return "failed", log.lines[0]
    if not items and not reading.reason:
        return "failed", "neither an item nor a reason"
    for item in items:
        if item.status != "new" and not item.reason:
            return "failed", f"{item.status} without a reason"
        if item.status == "new" and not item.headline:
            return "failed", "an item without a headline"
        for text in (item.subject, item.headline, item.lead, item.body, item.html, item.original_html):
            text.encode("utf-8")
            if "\0" in text or "<script" in item.html:
                return "failed", "text that may not be kept"
    return ("new" if "new" in statuses else sorted(statuses)[0]), ""


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    log = _Log()
    logging.getLogger().addHandler(log)
    everything = {f"mails/{name}": raw for name, raw in samples.mails().items()} | samples.others()
    found: Counter[str] = Counter()
    times: list[float] = []
    for number in range(seed, seed + rounds):
        for name, raw in everything.items():
            for way, mangle in MANGLERS.items():
                broken = mangle(raw, Random(f"{number} {name} {way}"))
                road = "smtp" if name.startswith("mails/") and number % 2 else "file"
                begun = perf_counter()
                result, fault = judge(broken, Circumstances(fetcher=road, file_name=Path(name).name), log)
                times.append(perf_counter() - begun)
                found[result] += 1
                if fault or times[-1] > SLOW:
                    print(f"{fault or 'slow'}: {times[-1]:.1f} s, {name} {way} {number}", flush=True)
                if fault:
                    Path(f"mangled-failure-{found['failed']}").write_bytes(broken)
    times.sort()
    became = ", ".join(f"{count} {what}" for what, count in found.most_common())
    print(f"{len(times)} cases from {len(everything)} samples: {became}")
    middle, high = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"seconds: median {middle:.4f}, 95 % {high:.4f}, slowest {times[-1]:.2f}")
    sys.exit(bool(found["failed"]))


if __name__ == "__main__":
    main()
