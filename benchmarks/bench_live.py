"""One event to 10,000 open pages: the slowest reader, beside nginx with nchan; memory; baked pages meanwhile.

    make bench-live   or: .venv/bin/python benchmarks/bench_live.py [--connections 10000] [--events 15] [--processes 2]

The clock runs from before the event is appended (ours) or posted (nchan) until its bytes are read by the page. Both
servers hold as many readers, all in this process, in rounds by turns: what the reading costs is in both numbers. Baked
pages are asked for at a steady 200 a second over one connection, by a process of its own that gets the processor when
it asks for it, where that is allowed; while events flow, ten a second, the readers leave what they get in their
sockets. So the load generator's own waiting is not in these times. nginx serves the same page from the same folder
while nchan tells as many readers as much: what such a page costs on this machine, whoever serves it. Loopback only.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from goals import Row, report
from open_pages import OpenPages, raise_limit
from running_fronts import running
from tests import edge_servers
from tests.running import free_port

from depesche.delivery.live import NewEvent, open_log
from depesche.delivery.stores import open_store
from depesche.kit.config import Config

DELAY, BYTES_EACH, PAGES = 0.8, 5000.0, 1.5
ROUNDS = 3
ASK = "--ask-for-pages"
NCHAN = """
  nchan_max_reserved_memory 64m;
  server {{
    listen 127.0.0.1:{port} reuseport backlog=16384;
    root {public};
    gzip_static on;
    location = /publish {{ nchan_publisher; nchan_channel_id front; nchan_message_buffer_length 100; }}
    location = /live/events {{
      nchan_subscriber eventsource; nchan_channel_id front; nchan_subscriber_first_message newest;
    }}
  }}
"""
PEER = b"GET /live/events HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n"


@dataclass(slots=True)
class Side:
    """One server with its readers. `tell` publishes text; `memory` is in bytes, all its processes; `quiet` and `busy`
    are the seconds of its pages without and with readers and events.
    """

    port: int
    tell: Callable[[str], None]
    memory: Callable[[], int]
    open: Callable[[int], OpenPages]
    each: float = 0.0
    quiet: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)


@contextmanager
def nchan(public: Path, processes: int) -> Iterator[Side]:
    port = free_port()
    with edge_servers.nginx(NCHAN.format(public=public, port=port), port=port, workers=processes) as master:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

        def tell(text: str) -> None:
            connection.request("POST", "/publish", body=text.encode(), headers={"X-EventSource-Event": "update"})
            connection.getresponse().read()

        yield Side(
            port=port,
            tell=tell,
            memory=lambda: sum(_resident(int(child)) for child in _children(master.pid)),
            open=lambda count: OpenPages(port, count, request=PEER, greeting=b": hi"),
        )


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def page_times(port: int, seconds: float) -> list[float]:
    """Seconds of each answer, asked for at a steady pace, by a process of its own."""
    command = [sys.executable, __file__, ASK, str(port), str(seconds)]
    found: list[float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def _ask(port: int, seconds: float) -> list[float]:
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times, began = [], time.monotonic()
    for number in range(int(seconds * 200)):
        time.sleep(max(0.0, began + number / 200 - time.monotonic()))
        start = time.perf_counter()
        connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
        times.append(time.perf_counter() - start)
    connection.close()
    return times


def p99(times: list[float]) -> float:
    return sorted(times)[len(times) * 99 // 100] * 1000


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--connections", type=int, default=10_000)
    asked.add_argument("--events", type=int, default=15)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--seconds", type=float, default=10.0, help="of each page measurement")
    options = asked.parse_args()
    raise_limit()
    with tempfile.TemporaryDirectory(prefix="dp-") as home, ExitStack() as stack:
        config = Config(home=Path(home), port=0, workers=options.processes)
        open_store(config).put("index.html", ("<!doctype html><p>Der Stadtrat hat entschieden.</p>" * 300).encode())
        log = open_log(config)
        stack.callback(log.close)
        fronts = stack.enter_context(running(config))

        def append(text: str) -> None:
            log.append([NewEvent(topic="front", event="update", path="/", data={"text": text})])

        sides = {"ours": Side(fronts.port, append, fronts.memory, lambda count: OpenPages(fronts.port, count))}
        if edge_servers.NCHAN.exists() and not edge_servers.missing("nginx"):
            sides["nchan"] = stack.enter_context(nchan(config.public_folder, options.processes))
        for side in sides.values():
            side.tell("zuerst")
            side.open(10).close()
            side.quiet = page_times(side.port, options.seconds)
        slowest: dict[str, list[float]] = {name: [] for name in sides}
        for turn in range(ROUNDS):
            for name, side in sides.items():
                slowest[name] += _round(side, options.connections, options.events // ROUNDS, f"{name}-{turn}")
        for side in sides.values():
            with contextlib.closing(side.open(options.connections)):
                side.busy = _while_events_flow(side, options.seconds)
            time.sleep(1)
    return _say(options.connections, sides, slowest)


def _round(side: Side, connections: int, events: int, name: str) -> list[float]:
    """Milliseconds until the slowest of so many readers had each event."""
    before = side.memory()
    pages = side.open(connections)
    found = []
    try:
        time.sleep(1)
        side.each = side.each or (side.memory() - before) / connections
        for number in range(events):
            time.sleep(0.2)
            mark = f"Meldung-{name}-{number:04}"
            began = time.monotonic()
            side.tell(f"{mark} {'x' * 200}")
            found.append((max(pages.heard(mark.encode())) - began) * 1000)
    finally:
        pages.close()
    time.sleep(1)
    return found


def _while_events_flow(side: Side, seconds: float) -> list[float]:
    over = threading.Event()

    def flow() -> None:
        number = 0
        while not over.wait(0.1):
            side.tell(f"Takt {number} {'x' * 200}")
            number += 1

    flowing = threading.Thread(target=flow)
    flowing.start()
    try:
        return page_times(side.port, seconds)
    finally:
        over.set()
        flowing.join()


def _say(count: int, sides: dict[str, Side], slowest: dict[str, list[float]]) -> int:
    ours = statistics.median(slowest["ours"])
    rows = [Row(f"one event to {count:,} open pages, slowest reader, median", f"{ours:.0f} ms")]
    if "nchan" in sides:
        peer = statistics.median(slowest["nchan"])
        rows += [
            Row("the same, nginx with nchan", f"{peer:.0f} ms"),
            Row("the one against the other", f"{ours / peer:.2f}", f"at most {DELAY}", ours / peer <= DELAY),
            Row("memory for each reader, nchan", f"{sides['nchan'].each / 1000:.1f} kB"),
        ]
    else:
        rows.append(Row("nginx with nchan", "not installed (libnginx-mod-nchan)"))
    each = sides["ours"].each
    rows.append(Row("memory for each reader, ours", f"{each / 1000:.1f} kB", "at most 5 kB", each <= BYTES_EACH))
    if "nchan" in sides:
        rows += _pages("nginx with nchan", sides["nchan"])
    times = p99(sides["ours"].busy) / p99(sides["ours"].quiet)
    rows += _pages("ours", sides["ours"])
    rows.append(Row("the one against the other", f"{times:.2f}", f"at most {PAGES}", times <= PAGES))
    return report("Live", rows)


def _pages(whose: str, side: Side) -> list[Row]:
    return [
        Row(f"baked pages without them, p99, {whose}", f"{p99(side.quiet):.2f} ms"),
        Row(f"baked pages with them and 10 events/s, p99, {whose}", f"{p99(side.busy):.2f} ms"),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == [ASK]:
        print(json.dumps(_ask(int(sys.argv[2]), float(sys.argv[3]))))
        sys.exit()
    sys.exit(main())
