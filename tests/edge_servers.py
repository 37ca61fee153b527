"""nginx and Caddy in front of a Depesche, with the very files of `deploy/`, on free ports; for tests and benchmarks."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.running import free_port

DEPLOY = Path(__file__).parents[1] / "deploy"
_MODULES = Path("/usr/lib/nginx/modules")
BROTLI = _MODULES / "ngx_http_brotli_static_module.so"
NCHAN = _MODULES / "ngx_nchan_module.so"

_NGINX = """
{modules}
{user}
worker_processes {workers};
worker_rlimit_nofile 30000;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 12000; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  keepalive_requests 10000000;
  {http}
}}
"""


def site(name: str, *, public: Path, upstream: int, port: int) -> str:
    """A file of `deploy/` with its folder and ports replaced. Raises `AssertionError` when one is not in it."""
    text = (DEPLOY / name).read_text("utf-8")
    swaps = {"/var/lib/depesche/public": str(public), "127.0.0.1:8000": f"127.0.0.1:{upstream}"}
    if name == "nginx.conf":
        swaps |= {"listen 80 reuseport;": f"listen 127.0.0.1:{port} reuseport;", "    listen [::]:80 reuseport;\n": ""}
        if BROTLI.exists():
            swaps["# brotli_static on;"] = "brotli_static on;"
    else:
        swaps |= {":80 {": f":{port} {{\n\tbind 127.0.0.1"}
    for old, new in swaps.items():
        assert old in text, f"{old!r} is not in deploy/{name}"
        text = text.replace(old, new)
    return text


@contextlib.contextmanager
def nginx(http: str, *, port: int, workers: int = 1) -> Iterator[subprocess.Popen[bytes]]:
    """nginx with `http` inside its http block, until the block ends."""
    modules = "\n".join(f"load_module {module};" for module in (BROTLI, NCHAN) if module.exists())
    with tempfile.TemporaryDirectory(prefix="dp-nginx-") as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "nginx.conf"
        user = "user root;" if os.getuid() == 0 else ""  # the test's folders are closed to others
        file.write_text(_NGINX.format(modules=modules, user=user, workers=workers, folder=folder, http=http))
        command = ["nginx", "-c", str(file), "-e", f"{folder}/error.log", "-g", "daemon off;"]
        with _running(command, port=port, log=Path(folder) / "error.log") as process:
            yield process


@contextlib.contextmanager
def nginx_in_front(public: Path, upstream: int, *, workers: int = 1) -> Iterator[int]:
    """`deploy/nginx.conf` before the Depesche that listens on `upstream`; its port."""
    port = free_port()
    with nginx(site("nginx.conf", public=public, upstream=upstream, port=port), port=port, workers=workers):
        yield port


@contextlib.contextmanager
def caddy_in_front(public: Path, upstream: int) -> Iterator[int]:
    """`deploy/Caddyfile` before the Depesche that listens on `upstream`; its port."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="dp-caddy-") as folder:
        file = Path(folder) / "Caddyfile"
        own = site("Caddyfile", public=public, upstream=upstream, port=port)
        file.write_text("{\n\tadmin off\n\tauto_https off\n\tgrace_period 2s\n}\n" + own)
        command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)]
        environment = {**os.environ, "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        log = Path(folder) / "log"
        with _running(command, port=port, log=log, environment=environment):
            yield port


def missing(*programs: str) -> list[str]:
    return [program for program in programs if shutil.which(program) is None]


@contextlib.contextmanager
def _running(
    command: list[str], *, port: int, log: Path, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
    try:
        deadline = time.monotonic() + 20
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"{command[0]} does not run:\n{log.read_text('utf-8', 'replace')[-3000:]}")
            time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
