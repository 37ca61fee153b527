"""A full disk and failing syncs: a mail is told 4xx or is there, nothing is there twice, and the door recovers."""

from __future__ import annotations

import errno
import os
import random
import smtplib
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from depesche.delivery.stores.blobs import Blobs
from depesche.desk.models import Item
from depesche.intake import reading
from depesche.intake.door import open_spool
from depesche.kit.config import Config

Listening = Callable[..., AbstractContextManager[None]]


class Sender:
    """A mail server in front: sends each mail again until it is taken, and notes every reply."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.accepted: dict[str, bytes] = {}
        self.replies: list[int] = []

    def send(self, mail: bytes, *, tries: int = 1) -> int:
        with smtplib.SMTP("127.0.0.1", self.config.smtp_port, local_hostname="c", timeout=30) as line:
            line.ehlo()
            for _ in range(tries):
                line.mail("a@b.example")
                line.rcpt("c@d.example")
                code, reply = line.data(mail)
                self.replies.append(code)
                if code == 250:
                    self.accepted[reply.decode().rpartition(" ")[2]] = mail
                    break
        return code

    def check(self) -> None:
        """What was accepted is stored, nothing else is, and nothing half-written is left."""
        arrivals = open_spool(self.config).waiting()
        blobs = Blobs(self.config.raw_folder)
        assert {one.id: blobs.get(one.sha256) for one in arrivals} == self.accepted
        assert [path for path in self.config.home.rglob("*") if path.suffix in (".tmp", ".draft")] == []
        assert set(self.replies) <= {250, 451, 452}


def mail(number: int, size: int = 20_000) -> bytes:
    text = f"Das Bad Nummer {number} macht auf. "
    head = f"From: a@stadt.example\r\nMessage-ID: <{number}@disk.example>\r\nSubject: Bad {number}\r\n\r\n"
    return (head + text * (size // len(text)) + "\r\n").encode()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB."""
    folder = tmp_path / "home"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "depesche-test", str(folder)]
    if os.getuid() != 0 or subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        pytest.skip(
            "only root, with the right to mount, can make a small disk; the injected one is tested all the same"
        )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.django_db
def test_a_disk_that_runs_full_and_has_room_again(config: Config, listening: Listening, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(400_000))
    sender = Sender(config)
    with listening(config):
        numbers = iter(range(1000))
        while sender.send(mail(next(numbers))) == 250:
            assert len(sender.replies) < 60
        assert sender.replies[-1] == 452
        assert len(sender.accepted) > 5
        sender.check()
        (small_disk / "filler").unlink()
        assert sender.send(mail(next(numbers))) == 250
        sender.check()
    reading.drain(config)
    identifiers = list(Item.objects.values_list("message_id", flat=True))
    assert (len(identifiers), len(set(identifiers))) == (len(sender.accepted),) * 2


@pytest.mark.django_db
def test_a_disk_without_inodes_for_new_files_or_descriptors_left(
    config: Config, listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = Sender(config)
    with listening(config):
        real = os.open
        for number, code in ((errno.ENOSPC, 452), (errno.EDQUOT, 452), (errno.EMFILE, 451)):

            def refusing(path: str | Path, flags: int, *rest: int, number: int = number, **options: int) -> int:
                if flags & os.O_CREAT and str(path).endswith((".tmp", ".draft")):
                    raise OSError(number, os.strerror(number))
                return real(path, flags, *rest, **options)

            monkeypatch.setattr(os, "open", refusing)
            assert sender.send(mail(number)) == code
            monkeypatch.setattr(os, "open", real)
            assert sender.send(mail(number)) == 250
        sender.check()


@pytest.mark.django_db
@pytest.mark.parametrize(("call", "number"), [("write", errno.ENOSPC), ("fsync", errno.EIO), ("rename", errno.EIO)])
def test_a_disk_that_fails_now_and_then_under_many_senders(
    config: Config, listening: Listening, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """Every sender tries again until it is taken: then all are there, once."""
    chance, real = random.Random(number), getattr(os, call)

    def failing(target: int | str | Path, *rest: object) -> object:
        path = str(target) if call == "rename" else str(Path(f"/proc/self/fd/{target}").readlink())
        if path.startswith(str(config.home)) and chance.random() < 0.15:
            raise OSError(number, os.strerror(number))
        return real(target, *rest)

    sender = Sender(config)
    with listening(config):
        monkeypatch.setattr(os, call, failing)
        if call == "rename":
            monkeypatch.setattr(os, "replace", failing)
        senders = [
            threading.Thread(target=sender.send, args=(mail(one, 3000),), kwargs={"tries": 60}) for one in range(30)
        ]
        for one in senders:
            one.start()
        for one in senders:
            one.join()
        monkeypatch.undo()
        assert len(sender.accepted) == 30
        assert len(sender.replies) > 30
        sender.check()
    reading.drain(config)
    identifiers = list(Item.objects.values_list("message_id", flat=True))
    assert (len(identifiers), len(set(identifiers))) == (30, 30)
