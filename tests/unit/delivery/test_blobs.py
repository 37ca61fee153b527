"""Blobs: raw bytes by hash, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from pathlib import Path

import pytest

from depesche.delivery.stores.blobs import Blobs

MAIL = b"Subject: Neues\r\n\r\nText\r\n"
DIGEST = hashlib.sha256(MAIL).hexdigest()


def test_bytes_come_back_by_their_hash(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "raw")
    assert blobs.put(MAIL) == DIGEST
    assert blobs.get(DIGEST) == MAIL
    assert DIGEST in blobs
    with blobs.open(DIGEST) as file:
        assert file.read() == MAIL
    assert (tmp_path / "raw" / DIGEST[:2] / DIGEST).read_bytes() == MAIL


def test_a_blob_is_synced_with_its_folder_before_put_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def recording(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", recording)
    Blobs(tmp_path).put(MAIL)
    assert synced[-2].endswith(".tmp")
    assert synced[-1] == str(tmp_path / DIGEST[:2])


def test_a_torn_file_is_replaced(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    (tmp_path / DIGEST[:2]).mkdir()
    (tmp_path / DIGEST[:2] / DIGEST).write_bytes(MAIL[:5])
    blobs.put(MAIL)
    assert blobs.get(DIGEST) == MAIL


def test_many_writers_of_the_same_bytes_agree(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(blobs.put(MAIL))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [DIGEST] * 8
    assert [path.name for path in (tmp_path / DIGEST[:2]).iterdir()] == [DIGEST]


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs = Blobs(tmp_path)
    (tmp_path / DIGEST[:2]).mkdir()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        blobs.put(MAIL)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_several_at_once_come_back_in_their_order(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "raw")
    contents = [b"a", b"b", b"a", b"c"]
    assert [blobs.get(digest) for digest in blobs.put_all(contents)] == contents
    assert blobs.put_all([]) == []


def test_folders_can_be_made_beforehand_and_again(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "raw")
    blobs.prepare()
    blobs.prepare()
    assert len([path for path in (tmp_path / "raw").iterdir() if not path.name.startswith(".")]) == 256
    assert blobs.get(blobs.put(MAIL)) == MAIL


def test_what_a_crash_left_is_swept_after_an_hour(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    now = time.time()
    assert blobs.sweep(now=now) == 0
    blobs.put(MAIL)
    (tmp_path / ".tmp" / "half.tmp").write_bytes(b"half")
    assert [blobs.sweep(now=now), blobs.sweep(now=now + 7200)] == [0, 1]
    assert blobs.get(DIGEST) == MAIL


def test_what_is_missing_and_what_is_no_hash(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    assert blobs.get("0" * 64) is None
    assert "0" * 64 not in blobs
    for bad in ("../../etc/passwd", "AB" * 32, "0" * 63):
        with pytest.raises(ValueError, match="no SHA-256"):
            blobs.get(bad)
