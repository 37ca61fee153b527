from __future__ import annotations

import errno
from pathlib import Path

import pytest
from django.db.utils import OperationalError

from depesche.commands import trouble
from depesche.kit.config import Config

HOME = Path("/srv/zeitung/daten")
REFUSED = 'connection failed: connection to server at "127.0.0.1", port 1 failed: Connection refused\n\tIs it running?'


@pytest.mark.parametrize("place", ["/srv/zeitung/daten/run", "/srv/zeitung/daten", "/srv/zeitung"])
def test_a_home_that_cannot_be_written_is_named_with_its_setting(place: str) -> None:
    line = trouble.line(PermissionError(errno.EACCES, "Permission denied", place), Config(home=HOME))
    assert line is not None
    assert "\n" not in line
    assert all(part in line for part in ("DEPESCHE_HOME", str(HOME), f"{place}: Permission denied", "set it to"))


def test_a_full_disk_is_one_wherever_it_showed() -> None:
    line = trouble.line(OSError(errno.ENOSPC, "No space left on device"), Config(home=HOME))
    assert line is not None
    assert "make room" in line


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(errno.ENOENT, "No such file", "/etc/x.json"),
        FileNotFoundError(errno.ENOENT, "No such file", str(HOME / "raw" / "ab")),
        OSError("?"),
        KeyError("a"),
    ],
)
def test_what_is_no_matter_of_settings_stays_a_fault(error: Exception) -> None:
    assert trouble.line(error, Config(home=HOME)) is None


def test_a_database_that_refuses_is_named_in_one_line() -> None:
    line = trouble.line(
        OperationalError(REFUSED), Config(home=HOME, database_url="postgresql://a:geheim@127.0.0.1:1/b")
    )
    assert line is not None
    assert "\n" not in line
    assert line.startswith("DEPESCHE_DATABASE_URL: ")
    assert "Connection refused" in line
    assert "geheim" not in line


def test_the_database_at_home_is_named_by_its_file_or_what_it_lacks() -> None:
    config = Config(home=HOME)
    assert str(HOME / "db.sqlite3") in str(trouble.line(OperationalError("unable to open database file"), config))
    assert "depesche migrate" in str(trouble.line(OperationalError("no such table: stories_x"), config))
