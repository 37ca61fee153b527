"""Requests a second for one baked page of 3.6 kB (gzip), 64 keep-alive connections, against nginx on the same files.

Loopback only. `wrk` makes the load; nginx (with gzip_static, access log off, its open file cache on) is the peer when
it is installed. Each server runs one process a core; they take turns, and the best of the rounds counts. Usage:

    python benchmarks/bench_pages.py [--seconds 4] [--rounds 3] [--processes N]
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from running_fronts import running

from depesche.delivery.stores import open_store
from depesche.kit.config import Config

CONNECTIONS = 64
NGINX = """
worker_processes {processes};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  types {{ text/html html; }}
  charset utf-8;
  sendfile on; tcp_nopush on; keepalive_requests 10000000;
  open_file_cache max=1000; gzip_static on; gzip_vary on;
  server {{
    listen 127.0.0.1:{port} reuseport;
    root {public};
    add_header Cache-Control no-cache;
    add_header X-Content-Type-Options nosniff;
    add_header Referrer-Policy strict-origin-when-cross-origin;
    add_header Content-Security-Policy "{policy}";
  }}
}}
"""


def page() -> bytes:
    """Text that gzip brings to about 3.6 kB, the same every time."""
    chosen = random.Random(7)
    syllables = ["ver", "stadt", "rat", "ent", "schei", "dung", "be", "richt", "mel", "land", "re", "gie", "rung", "en"]
    words = ["".join(chosen.choices(syllables, k=chosen.randint(1, 4))) for _ in range(1450)]
    return f"<!doctype html><title>Seite</title><p>{' '.join(words)}</p>".encode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pids: Sequence[int]

    def cpu_seconds(self) -> float:
        """What all its processes have spent, in user and kernel mode."""
        fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.pids]
        return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """Requests a second; microseconds of processor time that the server spent on one; wrk's 99th percentile."""

    rate: float
    cost: float
    late: str


@contextlib.contextmanager
def depesche(config: Config) -> Iterator[Server]:
    with running(config) as fronts:
        yield Server(fronts.port, fronts.pids)


@contextlib.contextmanager
def nginx(public: Path, processes: int, policy: str) -> Iterator[Server]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "nginx.conf"
        file.write_text(NGINX.format(processes=processes, folder=folder, port=port, public=public, policy=policy))
        process = subprocess.Popen(["nginx", "-c", str(file), "-e", f"{folder}/error.log", "-g", "daemon off;"])
        try:
            time.sleep(0.5)
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            yield Server(port, [int(pid) for pid in children])
        finally:
            process.terminate()
            process.wait(10)


def load(server: Server, seconds: int) -> Result:
    url = f"http://127.0.0.1:{server.port}/"
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    for _ in range(100):
        with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=5) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(answer.read()) == page()
            break
        time.sleep(0.1)
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip", url]
    before = server.cpu_seconds()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = server.cpu_seconds() - before
    assert "Non-2xx" not in said
    assert "Socket errors" not in said, said
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    late = re.search(r"99%\s+(\S+)", said)
    count = re.search(r"(\d+) requests in", said)
    assert rate is not None
    assert late is not None
    assert count is not None
    return Result(float(rate[1]), spent / int(count[1]) * 1e6, late[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("bench_pages needs wrk (Debian: apt-get install wrk)")
    with tempfile.TemporaryDirectory(prefix="dp-") as home:
        Path(home).chmod(0o755)  # nginx's workers run as another user
        config = Config(home=Path(home), port=0, workers=options.processes)
        open_store(config).put("index.html", page())
        servers: dict[str, Callable[[], contextlib.AbstractContextManager[Server]]] = {
            "depesche": lambda: depesche(config),
            "depesche, plain ASGI": lambda: depesche(replace(config, fast_lane=False)),
        }
        if shutil.which("nginx"):
            from depesche.delivery.headers import PAGE_POLICY

            servers["nginx"] = lambda: nginx(config.public_folder, options.processes, PAGE_POLICY)
        size = (config.public_folder / "index.html.gz").stat().st_size
        print(f"page: {size} bytes of gzip; {options.processes} processes; {CONNECTIONS} connections")
        best: dict[str, Result] = {}
        for _ in range(options.rounds):
            for name, start in servers.items():
                with start() as server:
                    result = load(server, options.seconds)
                    best[name] = max(best.get(name, result), result)
        ours = best["depesche"]
        for name, found in best.items():
            print(f"{name:22} {found.rate:9,.0f} requests/s, {found.cost:5.1f} µs each, 99% within {found.late}")
        for name, found in best.items():
            if name != "depesche":
                faster, dearer = ours.rate / found.rate, ours.cost / found.cost
                print(
                    f"depesche answers {faster:.2f} times as many as {name}, with {dearer:.2f} times its processor time"
                )


if __name__ == "__main__":
    main()
