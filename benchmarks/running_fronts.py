"""Fronts as `depesche serve` starts them, without the newsroom: what the benchmarks load."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from depesche.commands import serving
from depesche.kit.config import Config


@dataclass(frozen=True, slots=True)
class Fronts:
    port: int
    pids: list[int]

    def memory(self) -> int:
        """Bytes resident in all of them."""
        pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.pids]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def running(config: Config) -> Iterator[Fronts]:
    """`config.workers` fronts on a free port, that take any number of live connections from one address."""
    os.environ |= {
        "DEPESCHE_HOME": str(config.home),
        "DEPESCHE_FAST_LANE": "on" if config.fast_lane else "off",
        "DEPESCHE_LIVE_PER_ADDRESS": "0",
    }
    planned = serving.supervisor(config, only=serving.WEB, with_demo=False)
    parts = [part for part in planned.parts if part.name == "front"]
    reading, writing = os.pipe()
    processes = []
    for part in parts:
        command = [argument.replace("{lifeline}", str(reading)) for argument in part.command]
        descriptors = [reading, *(listener.fileno() for listener in part.sockets)]
        processes.append(subprocess.Popen(command, pass_fds=descriptors))
    try:
        yield Fronts(parts[0].sockets[0].getsockname()[1], [process.pid for process in processes])
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(10)
        for part in parts:
            for listener in part.sockets:
                listener.close()
        os.close(reading)
        os.close(writing)
