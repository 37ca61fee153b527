"""Sizes of pictures appear whole or not at all, also when the one who writes them is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

NAME = "ab/0123456789abcdef01234567.webp"
PICTURE = os.urandom(300_000)
KILLED = f"""
import os, signal
import django
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import storages

class Dying(ContentFile):
    def chunks(self, chunk_size=None):
        yield b"half a picture"
        os.kill(os.getpid(), signal.SIGKILL)

storages["renditions"].save({NAME!r}, Dying(b"x"))
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where readers get pictures from, without those of these tests."""
    folder = Path(os.environ["DEPESCHE_HOME"]) / "public" / "bilder"
    shutil.rmtree(folder / "ab", ignore_errors=True)
    yield folder
    shutil.rmtree(folder / "ab", ignore_errors=True)


def files(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in (folder / "ab").rglob("*")]


def test_nothing_is_there_while_it_is_written_and_then_all(folder: Path) -> None:
    seen: list[list[str]] = []

    class Slow(ContentFile[bytes]):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield PICTURE[:1000]
            seen.append(files(folder))
            yield PICTURE[1000:]

    storage = storages["renditions"]
    assert storage.save(NAME, Slow(PICTURE)) == NAME
    assert seen == [[]]
    assert (folder / NAME).read_bytes() == PICTURE
    assert storage.url(NAME) == f"/bilder/{NAME}"
    assert storage.size(NAME) == len(PICTURE)
    assert files(folder) == [NAME]


def test_a_killed_writer_leaves_nothing_and_the_picture_is_made_again(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert files(folder) == []
    assert storages["renditions"].save(NAME, ContentFile(PICTURE)) == NAME
    assert (folder / NAME).read_bytes() == PICTURE


def test_another_picture_of_the_same_name_keeps_its_own_file(folder: Path) -> None:
    storage = storages["renditions"]
    first, second = (storage.save(NAME, ContentFile(PICTURE)) for _ in range(2))
    assert first != second
    storage.delete(second)
    assert (folder / first).read_bytes() == PICTURE
