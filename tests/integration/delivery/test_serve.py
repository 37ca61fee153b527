"""`depesche serve` as users start it, with a database that is not there: what needs none must work all the same."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integration.delivery.conftest import free_port
from tests.integration.delivery.harness import Connection, Reply, memory_of, request_for, wait_until

from depesche.delivery.live import open_log
from depesche.delivery.stores import open_store
from depesche.kit.config import Config

PAGE = b"<!doctype html><title>Titel</title>"


class Served:
    """A running `depesche serve`."""

    def __init__(self, home: Path, *arguments: str, **settings: str) -> None:
        self.port = free_port()
        self.smtp_port = free_port()
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        environment = kept | {
            "DEPESCHE_HOME": str(home),
            "DEPESCHE_PORT": str(self.port),
            "DEPESCHE_SMTP_PORT": str(self.smtp_port),
            "DEPESCHE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
            **settings,
        }
        command = [sys.executable, "-m", "depesche", "serve", *arguments]
        self.began = time.monotonic()
        self.process = subprocess.Popen(command, cwd=home, env=environment, stderr=subprocess.PIPE, text=True)

    def get(self, path: str) -> Reply:
        with Connection(self.port) as connection:
            connection.send(request_for(path, "Connection: close"))
            return connection.reply()

    def wait_for_page(self, seconds: float = 20) -> float:
        """Seconds from the command to the first page."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                assert self.get("/").body == PAGE
                return time.monotonic() - self.began
            time.sleep(0.02)
        raise TimeoutError

    def children(self, part: str) -> list[int]:
        pid = self.process.pid
        found = []
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                if f"\0--part\0{part}\0" in Path(f"/proc/{child}/cmdline").read_text():
                    found.append(int(child))
        return found

    def end(self) -> tuple[int, str]:
        """Exit code, and what it said on standard error."""
        self.process.send_signal(signal.SIGTERM)
        said = self.process.communicate(timeout=15)[1]
        return self.process.returncode, said


@pytest.fixture
def baked(home: Path) -> Config:
    config = Config(home=home)
    files = {"index.html": PAGE, "feed.xml": b"<rss/>", "bilder/ab.jpg": b"\xff\xd8"}
    open_store(config).put_all(files)
    return config


@pytest.fixture
def served(baked: Config) -> Iterator[Served]:
    running = Served(baked.home)
    yield running
    if running.process.poll() is None:
        running.process.kill()
    running.process.communicate(timeout=15)


def test_pages_live_and_mail_need_no_database(served: Served, baked: Config) -> None:
    served.wait_for_page()
    assert served.get("/feed.xml").headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert served.get("/bilder/ab.jpg").status == 200
    with Connection(served.port) as reader:
        reader.send(request_for("/live/events?topics=front"))
        reader.until(b"\nid: ")
        command = [sys.executable, "-m", "depesche", "announce", "front", "Hallo"]
        subprocess.run(command, env={"DEPESCHE_HOME": str(baked.home)}, cwd=baked.home, check=True, timeout=30)
        assert b'"text":"Hallo"' in reader.until(b"Hallo")[-40:] + b'"'
    wait_until(lambda: served.children("intake"))
    with contextlib.closing(_when_open(served.smtp_port)) as mail:
        assert mail.recv(100).startswith(b"220 ")
    assert len(served.children("front")) == (os.cpu_count() or 1)
    assert all(memory_of(pid) < 60_000_000 for pid in served.children("front"))
    everybody = [pid for part in ("front", "intake", "newsroom") for pid in served.children(part)]
    began = time.monotonic()
    assert served.end()[0] == 0
    assert time.monotonic() - began < 10
    assert not any(Path(f"/proc/{pid}").exists() for pid in everybody)


def test_no_connection_is_refused_while_a_front_is_started_again(baked: Config) -> None:
    served = Served(baked.home, DEPESCHE_WORKERS="1")
    served.wait_for_page()
    [front] = served.children("front")
    os.kill(front, signal.SIGKILL)
    for _ in range(20):
        assert served.get("/").body == PAGE
    assert served.children("front") != [front]
    served.end()


def test_only_the_web_part(baked: Config) -> None:
    served = Served(baked.home, "--only", "web", DEPESCHE_WORKERS="1")
    served.wait_for_page()
    assert served.children("intake") == []
    assert served.end()[0] == 0


@pytest.mark.parametrize("setting", ["DEPESCHE_PORT", "DEPESCHE_SMTP_PORT"])
def test_a_port_that_is_taken_is_named(baked: Config, setting: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as owner:
        port = str(owner.getsockname()[1])
        served = Served(baked.home, **{setting: port})
        said = served.process.communicate(timeout=20)[1]
    assert served.process.returncode == 1
    assert f"port {port} on 127.0.0.1 is taken" in said
    assert setting in said
    assert "Traceback" not in said


def test_an_empty_home_and_no_database_is_the_end(home: Path) -> None:
    served = Served(home, "--only", "web", DEPESCHE_WORKERS="1")
    said = served.process.communicate(timeout=60)[1]
    assert served.process.returncode == 1
    assert "preparation failed" in said


@pytest.mark.kill
def test_a_killed_server_leaves_nothing_behind_and_starts_again(baked: Config) -> None:
    served = Served(baked.home, DEPESCHE_WORKERS="1")
    served.wait_for_page()
    everybody = [*served.children("front"), *served.children("intake")]
    log = open_log(baked)
    before = log.head()
    log.close()
    served.process.kill()
    served.process.communicate(timeout=15)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everybody), seconds=15)
    again = Served(baked.home, DEPESCHE_WORKERS="1")
    again.wait_for_page()
    with Connection(again.port) as reader:
        reader.send(request_for(f"/live/events?last_event_id={before}"))
        assert b"id: %d\n" % before in reader.until(b"\n\n")
    assert again.end()[0] == 0


def _when_open(port: int) -> socket.socket:
    deadline = time.monotonic() + 20
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
