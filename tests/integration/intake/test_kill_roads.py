"""SIGKILL at random moments while things come in by every road but SMTP: what was accepted is there, and there once.

All roads are under way at the same time, so that a kill meets each. `DEPESCHE_TEST_KILLS=50` goes on for longer.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.integration.intake.fetching import mail_servers
from tests.integration.intake.fetching.feed_server import Feed, Server, feed, serving

KILLS = int(os.environ.get("DEPESCHE_TEST_KILLS", "4"))
ROADS = ("mailbox", "feed", "hub", "push", "folder")
PAUSE = 0.05
"""Seconds between two things on one road."""
MOST_WAITING = 40
LATEST = 40
"""Entries in the feed."""


class Room:
    """The process of `killed_room`, and what was sent to it."""

    def __init__(self, home: Path, environment: dict[str, str], sources: dict[str, str]) -> None:
        self.database = home / "db.sqlite3"
        command = [sys.executable, "-m", "tests.integration.intake.killed_room"]
        settings = {
            **os.environ,
            **environment,
            "DEPESCHE_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "depesche.settings",
        }
        with (home / "room.log").open("wb") as log:
            self.process = subprocess.Popen(
                command, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )
        self.facts = self.tell(json.dumps(sources))

    def tell(self, line: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        self.tell("kill")
        self.process.kill()
        self.process.communicate()

    def hurry(self) -> None:
        """Let all sources be due: a killed try would be begun again only after minutes."""
        self._ask("UPDATE intake_channel SET next_try = '2020-01-01' WHERE kind <> 'push' AND name <> 'hub'")

    def _ask(self, question: str) -> list[Any]:
        """The database's answer; while it recovers from a kill it is asked again."""
        deadline = time.monotonic() + 120
        while True:
            database = sqlite3.connect(self.database, timeout=30, isolation_level=None)
            try:
                return database.execute(question).fetchall()
            except sqlite3.OperationalError:
                if time.monotonic() > deadline:
                    raise
            finally:
                database.close()

    def waiting(self) -> int:
        """Arrivals that are not read yet."""
        return sum(1 for _ in self.database.parent.glob("intake/spool/*.json"))

    def headlines(self) -> Counter[str]:
        return Counter(name for (name,) in self._ask("SELECT headline FROM desk_item"))


def mail(headline: str) -> bytes:
    words = hashlib.sha256(headline.encode()).hexdigest()
    text = f"{headline} heißt es, denn {' '.join(words)}. Mehr dazu sagte die Stadt heute vor der Presse. " * 3
    head = (
        f"From: a@stadt.example\r\nMessage-ID: <{headline.replace(' ', '.')}@kill.example>\r\nSubject: {headline}\r\n"
    )
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


def post(url: str, body: bytes, **headers: str) -> bool:
    """Whether it was accepted."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=body, headers=fields)
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5) as answer:
            return int(answer.status) == 202
    except (OSError, urllib.error.URLError):
        return False


class Traffic:
    """Senders on every road; each tries again, with the same bytes, until its thing was accepted."""

    def __init__(self, room: Room, *, port: int, mailbox: mail_servers.Dovecot, feeds: Server, folder: Path) -> None:
        self.room = room
        self.base = f"http://127.0.0.1:{port}/intake/"
        self.mailbox, self.feeds, self.folder = mailbox, feeds, folder
        self.sent: dict[str, list[str]] = {road: [] for road in ROADS}
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._travel, args=(road,)) for road in ROADS]

    @property
    def expected(self) -> set[str]:
        return {headline for road in ROADS for headline in self.sent[road]}

    def end(self) -> None:
        self.stop.set()
        for thread in self.threads:
            if thread.ident:
                thread.join()

    def _travel(self, road: str) -> None:
        send: Callable[[str], bool] = getattr(self, f"_by_{road}")
        while not self.stop.is_set():
            headline = f"Meldung {road} {len(self.sent[road])}"
            while not send(headline):
                if self.stop.wait(PAUSE):
                    return
            self.sent[road].append(headline)
            self.stop.wait(PAUSE)
            while self.room.waiting() > MOST_WAITING and not self.stop.wait(PAUSE):
                pass

    def _by_mailbox(self, headline: str) -> bool:
        self.mailbox.deliver(mail(headline), name=headline.replace(" ", "-"))
        return True

    def _by_feed(self, headline: str) -> bool:
        """A feed that waits for its reader: one that ran ahead would lose entries by itself."""
        sent = self.sent["feed"]
        if len(sent) % LATEST == LATEST // 2 and not set(sent) <= self.room.headlines().keys():
            return False
        self.feeds.scripts["/feed"] = Feed(feed(*sent[-LATEST:], headline))
        return True

    def _by_hub(self, headline: str) -> bool:
        body = feed(headline, site="hub.example")
        signature = hmac.new(self.room.facts["hub_secret"].encode(), body, hashlib.sha256).hexdigest()
        return post(f"{self.base}websub/{self.room.facts['hub_key']}", body, X_Hub_Signature=f"sha256={signature}")

    def _by_push(self, headline: str) -> bool:
        bearer = f"Bearer {self.room.facts['token']}"
        return post(self.base, mail(headline), Authorization=bearer, Content_Type="message/rfc822")

    def _by_folder(self, headline: str) -> bool:
        draft = self.folder / f".{headline}"
        draft.write_bytes(mail(headline))
        draft.rename(self.folder / f"{headline}.eml")
        return True


@pytest.fixture
def feeds() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, db: None) -> Path:
    """A home whose database is a copy of the tests' own, which is made already."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite's database can be copied like this")
    folder = tmp_path / "home"
    folder.mkdir()
    connection.connection.rollback()  # pytest's transaction, still empty, would lock the copy out
    copy = sqlite3.connect(folder / "db.sqlite3")
    connection.connection.backup(copy)
    copy.close()
    return folder


@pytest.mark.kill
def test_no_road_loses_or_doubles_anything(
    home: Path, tmp_path: Path, certificate: tuple[Path, Path], feeds: Server, free_port: Callable[[], int]
) -> None:
    folder, port = tmp_path / "folder", free_port()
    folder.mkdir()
    (tmp_path / "dns").write_text("{}")
    (tmp_path / "password").write_text(mail_servers.PASSWORD)
    environment = {
        "DEPESCHE_FETCH_PRIVATE": "on",
        "DEPESCHE_DNS_FILE": str(tmp_path / "dns"),
        "DEPESCHE_PORT": str(port),
    }
    with mail_servers.dovecot(certificate) as mailbox:
        sources = {
            "feed": feeds.url("/feed"),
            "folder": str(folder),
            "mailbox": f"imap://redaktion@127.0.0.1:{mailbox.plain}/INBOX",
            "password_file": str(tmp_path / "password"),
        }
        room = Room(home, environment, sources)
        traffic = Traffic(room, port=port, mailbox=mailbox, feeds=feeds, folder=folder)
        try:
            room.tell("go")
            for one in traffic.threads:
                one.start()
            kill_and_kill_again(room)
            traffic.end()
            found = wait_for(room, traffic.expected)
        finally:
            traffic.end()
            room.close()
    log = (home / "room.log").read_text()
    assert traffic.expected - found.keys() == set(), log[-3000:]
    assert {name: count for name, count in found.items() if count > 1} == {}
    assert [road for road in ROADS if not traffic.sent[road]] == []
    assert "Traceback" not in log
    assert list((home / "intake" / "spool").glob("*.json")) == []
    print({road: len(sent) for road, sent in traffic.sent.items()}, "kills:", KILLS)


def kill_and_kill_again(room: Room) -> None:
    chance = random.Random(20261123)
    for _ in range(KILLS):
        until = time.monotonic() + chance.uniform(0.2, 1.2)
        while time.monotonic() < until:
            room.hurry()
            time.sleep(0.05)
        room.tell("kill")
        room.tell("go")


def wait_for(room: Room, expected: set[str]) -> Counter[str]:
    """What is on the desk once all that is expected is there, or nothing more has come for half a minute."""
    found, deadline = room.headlines(), time.monotonic() + 30
    while not expected <= found.keys() and time.monotonic() < deadline:
        room.hurry()
        time.sleep(0.2)
        latest = room.headlines()
        if len(latest) > len(found):
            deadline = time.monotonic() + 30
        found = latest
    return found
