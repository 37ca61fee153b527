import logging
import os
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from depesche.intake.arrivals import Arrival
from depesche.intake.spool import Spool


def test_arrivals_come_back_oldest_first(arrival: Arrival, tmp_path: Path) -> None:
    spool = Spool(tmp_path / "intake" / "spool")
    arrivals = [replace(arrival, id=f"01J{letter}") for letter in "CAB"]
    for one in arrivals:
        spool.add(one)
    assert [a.id for a in spool.waiting()] == ["01JA", "01JB", "01JC"]
    assert [a.id for a in spool.waiting(2)] == ["01JA", "01JB"]
    spool.remove(["01JB", "01JB", "never was"])
    assert [a.id for a in spool.waiting()] == ["01JA", "01JC"]


def test_a_torn_file_is_set_aside_and_does_not_stop_the_others(
    arrival: Arrival, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    spool = Spool(tmp_path)
    (tmp_path / "00TORN.json").write_bytes(arrival.to_json()[:20])
    spool.add(arrival)
    with caplog.at_level(logging.ERROR):
        assert spool.waiting() == [arrival]
    assert (tmp_path / "unreadable" / "00TORN.json").exists()
    assert "00TORN.json" in caplog.text


def test_nothing_stays_when_the_sync_fails(arrival: Arrival, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool(tmp_path)

    def broken(handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        spool.add(arrival)
    assert list(tmp_path.iterdir()) == []


def test_an_id_that_others_use_too_is_one_arrival_and_outlives_who_fails(
    arrival: Arrival, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = Spool(tmp_path)
    threads = [threading.Thread(target=spool.put, args=[replace(arrival, size=number)]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.id for one in spool.waiting()] == ["01J"]

    def broken(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="No space"):
        spool.put(arrival)
    assert [path.name for path in tmp_path.iterdir()] == ["01J.json"]


def test_file_and_folder_are_synced(arrival: Arrival, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool(tmp_path)
    synced: list[str] = []
    real = os.fsync

    def watched(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    spool.add(arrival)
    assert synced == [str(tmp_path / "01J.draft"), str(tmp_path)]


def test_only_one_reads_at_a_time(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    order: list[str] = []

    def second() -> None:
        with Spool(tmp_path).reader():
            order.append("second")

    with spool.reader():
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_drafts_of_a_crash_are_swept_after_an_hour(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    (tmp_path / "01J.draft").write_bytes(b"")
    now = time.time()
    assert spool.sweep(now=now) == 0
    assert spool.sweep(now=now + 7200) == 1
    assert spool.waiting() == []
