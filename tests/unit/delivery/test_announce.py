"""The command that tells open pages something."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from depesche.commands import announce
from depesche.delivery.live import open_log
from depesche.delivery.stores import open_store
from depesche.kit.config import Config


def test_what_open_pages_could_not_take_is_refused(tmp_path: Path) -> None:
    home = {"DEPESCHE_HOME": str(tmp_path)}
    done = CliRunner().invoke(announce.command, ["front", "x" * 1_000_000], env=home)
    assert done.exit_code == 1
    assert "more than open pages take" in done.output
    assert CliRunner().invoke(announce.command, ["front", "x" * 10_000], env=home).exit_code == 0


@pytest.mark.parametrize(
    ("topic", "path"),
    [
        ("front", "/"),
        ("section/politik", "/politik/"),
        ("article/politik/x", "/politik/x/"),
        ("topic/ukraine", "/thema/ukraine/"),
        ("live/wahl", "/politik/wahl/"),
        ("live/leer", "/"),
        ("live/", "/"),
        ("section/", "/"),
        ("breaking", "/"),
        ("breaking/x", "/"),
    ],
)
def test_a_topic_has_its_page(topic: str, path: str, tmp_path: Path) -> None:
    store = open_store(Config(home=tmp_path))
    for name in (
        "index.html",
        "wahl/x/index.html",
        "thema/wahl/index.html",
        "a/b/wahl/index.html",
        "politik/wahl/index.html",
    ):
        store.put(name, b"x")
    assert announce.page_of(topic, store) == path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("DEPESCHE_HOME", str(tmp_path))
    monkeypatch.setenv("DEPESCHE_VALKEY_URL", "")
    return CliRunner()


def test_one_event_is_appended_and_its_id_printed(run: CliRunner, tmp_path: Path) -> None:
    result = run.invoke(announce.command, ["section/politik", "Gleich mehr"])
    assert result.exit_code == 0
    log = open_log(Config(home=tmp_path))
    [event] = log.since(0)
    log.close()
    assert result.stdout == f"{event.id}\n"
    assert (event.event, event.topic, event.path) == ("announce", "section/politik", "/politik/")
    assert event.data == {"text": "Gleich mehr"}


def test_lines_of_standard_input_become_events(run: CliRunner, tmp_path: Path) -> None:
    result = run.invoke(announce.command, ["front", "-", "--json", "--path", "/x/"], input="eins\n\n  zwei \n")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    log = open_log(Config(home=tmp_path))
    events = log.since(0)
    log.close()
    assert [event.data["text"] for event in events] == ["eins", "zwei"]
    assert lines == [{"id": event.id, "topic": "front", "path": "/x/"} for event in events]


def test_a_line_that_is_no_utf8_is_named_and_stops_nothing(run: CliRunner, tmp_path: Path) -> None:
    result = run.invoke(announce.command, ["front", "-"], input=b"eins\nzwei \xff drei\nvier\n")
    assert result.exit_code == 0
    log = open_log(Config(home=tmp_path))
    assert [event.data["text"] for event in log.since(0)] == ["eins", "zwei \ufffd drei", "vier"]
    log.close()
    assert "line 2 " in result.stderr
    assert len(result.stdout.splitlines()) == 3


def test_a_word_of_the_command_line_that_is_no_utf8_can_be_sent(run: CliRunner, tmp_path: Path) -> None:
    assert run.invoke(announce.command, ["front", os.fsdecode(b"gr\xfc\xdfe")]).exit_code == 0
    log = open_log(Config(home=tmp_path))
    assert [event.data["text"] for event in log.since(0)] == ["gr\ufffd\ufffde"]
    log.close()


def test_a_topic_that_is_none_is_refused(run: CliRunner) -> None:
    result = run.invoke(announce.command, ["zwei wörter", "x"])
    assert result.exit_code == 1
    assert "no topic" in result.stderr
    assert run.invoke(announce.command, []).exit_code == 2
