"""Files and folders that outlast a crash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from depesche.delivery.stores import durable


@pytest.mark.parametrize("count", [1, 2, 20])
def test_all_are_written_and_each_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    synced: list[str] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    files = [(tmp_path / f"{number}", b"%d" % number * 1000) for number in range(count)]
    durable.write_all_synced(files)
    assert [path.read_bytes() for path, _ in files] == [content for _, content in files]
    assert sorted(synced) == sorted(path.name for path, _ in files)


@pytest.mark.parametrize("failing", [0, 7, 19])
def test_when_one_sync_fails_nothing_stays_and_nothing_is_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    real = os.fsync

    def broken(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink().name == f"{failing}":
            raise OSError(5, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        durable.write_all_synced([(tmp_path / f"{number}", b"x") for number in range(20)])
    assert list(tmp_path.iterdir()) == []
    assert not [fd for fd in Path("/proc/self/fd").iterdir() if str(tmp_path) in str(fd.resolve())]


def test_a_name_that_is_taken_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        durable.write_all_synced([(tmp_path / "a", b"new"), (tmp_path / "b", b"new")])
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("b", b"old")]


def test_every_folder_is_tried_before_a_failure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [tmp_path / f"{number}" for number in range(9)]
    for folder in folders:
        folder.mkdir()
    tried: list[int] = []

    def broken(descriptor: int) -> None:
        tried.append(descriptor)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        durable.sync_folders(folders)
    assert len(tried) == len(folders)
