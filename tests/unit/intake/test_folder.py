"""The watched folder: whole files only, moved away only once they are kept."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from depesche.intake.arrivals import Circumstances
from depesche.intake.channels.jobs import Fetched, Job
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.door import Door
from depesche.intake.fetchers import folder


@dataclass
class FakeDoor:
    error: OSError | None = None
    taken: list[tuple[bytes, Circumstances]] = field(default_factory=list)

    def accept(self, raw: bytes, how: Circumstances) -> None:
        if self.error:
            raise self.error
        self.taken.append((raw, how))


class Watch:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.door = FakeDoor()
        self.last = Fetched()

    def look(self) -> Fetched:
        job = Job(id=1, kind="folder", name="Agentur", address=str(self.path), interval=10, bookmark=self.last.bookmark)
        self.last = folder.poll(job, door=cast(Door, self.door))
        return self.last

    def names(self) -> list[str]:
        return sorted(str(path.relative_to(self.path)) for path in self.path.rglob("*") if path.is_file())


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(tmp_path)


def test_a_file_is_taken_at_the_second_look_and_moved(watch: Watch) -> None:
    (watch.path / "a.eml").write_bytes(b"mail")
    assert watch.look().arrivals == 0
    assert watch.look().arrivals == 1
    assert watch.names() == ["done/a.eml"]
    assert watch.door.taken == [(b"mail", Circumstances(fetcher="folder", source="Agentur", file_name="a.eml"))]
    assert watch.look() == Fetched(bookmark={"seen": {}})


def test_a_file_that_grows_is_waited_for(watch: Watch) -> None:
    file = watch.path / "a.xml"
    for number in range(1, 4):
        file.write_bytes(b"x" * number)
        assert watch.look().arrivals == 0
    assert watch.look().arrivals == 1
    assert watch.door.taken[0][0] == b"xxx"


@pytest.mark.parametrize("name", [".hidden", "a.part", "b.xml.tmp", "c.FILEPART", "d~"])
def test_unfinished_names_are_let_be(watch: Watch, name: str) -> None:
    (watch.path / name).write_bytes(b"x")
    assert [watch.look().arrivals for _ in range(3)] == [0, 0, 0]
    assert watch.names() == [name]


def test_links_and_folders_are_let_be(watch: Watch) -> None:
    (watch.path / "link.eml").symlink_to("/etc/passwd")
    (watch.path / "sub").mkdir()
    assert [watch.look().arrivals for _ in range(3)] == [0, 0, 0]


def test_nothing_in_done_is_written_over(watch: Watch) -> None:
    for number in range(3):
        (watch.path / "a.eml").write_bytes(b"%d" % number)
        watch.look()
        watch.look()
    assert watch.names() == ["done/a-2.eml", "done/a-3.eml", "done/a.eml"]
    assert (watch.path / "done" / "a-3.eml").read_bytes() == b"2"


def test_a_file_stays_while_the_disk_is_full(watch: Watch) -> None:
    (watch.path / "a.eml").write_bytes(b"mail")
    watch.look()
    watch.door.error = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(Trouble) as refused:
        watch.look()
    assert refused.value.code == Code.STORAGE
    assert watch.names() == ["a.eml"]
    watch.door.error = None
    assert watch.look().arrivals == 1


def test_what_is_too_large_is_set_aside(watch: Watch) -> None:
    with (watch.path / "huge.bin").open("wb") as file:
        os.truncate(file.fileno(), folder.LARGEST + 1)
    watch.look()
    assert watch.look().arrivals == 0
    assert watch.names() == ["failed/huge.bin"]


def test_many_files_are_taken_in_batches(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "BATCH", 2)
    for number in range(5):
        (watch.path / f"{number}.eml").write_bytes(b"x")
    watch.look()
    assert [(one.arrivals, one.more) for one in (watch.look(), watch.look(), watch.look())] == [
        (2, True),
        (2, True),
        (1, False),
    ]


def test_a_folder_that_is_not_there_is_said(watch: Watch) -> None:
    watch.path = watch.path / "nowhere"
    with pytest.raises(Trouble) as refused:
        watch.look()
    assert refused.value.code == Code.FOLDER


def test_names_that_are_no_text_are_taken_too(watch: Watch) -> None:
    name = os.fsdecode("Pr\u00e4sse-".encode("latin-1") + b"\xff.eml")
    (watch.path / name).write_bytes(b"mail")
    watch.look()
    json.dumps(watch.last.bookmark, ensure_ascii=False).encode()
    assert watch.look().arrivals == 1
    assert os.listdir(watch.path / "done") == [name]  # noqa: PTH208 - the name is bytes
