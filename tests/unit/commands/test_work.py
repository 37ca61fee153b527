"""The worker's rounds, and what it loads beforehand between them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from depesche import stories
from depesche.commands import work


class Day:
    """What happened in the worker, in order; ends it after so many rounds."""

    def __init__(self, rounds: list[object]) -> None:
        self.stop = threading.Event()
        self.happened: list[str] = []
        self._rounds = iter(rounds)

    def round(self) -> int:
        result = next(self._rounds, None)
        self.happened.append("round")
        if result is None:
            self.stop.set()
            return 1
        if isinstance(result, Exception):
            raise result
        return int(str(result))

    def pieces(self) -> Iterator[None]:
        for piece in ("words", "archive"):
            self.happened.append(piece)
            yield


def live(monkeypatch: pytest.MonkeyPatch, day: Day, *, warming: bool, warm_after: float = 0.0) -> list[str]:
    monkeypatch.setattr(work, "_round", day.round)
    monkeypatch.setattr(work, "_pieces", day.pieces)
    monkeypatch.setattr(work, "WARM_AFTER", warm_after)
    monkeypatch.setattr(work, "_tidy", lambda: None)
    for pause in ("ROUND", "ROUND_AFTER_FAILURE"):
        monkeypatch.setattr(work, pause, 0.0)
    monkeypatch.setattr(work, "_talk_to_others", lambda _stop: None)
    work.work(day.stop, warming=warming)
    return day.happened


def test_a_piece_is_loaded_after_each_round_that_had_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    happened = live(monkeypatch, Day([0, 3, 0, 0]), warming=True)
    assert happened == ["round", "words", "round", "round", "archive", "round", "round"]


def test_nothing_is_loaded_while_rounds_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    happened = live(monkeypatch, Day([OSError("away"), OSError("away"), 0]), warming=True)
    assert happened == ["round", "round", "round", "words", "round"]


def test_a_worker_of_its_own_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert live(monkeypatch, Day([0, 0]), warming=False) == ["round"] * 3


def test_the_desk_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert live(monkeypatch, Day([0, 0]), warming=True, warm_after=60.0) == ["round"] * 3


def test_what_cannot_be_loaded_is_said_once_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Iterator[None]:
        yield
        raise OSError("no archive")

    caplog.set_level("INFO", logger=work.__name__)
    monkeypatch.setattr(stories, "warming", SimpleNamespace(pieces=broken), raising=False)  # without Django
    assert list(work._pieces()) == [None]
    assert [record.levelname for record in caplog.records] == ["INFO"]
