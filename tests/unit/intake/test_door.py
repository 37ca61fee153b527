import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from depesche.delivery.stores.blobs import Blobs
from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.door import MOST_AT_ONCE, MOST_BYTES_AT_ONCE, Delivery, Door, groups
from depesche.intake.spool import Spool

NOW = datetime(2025, 7, 3, 12, 0, tzinfo=UTC)
HOW = Circumstances(fetcher="smtp", mail_from="a@b.example")


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(blobs=Blobs(tmp_path / "raw"), spool=Spool(tmp_path / "spool"), clock=lambda: NOW)


def test_what_was_accepted_is_in_the_store_and_in_the_spool(door: Door, tmp_path: Path) -> None:
    arrival = door.accept(b"raw bytes", HOW)
    assert Blobs(tmp_path / "raw").get(arrival.sha256) == b"raw bytes"
    assert Spool(tmp_path / "spool").waiting() == [arrival]
    assert (arrival.accepted_at, arrival.size, arrival.how) == (NOW, 9, HOW)


def test_the_same_bytes_twice_are_two_arrivals_and_one_blob(door: Door, tmp_path: Path) -> None:
    first, second = door.accept(b"x", HOW), door.accept(b"x", HOW)
    assert first.id < second.id
    assert len([path for path in (tmp_path / "raw").rglob("*") if path.is_file()]) == 1


def test_bytes_are_durable_before_the_arrival_is(door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door.accept(b"warm up the folders", HOW)
    synced: list[str] = []
    real = os.fsync

    def watched(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink().relative_to(tmp_path)).split("/")[0])
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    door.accept(b"some mail", HOW)
    first_of_spool = synced.index("spool")
    assert synced[:first_of_spool].count("raw") >= 2
    assert set(synced[first_of_spool:]) == {"spool"}


@pytest.mark.parametrize("failing", range(4))
def test_a_sync_that_fails_accepts_nothing(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    door.accept(b"some mail", HOW)
    waiting = Spool(tmp_path / "spool").waiting()
    calls = 0
    real = os.fsync

    def sometimes(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == failing + 1:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", sometimes)
    with pytest.raises(OSError, match="No space"):
        door.accept(b"other mail", HOW)
    assert Spool(tmp_path / "spool").waiting() == waiting


def test_many_are_taken_in_their_order_and_share_the_syncs(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def watched(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink().relative_to(tmp_path)))
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    bodies = [b"mail %d" % number for number in range(40)]
    outcomes = door.accept_all([Delivery(body, HOW) for body in bodies])
    assert Spool(tmp_path / "spool").waiting() == outcomes
    blobs = Blobs(tmp_path / "raw")
    assert [blobs.get(one.sha256) for one in outcomes if isinstance(one, Arrival)] == bodies
    assert len([path for path in synced if path.endswith(".tmp")]) == 40
    assert len([path for path in synced if path.endswith(".draft")]) == 40
    assert synced.count("spool") == -(-40 // MOST_AT_ONCE)


def test_what_fails_fails_alone(door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    def full_for_large(handle: int, content: bytes) -> int:
        if len(content) > 5000:
            raise OSError(28, "No space left on device")
        return real(handle, content)

    monkeypatch.setattr(os, "write", full_for_large)
    outcomes = door.accept_all([Delivery(body, HOW) for body in (b"small", b"l" * 6000, b"also small")])
    assert [isinstance(one, Arrival) for one in outcomes] == [True, False, True]
    assert [one for one in outcomes if isinstance(one, Arrival)] == Spool(tmp_path / "spool").waiting()
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".tmp", ".draft")]


def test_the_same_bytes_at_the_same_time_are_two_arrivals_and_one_blob(door: Door, tmp_path: Path) -> None:
    first, second = door.accept_all([Delivery(b"x", HOW), Delivery(b"x", HOW)])
    assert isinstance(first, Arrival) and isinstance(second, Arrival)  # noqa: PT018 - narrows both
    assert (first.id < second.id, first.sha256 == second.sha256) == (True, True)
    assert len(Spool(tmp_path / "spool").waiting()) == 2


def test_groups_are_bounded_by_number_and_by_bytes() -> None:
    small = [Delivery(b"", HOW, str(number)) for number in range(MOST_AT_ONCE + 1)]
    assert [len(group) for group in groups(small)] == [MOST_AT_ONCE, 1]
    large = [
        Delivery(bytes(MOST_BYTES_AT_ONCE - 1), HOW),
        Delivery(b"ab", HOW),
        Delivery(bytes(MOST_BYTES_AT_ONCE), HOW),
    ]
    assert [len(group) for group in groups(large)] == [1, 1, 1]
    assert list(groups([])) == []
