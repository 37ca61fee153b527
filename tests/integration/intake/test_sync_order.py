"""Every 250 stands behind the syncs of its own bytes, receipt and folders: seen from outside, and from within."""

from __future__ import annotations

import os
import shutil
import signal
import smtplib
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from tests.integration.intake.sync_order import Event, read_strace, unsafe_replies

from depesche.delivery.stores import durable
from depesche.intake.door import open_spool
from depesche.intake.fetchers.smtp_session import NewsroomSMTP
from depesche.kit.config import Config

Listening = Callable[..., AbstractContextManager[None]]
SENDERS, MAILS = 6, 8
CALLS = "fsync,fdatasync,rename,renameat,renameat2,write,writev,sendto,sendmsg"


def send(port: int) -> None:
    """Mails of several clients at the same time, so that some are committed together."""

    def client(sender: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, local_hostname="c", timeout=30) as line:
            for number in range(MAILS):
                mail = f"Subject: {sender}-{number}\r\n\r\n{'x' * 5000}\r\n".encode()
                line.sendmail("a@b.example", ["c@d.example"], mail)

    clients = [threading.Thread(target=client, args=(sender,)) for sender in range(SENDERS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """What this process does, noted when a sync or a rename is done and before a reply goes out."""
    events: list[Event] = []
    fsync, rename, push = os.fsync, os.rename, NewsroomSMTP.push

    def watched_sync(descriptor: int) -> None:
        path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)
        events.append(Event("sync", path))

    def watched_rename(path: Any, target: Any, **options: Any) -> None:
        rename(path, target, **options)
        events.append(Event("rename", str(path), str(target)))

    async def watched_push(session: NewsroomSMTP, status: str) -> None:
        if status.startswith("250 2.0.0 Accepted"):
            events.append(Event("reply", status))
        await push(session, status)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(os, "rename", watched_rename)
    monkeypatch.setattr(os, "replace", watched_rename)
    monkeypatch.setattr(NewsroomSMTP, "push", watched_push)
    return events


def test_from_within(config: Config, listening: Listening, recorded: list[Event]) -> None:
    with listening(config):
        send(config.smtp_port)
    arrivals = open_spool(config).waiting()
    assert len(arrivals) == SENDERS * MAILS
    assert unsafe_replies(recorded, arrivals, config) == []


@pytest.mark.parametrize("forgotten", ["files", "folders"])
def test_a_listener_that_forgets_to_sync_is_found_out(
    config: Config, listening: Listening, recorded: list[Event], monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    if forgotten == "folders":
        monkeypatch.setattr(durable, "sync_folders", lambda _folders: None)
    else:
        monkeypatch.setattr(
            durable, "write_all_synced", lambda files: [path.write_bytes(content) for path, content in files]
        )
    with listening(config):
        send(config.smtp_port)
    missing = unsafe_replies(recorded, open_spool(config).waiting(), config)
    assert len(missing) >= SENDERS * MAILS
    assert any("synced" in one for one in missing)


def test_from_outside_by_strace(config: Config, wait_for: Callable[[int], None], tmp_path: Path) -> None:
    strace = shutil.which("strace") or pytest.skip("strace is not installed: .ci/packages installs it")
    if subprocess.run([strace, "-e", "trace=none", "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine lets nobody trace processes (ptrace)")
    trace = tmp_path / "trace"
    environ = {
        **os.environ,
        "DEPESCHE_HOME": str(config.home),
        "DEPESCHE_SMTP_PORT": str(config.smtp_port),
        "DEPESCHE_INTAKE_RATE": "0",
    }
    code = "from depesche.intake.fetchers import smtp; from depesche.kit import config; smtp.run(config.load())"
    tracing = [strace, "-f", "-y", "-qq", "-s", "200", "-e", f"trace={CALLS}", "-o", str(trace)]
    process = subprocess.Popen([*tracing, sys.executable, "-c", code], env=environ, start_new_session=True)
    try:
        wait_for(config.smtp_port)
        send(config.smtp_port)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
    arrivals = open_spool(config).waiting()
    assert len(arrivals) == SENDERS * MAILS
    events = read_strace(trace.read_text().splitlines())
    assert len([event for event in events if event.kind == "reply"]) == SENDERS * MAILS
    assert unsafe_replies(events, arrivals, config) == []


TRACE = """\
10 fsync(7</h/raw/.tmp/a.tmp> <unfinished ...>
11 write(9<socket:[1]>, "250 2.0.0 Accepted as X\\r\\n", 30) = 30
10 <... fsync resumed>)                = 0
10 fsync(7</h/raw/.tmp/b.tmp>)         = -1 EIO (Input/output error)
10 rename("/h/raw/.tmp/a.tmp", "/h/raw/ab/abc") = 0
"""


def test_a_trace_is_read_in_the_order_in_which_things_were_done() -> None:
    assert read_strace(TRACE.splitlines()) == [
        Event("reply", "250 2.0.0 Accepted as X"),
        Event("sync", "/h/raw/.tmp/a.tmp"),
        Event("rename", "/h/raw/.tmp/a.tmp", "/h/raw/ab/abc"),
    ]
