"""The whole of Depesche as its users meet it: commands, exit codes, starts and ends, with all its processes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import stat
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.prepared_homes import sample
from tests.running import Newsroom

from depesche.sample.mails import messages

PAGE_WITHIN, DESK_WITHIN = 1.5, 6.0
"""Seconds after a second start; a machine that has other things to do may take `SLACK` times as long."""
SLACK = 4


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def demo(tmp_path: Path) -> Newsroom:
    """Not started yet."""
    return Newsroom(home=sample(tmp_path / "home"))


@contextlib.contextmanager
def running(newsroom: Newsroom) -> Iterator[Newsroom]:
    newsroom.start()
    try:
        newsroom.wait_ready(seconds=240)
        yield newsroom
    finally:
        newsroom.stop()


def until(happened: Callable[[], object], *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"did not happen within {seconds} s"
        time.sleep(0.1)


def family(newsroom: Newsroom) -> list[int]:
    """The supervisor's children."""
    assert newsroom.process is not None
    pid = newsroom.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def answers(newsroom: Newsroom, path: str) -> bool:
    with contextlib.suppress(OSError):
        return newsroom.get(path).status == 200
    return False


def greets(newsroom: Newsroom) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", newsroom.smtp_port), timeout=5) as line:
        return line.recv(3) == b"220"
    return False


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--version"], 0, ""),
        (["serve", "--only", "kitchen"], 2, "kitchen"),
        (["publish"], 2, "Missing argument"),
        (["publish", "/nachrichten/gibt-es-nicht/"], 1, "/nachrichten/gibt-es-nicht/"),
        (["sources", "import", "nirgends.json"], 1, "nirgends.json: cannot be read"),
    ],
)
def test_exit_codes_say_done_refused_or_misused(demo: Newsroom, arguments: list[str], code: int, said: str) -> None:
    done = demo.command(*arguments, check=False)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEPESCHE_PORT", "achttausend", "'achttausend' is not a whole number"),
        ("DEPESCHE_PORT", "99999", "out of range"),
        ("DEPESCHE_TIME_ZONE", "Europa/Berlin", "no IANA time zone"),
        ("DEPESCHE_LANGUAGE", "la", "use de or en"),
        ("DEPESCHE_DATABASE_URL", "mysql://root@localhost/news", "must start with postgresql://"),
        ("DEPESCHE_DATABASE_URL_FILE", "/nirgends/secret", "/nirgends/secret cannot be read"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "inbox"])
def test_a_wrong_setting_is_named_in_one_line(home: Path, command: str, name: str, value: str, said: str) -> None:
    done = Newsroom(home=home, environment={name: value}).command(command, check=False)
    assert done.returncode == 1
    [line] = done.stderr.strip().splitlines()
    assert name in line
    assert said in line


@pytest.mark.parametrize("setting", ["DEPESCHE_PORT", "DEPESCHE_SMTP_PORT"])
def test_a_taken_port_is_named_before_anything_is_prepared(home: Path, setting: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as owner:
        port = str(owner.getsockname()[1])
        done = Newsroom(home=home, environment={setting: port}).command("serve", "--with-demo", check=False)
    assert done.returncode == 1
    assert [entry.name for entry in home.iterdir()] == ["run"]
    assert f"port {port} on 127.0.0.1 is taken" in done.stderr
    assert setting in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_start_serves_at_once_and_ends_when_asked(demo: Newsroom) -> None:
    with running(demo):  # the first start finds a home that has never served
        until(lambda: answers(demo, "/desk/login/"), seconds=120)
        assert stat.S_IMODE((demo.home / "secret_key").stat().st_mode) == 0o600
    best = {"/politik/": 999.0, "/desk/login/": 999.0}
    for _ in range(2):
        began = time.monotonic()
        demo.start()
        for path, least in best.items():
            while not answers(demo, path):
                assert time.monotonic() - began < 120, demo.log()
                time.sleep(0.02)
            best[path] = min(least, time.monotonic() - began)
        children = family(demo)
        assert len(children) >= 3
        assert demo.stop() < 10
        assert demo.process is not None
        assert demo.process.returncode == 0
        assert not any(is_alive(pid) for pid in children)
    assert best["/politik/"] < PAGE_WITHIN * SLACK, best
    assert best["/desk/login/"] < DESK_WITHIN * SLACK, best


@pytest.mark.scaled
def test_each_part_runs_by_itself(demo: Newsroom) -> None:
    def start(only: str) -> None:
        demo.arguments = ("--only", only)
        demo.start()

    start("intake")
    until(lambda: greets(demo), seconds=60)
    demo.mail(b"Subject: Nur der Briefkasten\r\n\r\nSonst ist niemand da.\r\n")
    assert not answers(demo, "/")
    demo.stop()
    assert "Nur der Briefkasten" not in {item["subject"] for item in items(demo)}

    start("worker")
    until(lambda: "Nur der Briefkasten" in {item["subject"] for item in items(demo)}, seconds=120)
    assert not answers(demo, "/")
    assert not greets(demo)
    demo.stop()

    start("web")
    until(lambda: answers(demo, "/desk/login/"), seconds=120)
    assert answers(demo, "/politik/")
    assert not greets(demo)
    demo.stop()


def items(newsroom: Newsroom, *options: str) -> list[dict[str, Any]]:
    lines = newsroom.quick("inbox", "--json", *options).splitlines()
    return [json.loads(line) for line in lines]


_BEHIND_THE_DESK = """
from django.utils import timezone
from depesche.media.models import Picture
from depesche.stories import errands

while errands.run_open(now=timezone.now(), settled=False):
    pass
Picture.objects.update(avif_due=False)
"""


def test_the_sample_loaded_twice_changes_nothing(demo: Newsroom) -> None:
    # What a first start does behind the desk, and the pictures in AVIF, would change pages meanwhile.
    demo.quick("shell", "-c", _BEHIND_THE_DESK)
    demo.quick("bake")
    with running(demo):
        mails = len(messages(datetime.now(UTC)))
        until(lambda: sum(_worked_up(item) for item in items(demo, "--all")) == mails, seconds=120)
        _wait_out_midnight()
        before = _state(demo)
        done = demo.command("demo")
        assert "already there" in done.stderr
        assert _state(demo) == before


def _worked_up(item: dict[str, Any]) -> bool:
    """Read, and its sender looked at."""
    return item["status"] != "received" and item["auth_checked_at"] is not None


def _wait_out_midnight() -> None:
    """Pages name the day: what they say today and yesterday is not the same."""
    berlin = ZoneInfo("Europe/Berlin")
    while datetime.now(berlin).date() != (datetime.now(berlin) + timedelta(minutes=3)).date():
        time.sleep(1)


def _state(newsroom: Newsroom) -> dict[str, str]:
    public = newsroom.home / "public"
    files = [file for file in sorted(public.rglob("*")) if file.is_file()]
    state = {str(file.relative_to(public)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    return state | {"inbox": newsroom.quick("inbox", "--all", "--json")}


@pytest.mark.parametrize("restarted", [pytest.param(False, marks=pytest.mark.scaled), True])
def test_a_scheduled_article_appears_by_itself(demo: Newsroom, restarted: bool) -> None:
    """Without a cron job, and also when nobody was there at its time."""
    path, seconds = "/nachrichten/von-selbst/", 8
    script = (
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from depesche.stories import services\n"
        "draft = services.ArticleDraft(headline='Zur vollen Stunde', lead='Von selbst.', slug='von-selbst', body=[])\n"
        "page = services.create_article(services.section('nachrichten'), draft)\n"
        f"services.schedule(page, at=timezone.now() + timedelta(seconds={seconds}))\n"
    )
    with running(demo):
        until(lambda: answers(demo, "/desk/login/"), seconds=120)
        demo.quick("shell", "-c", script)
        if restarted:
            assert "Zur vollen Stunde" not in demo.get("/nachrichten/").text
        else:
            until(lambda: answers(demo, path), seconds=seconds + 60)
            # The section is stored a stroke later than the article.
            until(lambda: "Zur vollen Stunde" in demo.get("/nachrichten/").text, seconds=30)
    if restarted:
        time.sleep(seconds)
        with running(demo):
            until(lambda: answers(demo, path), seconds=60)
            until(lambda: "Zur vollen Stunde" in demo.get("/nachrichten/").text, seconds=30)


@pytest.mark.kill
def test_no_child_outlives_a_killed_supervisor(demo: Newsroom) -> None:
    demo.start()
    demo.wait_ready(seconds=240)
    # The fronts and the mail door are there at once; the newsroom comes last on a first start.
    until(lambda: len(family(demo)) >= (os.cpu_count() or 1) + 2, seconds=120)
    children = family(demo)
    demo.kill()
    until(lambda: not any(is_alive(pid) for pid in children), seconds=15)
    with running(demo):
        assert answers(demo, "/")
