"""What a user sees when a setting cannot work: one line that names it, and the right exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import prepared_homes
from tests.running import Newsroom

REFUSING = "postgresql://nobody@127.0.0.1:1/nothing"


@pytest.mark.parametrize("home", ["/etc/passwd", "/proc/nix"])
@pytest.mark.parametrize("command", [("serve",), ("inbox",), ("migrate",)])
def test_a_home_that_is_none_is_told_in_one_line(home: str, command: tuple[str, ...]) -> None:
    done = Newsroom(home=Path(home)).command(*command, check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "DEPESCHE_HOME" in done.stderr
    assert home in done.stderr


@pytest.mark.parametrize("command", [("inbox",), ("migrate",), ("serve",)])
def test_a_database_that_refuses_is_told_in_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    newsroom = Newsroom(home=tmp_path, environment={"DEPESCHE_DATABASE_URL": REFUSING})
    done = newsroom.command(*command, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = [line for line in done.stderr.splitlines() if "DEPESCHE_DATABASE_URL" in line]
    assert len(told) == 1
    assert "Connection refused" in told[0]


def test_a_command_that_is_none_is_wrong_usage_and_the_nearest_is_named(tmp_path: Path) -> None:
    done = Newsroom(home=tmp_path).command("pubish", check=False)
    assert done.returncode == 2
    assert "publish" in done.stderr
    assert "No such command" in done.stderr


def test_a_file_that_is_missing_is_told_plainly(tmp_path: Path) -> None:
    newsroom = Newsroom(home=prepared_homes.tables(tmp_path / "home"))
    newsroom.command("setup", "--name", "Probe", "--press-address", "presse@probe.example")
    done = newsroom.command("import", "ninjs", "/nix.json", check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "depesche: /nix.json: cannot be read: no such file or directory"


def test_a_misspelled_setting_is_told_once_beside_the_work(tmp_path: Path) -> None:
    newsroom = Newsroom(home=prepared_homes.tables(tmp_path / "home"), environment={"DEPESCHE_POTR": "8080"})
    done = newsroom.command("setup", "--name", "Probe", "--press-address", "presse@probe.example")
    told = [line for line in done.stderr.splitlines() if "DEPESCHE_POTR" in line]
    assert told == ["depesche: DEPESCHE_POTR in the environment is ignored; did you mean DEPESCHE_PORT?"]
