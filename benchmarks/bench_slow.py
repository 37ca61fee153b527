"""500 readers who take one byte a second: what they cost the others in delay, and the server in memory.

    make bench-slow   or: .venv/bin/python benchmarks/bench_slow.py [--readers 1000] [--slow 500] [--events 60]

The quick readers are told of events of 2 kB, without the slow ones and then with them: first while those lag behind,
then until all of them have been cut off. The clock runs from before the event is appended until the last quick reader
has read it. Memory is what is resident in all fronts. Loopback only.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from goals import Row, report
from open_pages import OURS, OpenPages, raise_limit
from running_fronts import Fronts, running

from depesche.delivery.live import EventLog, NewEvent, open_log
from depesche.kit.config import Config

DELAY, MEGABYTES = 1.2, 5.0
TEXT = "x" * 2000


class SlowReaders(threading.Thread):
    """Each takes one byte a second, through the smallest window the kernel grants."""

    def __init__(self, port: int, count: int) -> None:
        super().__init__(daemon=True)
        self.sockets = [socket.socket() for _ in range(count)]
        self._over = threading.Event()
        for reader in self.sockets:
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            reader.bind(("127.0.4.1", 0))
            reader.connect(("127.0.0.1", port))
            reader.sendall(OURS)
            reader.setblocking(False)

    def run(self) -> None:
        while not self._over.wait(1):
            for reader in self.sockets:
                with contextlib.suppress(OSError):
                    reader.recv(1)

    def close(self) -> None:
        self._over.set()
        self.join()
        for reader in self.sockets:
            reader.close()


def delays(log: EventLog, pages: OpenPages, name: str, count: int) -> list[float]:
    """Milliseconds until the last quick reader had each event."""
    found = []
    for number in range(count):
        mark = f"{name}-{number:04}."
        time.sleep(0.05)
        began = time.monotonic()
        log.append([NewEvent(topic="front", event="update", path="/", data={"mark": mark, "text": TEXT})])
        found.append((max(pages.heard(mark.encode())) - began) * 1000)
    return found


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--readers", type=int, default=1000)
    asked.add_argument("--slow", type=int, default=500)
    asked.add_argument("--events", type=int, default=60)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = asked.parse_args()
    raise_limit()
    with tempfile.TemporaryDirectory(prefix="dp-") as home, ExitStack() as stack:
        config = Config(home=Path(home), port=0, workers=options.processes)
        log = open_log(config)
        stack.callback(log.close)
        fronts = stack.enter_context(running(config))
        pages = OpenPages(fronts.port, options.readers)
        stack.callback(pages.close)
        delays(log, pages, "warm", 10)
        alone = delays(log, pages, "allein", options.events)
        slow = SlowReaders(fronts.port, options.slow)
        stack.callback(slow.close)
        slow.start()
        before = fronts.memory()
        lagging = delays(log, pages, "beladen", options.events)
        lag = _grown(fronts, before)
        cutting = delays(log, pages, "getrennt", 3 * options.events)
        end = _grown(fronts, before)
    rows = [
        Row(f"slowest of {options.readers:,} quick readers, median", f"{statistics.median(alone):.1f} ms"),
        _row(f"the same while {options.slow} slow ones lag behind", alone, lagging),
        _row("the same while they are cut off", alone, cutting),
        Row("memory grown while they lag", f"{lag:.1f} MB", f"at most {MEGABYTES:.0f} MB", lag <= MEGABYTES),
        Row("memory grown in all", f"{end:.1f} MB", f"at most {MEGABYTES:.0f} MB", end <= MEGABYTES),
    ]
    return report("Slow readers", rows)


def _grown(fronts: Fronts, before: int) -> float:
    return (fronts.memory() - before) / 1e6


def _row(what: str, alone: list[float], now: list[float]) -> Row:
    ratio = statistics.median(now) / statistics.median(alone)
    found = f"{statistics.median(now):.1f} ms, {ratio:.2f} times"
    return Row(what, found, f"at most {DELAY} times", ratio <= DELAY)


if __name__ == "__main__":
    sys.exit(main())
