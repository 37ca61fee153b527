"""The watched folder: whole files only, moved away only once they are kept."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.channels.jobs import Fetched, Job
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.door import Door
from depesche.intake.fetchers import folder

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@dataclass
class FakeDoor:
    error: OSError | None = None
    taken: list[tuple[bytes, Circumstances]] = field(default_factory=list)

    def accept(self, raw: bytes, how: Circumstances) -> Arrival:
        if self.error:
            raise self.error
        self.taken.append((raw, how))
        return Arrival(id=f"01A{len(self.taken)}", accepted_at=NOW, sha256="", size=len(raw), how=how)


class Watch:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.door = FakeDoor()
        self.last = Fetched()

    def look(self, **verdicts: str) -> Fetched:
        job = Job(
            id=1,
            kind="folder",
            name="Agentur",
            address=str(self.path),
            interval=10,
            bookmark=self.last.bookmark,
            verdicts={f"01{name}": reason for name, reason in verdicts.items()},
        )
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
    assert watch.look() == Fetched(bookmark={"seen": {}, "awaited": {"01A1": "a.eml"}})
    assert watch.look(A1="") == Fetched(bookmark={"seen": {}})
    assert watch.names() == ["done/a.eml"]


def test_what_cannot_be_read_is_set_apart_with_the_reason(watch: Watch) -> None:
    names = ["a.eml", "b.eml", os.fsdecode(b"\xff.eml"), "weg.eml"]
    for name in names:
        (watch.path / name).write_bytes(name.encode("utf-8", "surrogateescape"))
    watch.look()
    watch.look()
    (watch.path / "done" / "weg.eml").unlink()
    awaited = json.loads(json.dumps(watch.last.bookmark))["awaited"]
    assert len(awaited) == 4
    watch.look(A1="", A2="Die Datei ist leer.", A3="verschlüsselt", A4="weg")
    assert watch.last.bookmark == {"seen": {}}
    assert set(watch.names()) == {
        "done/a.eml",
        "quarantine/b.eml",
        "quarantine/b.eml.reason.txt",
        *(f"quarantine/{names[2]}{end}" for end in ("", ".reason.txt")),
    }
    assert (watch.path / "quarantine" / "b.eml.reason.txt").read_text("utf-8") == "Die Datei ist leer.\n"


def test_of_very_many_files_only_the_latest_are_awaited(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_AWAITED", 2)
    for number in range(4):
        (watch.path / f"{number}.eml").write_bytes(b"x")
    watch.look()
    watch.look()
    assert watch.last.bookmark["awaited"] == {"01A3": "2.eml", "01A4": "3.eml"}


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
