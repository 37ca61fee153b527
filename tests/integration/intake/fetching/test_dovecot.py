"""A mailbox on a real Dovecot."""

from __future__ import annotations

import errno
import imaplib
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.integration.intake.fetching import mail_servers
from tests.integration.intake.fetching.mail_servers import PASSWORD, Dovecot

from depesche.delivery.stores.blobs import Blobs
from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.channels.jobs import Fetched, Job
from depesche.intake.channels.trouble import Code, Trouble
from depesche.intake.door import Door, open_door, open_spool
from depesche.intake.fetchers.mailbox import polling
from depesche.intake.fetchers.mailbox.polling import Mailboxes
from depesche.kit.config import Config


def mail(number: int, size: int = 0) -> bytes:
    return b"From: a@stadt.example\nSubject: Nummer %d\n\nText %d\n%s\n" % (number, number, b"x" * size)


@pytest.fixture
def server(certificate: tuple[Path, Path]) -> Iterator[Dovecot]:
    with mail_servers.dovecot(certificate) as running:
        yield running


class Mailbox:
    """A newsroom's view of a mailbox, polled again and again."""

    def __init__(self, server: Dovecot, config: Config, tmp_path: Path, certificate: tuple[Path, Path]) -> None:
        self.server = server
        self.config = config
        self.secret = tmp_path / "password"
        self.secret.write_text(PASSWORD + "\n")
        self.tls = ssl.create_default_context(cafile=str(certificate[0]))
        self.address = f"imaps://redaktion@zeitung.example@localhost:{server.tls}/INBOX"
        self.door: Door = open_door(config)
        self.bookmark: Any = {}
        self.private = True

    def poll(self, **limits: Any) -> Fetched:
        mailboxes = Mailboxes(
            door=self.door, limit=100_000, private=self.private, tls=self.tls, resolver=lambda *_host: ["127.0.0.1"]
        )
        job = Job(
            id=1,
            kind="mailbox",
            name="Postfach",
            address=self.address,
            interval=60,
            bookmark=self.bookmark,
            secret_file=str(self.secret),
        )
        fetched = mailboxes.poll(job)
        self.bookmark = fetched.bookmark
        return fetched

    def refused(self) -> Trouble:
        with pytest.raises(Trouble) as refused:
            self.poll()
        return refused.value

    def subjects(self) -> list[str]:
        blobs = Blobs(self.config.raw_folder)
        raws = [blobs.get(arrival.sha256) or b"" for arrival in open_spool(self.config).waiting()]
        return [raw.split(b"Subject: ")[1].split(b"\r\n")[0].decode() for raw in raws]

    def by_hand(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.server.plain)
        client.authenticate("PLAIN", lambda _: f"\0redaktion@zeitung.example\0{PASSWORD}".encode())
        client.select("INBOX")
        return client

    def seen(self) -> int:
        client = self.by_hand()
        try:
            return len(client.search(None, "SEEN")[1][0].split())
        finally:
            client.logout()


@pytest.fixture
def mailbox(server: Dovecot, config: Config, tmp_path: Path, certificate: tuple[Path, Path]) -> Mailbox:
    return Mailbox(server, config, tmp_path, certificate)


def test_mails_come_in_once_and_are_marked_as_read(mailbox: Mailbox) -> None:
    for number in range(3):
        mailbox.server.deliver(mail(number), name=f"{number}")
    assert mailbox.poll().arrivals == 3
    assert mailbox.poll().arrivals == 0
    mailbox.server.deliver(mail(3), name="3")
    assert mailbox.poll().arrivals == 1
    assert sorted(mailbox.subjects()) == [f"Nummer {number}" for number in range(4)]
    assert mailbox.seen() == 4
    (arrival, *_rest) = open_spool(mailbox.config).waiting()
    assert (arrival.how.fetcher, arrival.how.source, arrival.how.mail_from) == ("imap", "Postfach", None)


def test_the_first_time_only_what_nobody_has_read(mailbox: Mailbox) -> None:
    for number in range(3):
        mailbox.server.deliver(mail(number), name=f"{number}")
    client = mailbox.by_hand()
    client.store("2", "+FLAGS", "(\\Seen)")
    client.logout()
    assert mailbox.poll().arrivals == 2
    assert mailbox.poll().arrivals == 0


def test_later_also_what_a_colleague_was_quicker_to_read(mailbox: Mailbox) -> None:
    assert mailbox.poll().arrivals == 0
    mailbox.server.deliver(mail(1), name="1")
    client = mailbox.by_hand()
    client.store("1", "+FLAGS", "(\\Seen)")
    client.logout()
    assert mailbox.poll().arrivals == 1


class FullDoor(Door):
    def accept(self, raw: bytes, how: Circumstances, *, id: str | None = None) -> Arrival:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_nothing_is_marked_before_it_is_durable(mailbox: Mailbox) -> None:
    mailbox.server.deliver(mail(1), name="1")
    good, mailbox.door = (
        mailbox.door,
        FullDoor(blobs=Blobs(mailbox.config.raw_folder), spool=open_spool(mailbox.config)),
    )
    assert mailbox.refused().code == Code.STORAGE
    assert mailbox.seen() == 0
    mailbox.door = good
    assert mailbox.poll().arrivals == 1
    assert mailbox.seen() == 1


def test_a_mail_that_is_too_large_stays_and_is_reported(mailbox: Mailbox) -> None:
    mailbox.server.deliver(mail(1, size=200_000), name="1")
    mailbox.server.deliver(mail(2), name="2")
    for arrivals in (1, 0):
        fetched = mailbox.poll()
        assert fetched.arrivals == arrivals
        assert fetched.remark == {"code": "oversize", "detail": "UID 1"}
    assert mailbox.seen() == 1
    client = mailbox.by_hand()
    client.store("1", "+FLAGS", "(\\Seen)")
    client.logout()
    assert mailbox.poll().remark == {}


def test_many_mails_come_in_batches(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "BATCH", 4)
    for number in range(10):
        mailbox.server.deliver(mail(number), name=f"{number}")
    assert [(one.arrivals, one.more) for one in (mailbox.poll(), mailbox.poll(), mailbox.poll())] == [
        (4, True),
        (4, True),
        (2, False),
    ]


def test_a_mailbox_that_was_numbered_anew_brings_what_is_unread(mailbox: Mailbox) -> None:
    mailbox.server.deliver(mail(1), name="1")
    mailbox.poll()
    mailbox.server.deliver(mail(2), name="2")
    mailbox.bookmark = {**mailbox.bookmark, "validity": 1, "last": 999}
    assert mailbox.poll().arrivals == 1
    assert sorted(mailbox.subjects()) == ["Nummer 1", "Nummer 2"]


def test_another_folder_with_an_umlaut(mailbox: Mailbox) -> None:
    mailbox.address = mailbox.address.replace("/INBOX", "/Pr%C3%A9sse")
    mailbox.server.deliver(mail(7), folder=".Pr&AOk-sse", name="7")
    assert mailbox.poll().arrivals == 1
    mailbox.address = mailbox.address.replace("/Pr%C3%A9sse", "/Nirgends")
    assert (mailbox.refused().code, mailbox.refused().detail) == (Code.MAILBOX, "Nirgends")


def test_a_token_instead_of_a_password(mailbox: Mailbox) -> None:
    mailbox.server.deliver(mail(1), name="1")
    mailbox.address += "?auth=oauth2"
    assert mailbox.poll().arrivals == 1


@pytest.mark.parametrize("query", ["", "?auth=oauth2"])
def test_a_wrong_password_is_said(mailbox: Mailbox, query: str) -> None:
    mailbox.secret.write_text("falsch")
    mailbox.address += query
    assert mailbox.refused().code == Code.SIGN_IN


def test_on_this_machine_without_tls(mailbox: Mailbox) -> None:
    mailbox.address = f"imap://redaktion@127.0.0.1:{mailbox.server.plain}/INBOX"
    mailbox.server.deliver(mail(1), name="1")
    assert mailbox.poll().arrivals == 1


def test_what_hinders_is_said_in_its_kind(mailbox: Mailbox) -> None:
    mailbox.tls = ssl.create_default_context()
    assert mailbox.refused().code == Code.TLS
    mailbox.private = False
    assert mailbox.refused().code == Code.FORBIDDEN
    mailbox.private = True
    mailbox.address = "imaps://redaktion@localhost:1/INBOX"
    assert mailbox.refused().code == Code.REFUSED
    mailbox.secret.unlink()
    assert mailbox.refused().code == Code.SECRET
