"""Whatever a file makes its reader do, the caller gets an answer in time and goes on."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depesche.intake.isolation import calling
from depesche.intake.isolation.calling import Reader
from depesche.intake.isolation.troubles import CannotRead, Cause

sys.path.insert(0, str(Path(__file__).parent))
import strange_readers as strange

NEEDS_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these limits are Linux's")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    patch = pytest.MonkeyPatch()
    patch.setenv("PYTHONPATH", str(Path(__file__).parent))
    patch.setenv("DEPESCHE_SECRET_KEY", "geheim")
    shared = Reader()
    yield shared
    shared.close()
    patch.undo()


def name(function: Any) -> str:
    return f"{function.__module__}:{function.__name__}"


def cause(reader: Reader, function: Any, content: bytes = b"", **options: Any) -> Cause:
    with pytest.raises(CannotRead) as caught:
        reader.call(name(function), content, **options)
    assert caught.value.reason.endswith(".")
    return caught.value.cause


def test_a_reader_answers_on_its_bytes_and_options(reader: Reader) -> None:
    assert reader.call(name(strange.size), b"x" * 3_000_000, more=1) == {"size": 3_000_001, "surrogate": "\ud800"}
    assert reader.call(name(strange.size), b"")["size"] == 0


def test_a_reader_may_refuse_in_its_own_words(reader: Reader) -> None:
    with pytest.raises(CannotRead, match=r"^Nein\.$") as caught:
        reader.call(name(strange.refuse), b"")
    assert caught.value.cause is Cause.UNREADABLE


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (strange.fail, Cause.CRASH),
        (strange.fall, Cause.CRASH),
        (strange.talk, Cause.RESULT),
        (strange.eat, Cause.MEMORY),
        (strange.sleep, Cause.TIME),
        (strange.burn, Cause.TIME),
    ],
)
def test_what_a_file_does_to_its_reader_is_told_in_time_and_harms_no_other(
    reader: Reader, function: Any, expected: Cause
) -> None:
    begun = time.monotonic()
    assert cause(reader, function, seconds=1 if expected is Cause.TIME else 8) is expected
    assert time.monotonic() - begun < 12
    assert reader.call(name(strange.size), b"abc")["size"] == 3


def test_what_a_library_prints_is_no_answer(reader: Reader) -> None:
    assert reader.call(name(strange.print_things), b"") == "gut"


def test_the_process_is_told_no_secrets(reader: Reader) -> None:
    assert "DEPESCHE_SECRET_KEY" in os.environ
    assert "DEPESCHE_SECRET_KEY" not in reader.call(name(strange.environment), b"")


@NEEDS_LINUX
def test_who_takes_a_reader_over_can_read_and_think_and_nothing_else(reader: Reader, tmp_path: Path) -> None:
    target = tmp_path / "datei"
    target.write_bytes(b"unversehrt")
    found = reader.call(name(strange.misbehave), str(target).encode())
    assert found.pop("read") == ""
    assert set(found.values()) == {"EPERM"}, found
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"unversehrt"]


def test_nobody_is_left_behind(reader: Reader) -> None:
    assert reader.call(name(strange.breed), b"", seconds=2) in ("EPERM", "EAGAIN")


@NEEDS_LINUX
def test_nothing_can_be_written(reader: Reader, tmp_path: Path) -> None:
    target = tmp_path / "geschrieben"
    assert cause(reader, strange.write, str(target).encode()) is Cause.CRASH
    assert not target.exists() or target.stat().st_size == 0


def test_when_the_process_is_killed_another_takes_over(reader: Reader) -> None:
    reader.call(name(strange.size), b"")
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    assert reader.call(name(strange.size), b"ab")["size"] == 2


def test_a_process_that_does_not_start_is_told_of_as_a_file_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calling.sys, "executable", "/nowhere/python")
    assert cause(Reader(), strange.size) is Cause.START
