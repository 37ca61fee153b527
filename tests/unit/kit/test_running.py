from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from depesche.kit import running
from depesche.kit.config import Config

SHOWN = running.Address("127.0.0.1", 8417, "http://127.0.0.1:8417")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "run").mkdir()
    return tmp_path


@contextmanager
def held(home: Path) -> Iterator[None]:
    with running.lock_file(home, running.WEB).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def test_commands_beside_a_running_server_call_the_site_as_it_does(home: Path) -> None:
    with held(home):
        running.announce(home, running.WEB, SHOWN)
        assert running.address(home, running.WEB) == SHOWN
        assert Config(home=home).origin == "http://127.0.0.1:8417"
        assert Config(home=home, public_url="https://zeitung.example/").origin == "https://zeitung.example"


def test_what_a_killed_server_left_is_not_believed(home: Path) -> None:
    running.announce(home, running.WEB, SHOWN)
    assert running.address(home, running.WEB) is None
    assert Config(home=home, port=9).origin == "http://127.0.0.1:9"


def test_nothing_is_known_of_a_server_that_took_it_back_or_of_another_home(home: Path) -> None:
    with held(home):
        running.announce(home, running.WEB, SHOWN)
        running.withdraw(home, running.WEB)
        assert running.address(home, running.WEB) is None
        assert running.address(home / "anderswo", running.WEB) is None


@pytest.mark.parametrize("damaged", [b"{", b"[]", b"3", b'{"host": 1}', b"\xff"])
def test_a_damaged_file_says_nothing(home: Path, damaged: bytes) -> None:
    with held(home):
        running.lock_file(home, running.WEB).write_bytes(damaged)
        assert running.address(home, running.WEB) is None
