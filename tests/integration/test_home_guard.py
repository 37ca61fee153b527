"""A home is held by one `serve`, and a database that was moved away is missed, not replaced."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import prepared_homes
from tests.running import Newsroom


def test_a_second_serve_on_the_same_home_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    with Newsroom(home=prepared_homes.tables(tmp_path / "home")) as first:
        second = Newsroom(home=tmp_path / "home")
        done = second.command("serve", check=False)
        assert done.returncode == 1
        assert "another `depesche serve`" in done.stderr
        assert first.get("/suche/").status == 200


def test_a_listing_command_never_makes_a_database_in_a_home_that_lost_its_own(tmp_path: Path) -> None:
    newsroom = Newsroom(home=prepared_homes.tables(tmp_path / "home"))
    newsroom.command("setup", "--name", "Probe", "--press-address", "presse@probe.example")
    database = newsroom.home / "db.sqlite3"
    database.rename(tmp_path / "db.sqlite3")
    for arguments in (("inbox", "--json"), ("migrate", "--noinput")):
        done = newsroom.command(*arguments, check=False)
        assert done.returncode == 1, arguments
        assert "is missing" in done.stderr, arguments
    assert not database.exists()


def test_commands_beside_a_first_start_take_turns_in_making_the_tables(tmp_path: Path) -> None:
    newsroom = Newsroom(home=tmp_path / "home")
    with ThreadPoolExecutor(3) as hands:
        done = list(hands.map(lambda _number: newsroom.command("inbox", "--json", check=False), range(3)))
    assert [(one.returncode, one.stdout) for one in done] == [(0, "")] * 3, [one.stderr for one in done]
