"""Requests a second for one baked page of 3.6 kB (gzip), 64 keep-alive connections, against nginx on the same files.

Loopback only. `wrk` makes the load. Peers, where installed: nginx with gzip_static, sendfile off and access log off;
the same with its open file cache, whose pages are up to a minute old, for information; nginx with our
`deploy/nginx.conf` before us; a cache hit of Varnish before us. Each server runs one process a core; they take turns,
and the median of the rounds counts. Usage:

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
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from goals import Row, report
from running_fronts import running
from tests import edge_servers

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
  sendfile off; keepalive_requests 10000000;
  {cache} gzip_static on; gzip_vary on;
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
VARNISH = """
vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{port}"; }}
sub vcl_backend_response {{ set beresp.ttl = 1h; unset beresp.http.cache-control; }}
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
        fields = []
        for pid in self.pids:
            with contextlib.suppress(FileNotFoundError):  # Varnish starts a compiler that ends soon
                fields.append(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split())
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
def nginx(public: Path, processes: int, policy: str, *, cache: str = "") -> Iterator[Server]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "nginx.conf"
        values = {"processes": processes, "folder": folder, "port": port, "public": public, "policy": policy}
        file.write_text(NGINX.format(cache=cache, **values))
        process = subprocess.Popen(["nginx", "-c", str(file), "-e", f"{folder}/error.log", "-g", "daemon off;"])
        try:
            time.sleep(0.5)
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            yield Server(port, [int(pid) for pid in children])
        finally:
            process.terminate()
            process.wait(10)


@contextlib.contextmanager
def in_front(config: Config, processes: int) -> Iterator[Server]:
    with (
        running(config) as fronts,
        edge_servers.nginx_in_front(config.public_folder, fronts.port, workers=processes) as port,
    ):
        yield Server(port, _nginx_workers(port, count=processes))


def _nginx_workers(port: int, *, count: int) -> list[int]:
    """The processes that were started with our file for that port; the master listens a moment before it has them."""
    deadline = time.monotonic() + 10
    while len(found := _workers_of(port)) < count and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def _workers_of(port: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if b"nginx: worker" in (folder / "cmdline").read_bytes():
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                master = Path(f"/proc/{parent}/cmdline").read_bytes().decode("utf-8", "replace")
                file = re.search(r"-c (\S+nginx\.conf)", master.replace("\0", " "))
                if file and f":{port} reuseport;" in Path(file[1]).read_text():
                    found.append(int(folder.name))
    return found


@contextlib.contextmanager
def varnish(config: Config) -> Iterator[Server]:
    """Every request but the first is a hit: the pages' own `no-cache` is overruled, and so is their coding."""
    port = free_port()
    with running(config) as fronts, tempfile.TemporaryDirectory(prefix="dp-varnish-") as folder:
        rules = Path(folder) / "default.vcl"
        rules.write_text(VARNISH.format(port=fronts.port))
        command = [
            "varnishd",
            "-F",
            "-j",
            "none",
            "-n",
            f"{folder}/work",
            "-a",
            f"127.0.0.1:{port}",
            "-f",
            str(rules),
            "-s",
            "malloc,64m",
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield Server(port, [_first_child(process)])
        finally:
            process.terminate()
            process.wait(20)


def _first_child(process: subprocess.Popen[bytes]) -> int:
    """The process that does the work, once it is there."""
    for _ in range(300):
        assert process.poll() is None, f"{process.args} ended"
        for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            with contextlib.suppress(OSError):
                if b"varnishd" in Path(f"/proc/{child}/cmdline").read_bytes():  # not the compiler of its rules
                    return int(child)
        time.sleep(0.1)
    raise TimeoutError("Varnish does not start")


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=5)
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

            servers["nginx, deploy/nginx.conf before us"] = lambda: in_front(config, options.processes)
            bare = partial(nginx, config.public_folder, options.processes, PAGE_POLICY)
            servers["nginx"] = bare
            servers["nginx, open file cache"] = partial(bare, cache="open_file_cache max=1000;")
        size = (config.public_folder / "index.html.gz").stat().st_size
        print(f"page: {size} bytes of gzip; {options.processes} processes; {CONNECTIONS} connections")
        if shutil.which("varnishd"):
            servers["Varnish, cache hit"] = lambda: varnish(config)
        results: dict[str, list[Result]] = {name: [] for name in servers}
        for _ in range(options.rounds):
            for name, start in servers.items():
                with start() as server:
                    result = load(server, options.seconds)
                    results[name].append(result)
    middle = {name: sorted(found)[len(found) // 2] for name, found in results.items()}
    for name, found in middle.items():
        print(f"{name:36} {found.rate:9,.0f} requests/s, {found.cost:5.1f} µs each, 99% within {found.late}")
    return report("Pages", _rows(middle))


def _rows(middle: dict[str, Result]) -> list[Row]:
    goals = {
        "nginx": ("depesche", 0.9),
        "nginx, deploy/nginx.conf before us": ("nginx, deploy/nginx.conf before us", 1.0),
        "Varnish, cache hit": ("depesche", 2.0),
    }
    rows = []
    for peer, (own, goal) in goals.items():
        against = "nginx" if own.startswith("nginx") else peer
        if own in middle and against in middle:
            ratio = middle[own].rate / middle[against].rate
            rows.append(Row(f"{own} against {against}", f"{ratio:.2f} times", f"at least {goal}", ratio >= goal))
        else:
            rows.append(Row(peer, "not installed"))
    return rows


if __name__ == "__main__":
    sys.exit(main())
