"""One event to N open pages: how long until each has it, and what a connection costs the server. Loopback only.

The clock runs from before the event is appended to the log until its last byte is read by the page. The readers share
one process here, which takes its turn on the same cores: what is measured is an upper bound. Usage:

    python benchmarks/bench_live.py [--connections 2000] [--events 10] [--processes N]
"""

from __future__ import annotations

import argparse
import os
import resource
import select
import socket
import statistics
import tempfile
import time
from pathlib import Path

from running_fronts import running

from depesche.delivery.live import NewEvent, open_log
from depesche.kit.config import Config

REQUEST = b"GET /live/events?topics=front HTTP/1.1\r\nHost: bench\r\n\r\n"


class Readers:
    """N open pages, read with epoll."""

    def __init__(self, port: int, count: int) -> None:
        self._poll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        for _ in range(count):
            reader = socket.create_connection(("127.0.0.1", port))
            reader.sendall(REQUEST)
            reader.setblocking(False)
            self._sockets[reader.fileno()] = reader
            self._poll.register(reader.fileno(), select.EPOLLIN)
        self._heard(b"\nid: ", seconds=60)

    def times_of(self, event_id: int, *, since: float) -> list[float]:
        """Seconds from `since` until each reader had the event."""
        return [moment - since for moment in self._heard(b"id: %d\n" % event_id, seconds=30)]

    def close(self) -> None:
        for reader in self._sockets.values():
            reader.close()
        self._poll.close()

    def _heard(self, mark: bytes, *, seconds: float) -> list[float]:
        deadline = time.monotonic() + seconds
        moments: dict[int, float] = {}
        while len(moments) < len(self._sockets):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self._sockets) - len(moments)} readers heard nothing")
            for descriptor, _ in self._poll.poll(1):
                data = self._sockets[descriptor].recv(65536)
                assert data, "a reader was cut off"
                if mark in data:
                    moments[descriptor] = time.perf_counter()
        return list(moments.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=2000)
    parser.add_argument("--events", type=int, default=10)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="dp-") as home:
        config = Config(home=Path(home), port=0, workers=options.processes)
        log = open_log(config)
        with running(config) as server:
            Readers(server.port, 10).close()
            time.sleep(1)
            before = server.memory()
            readers = Readers(server.port, options.connections)
            time.sleep(1)
            each = (server.memory() - before) / options.connections
            delays: list[float] = []
            slowest: list[float] = []
            for number in range(options.events):
                time.sleep(0.2)
                began = time.perf_counter()
                data = {"headline": f"Meldung {number}", "text": "x" * 200}
                [event_id] = log.append([NewEvent(topic="front", event="update", path="/", data=data)])
                times = readers.times_of(event_id, since=began)
                delays += times
                slowest.append(max(times))
            readers.close()
        log.close()
    delays.sort()
    middle, most = delays[len(delays) // 2] * 1000, delays[len(delays) * 95 // 100] * 1000
    print(f"{options.events} events to {options.connections} open pages, {options.processes} fronts")
    print(f"delay: median {middle:.1f} ms, 95% within {most:.1f} ms, slowest reader {max(slowest) * 1000:.1f} ms")
    print(f"slowest reader of an event, median over the events: {statistics.median(slowest) * 1000:.1f} ms")
    print(f"server memory: {before / 1e6 / options.processes:.1f} MB a front, and {each / 1000:.1f} kB a reader")


if __name__ == "__main__":
    main()
