"""The database may go: readers keep every page, feed and picture, mail is accepted, and all goes on afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.prepared_homes import sample
from tests.running import Newsroom

CODED = (".gz", ".br")
SIBLINGS = ("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm")


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    started = Newsroom(home=sample(tmp_path / "home"))
    started.start()
    try:
        started.wait_ready(seconds=240)
        _until(lambda: _status(started, "/desk/login/") == 200, seconds=120)
        yield started
    finally:
        started.stop()


@contextlib.contextmanager
def database_gone(newsroom: Newsroom, aside: Path) -> Iterator[None]:
    """Move the database away while everything runs, and back again over whatever stands in its place by then."""
    aside.mkdir()
    moved = [name for name in SIBLINGS if (newsroom.home / name).exists()]
    for name in moved:
        (newsroom.home / name).rename(aside / name)
    yield
    for name in SIBLINGS:
        (newsroom.home / name).unlink(missing_ok=True)
    for name in moved:
        (aside / name).rename(newsroom.home / name)


def test_readers_and_senders_do_not_notice(newsroom: Newsroom, tmp_path: Path) -> None:
    addresses = _baked(newsroom.home / "public")
    assert len(addresses) > 150
    assert {address.rpartition(".")[2] for address in addresses} >= {"xml", "atom", "json", "jpg", "css", "js", "woff2"}
    with database_gone(newsroom, tmp_path / "aside"):
        _kill_part(newsroom, "newsroom")  # it held the old file open; started anew it finds nothing at all
        assert {address: newsroom.get(address).status for address in addresses} == dict.fromkeys(addresses, 200)
        page = newsroom.get("/", headers={"Accept-Encoding": "br"})
        assert (page.status, page.headers["content-encoding"]) == (200, "br")
        assert newsroom.get("/", headers={"If-None-Match": page.headers["etag"], "Accept-Encoding": "br"}).status == 304
        for path in ("/suche/?q=Merle", "/gibt-es-nicht/", "/gibtesnicht", "/desk/login/"):
            _until(lambda path=path: _status(newsroom, path) == 503, seconds=30)
            answer = newsroom.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
            assert (answer.status, answer.headers["retry-after"], answer.headers["cache-control"]) == (
                503,
                "5",
                "no-store",
            )
            assert "Gerade nicht erreichbar" in answer.text
            assert "/assets/" in answer.text  # it looks like the rest of the site
        assert (_status(newsroom, "/healthz"), _status(newsroom, "/readyz")) == (200, 503)
        newsroom.mail(b"Subject: Ohne Datenbank\r\n\r\nDie Post kommt trotzdem an.\r\n")
        newsroom.command("announce", "front", "Wir haben eine Panne, die Seiten stehen.")
        found = newsroom.command("check", check=False).stdout
        assert "db.sqlite3 is missing, though this home has pages" in found
        time.sleep(3)  # the worker meets the gap more than once
        assert _status(newsroom, "/") == 200
    _until(lambda: "Ohne Datenbank" in _subjects(newsroom), seconds=90)
    assert _subjects(newsroom).count("Ohne Datenbank") == 1
    assert _status(newsroom, "/desk/login/") == 200
    assert _status(newsroom, "/suche/?q=Merle") == 200
    _until(lambda: _status(newsroom, "/readyz") == 200, seconds=10)
    log = (newsroom.home / "serve.log").read_text("utf-8", "replace")
    assert log.count("The database cannot be used") == 1, log
    assert "Traceback" not in log, log
    _until(lambda: "The database can be used again" in newsroom.log(), seconds=30)
    path = "/politik/putin-trump-telefonat/"
    newsroom.quick("unpublish", path)
    assert _status(newsroom, path) == 410
    newsroom.quick("publish", path)
    assert _status(newsroom, path) == 200


def _kill_part(newsroom: Newsroom, part: str) -> None:
    assert newsroom.process is not None
    pid = newsroom.process.pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        if f"\0--part\0{part}\0" in Path(f"/proc/{child}/cmdline").read_text():
            os.kill(int(child), signal.SIGKILL)


def _baked(public: Path) -> list[str]:
    """Every address that has a file."""
    names = [file.relative_to(public).as_posix() for file in public.rglob("*") if file.is_file()]
    visible = [name for name in names if not name.endswith(CODED) and not name.rpartition("/")[2].startswith(".")]
    return sorted("/" + name.removesuffix("index.html") for name in visible)


def _subjects(newsroom: Newsroom) -> list[str]:
    lines = newsroom.quick("inbox", "--all", "--json").splitlines()
    return [json.loads(line)["subject"] for line in lines]


def _status(newsroom: Newsroom, path: str) -> int:
    with contextlib.suppress(OSError):
        return newsroom.get(path).status
    return 0


def _until(happened: Callable[[], object], *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"did not happen within {seconds} s"
        time.sleep(0.2)
