"""The mail listener, spoken to as real and as odd clients speak."""

from __future__ import annotations

import errno
import hashlib
import smtplib
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from depesche.delivery.stores.blobs import Blobs
from depesche.intake.arrivals import Arrival
from depesche.intake.door import Door, open_spool
from depesche.intake.fetchers.smtp import Limits
from depesche.kit.config import Config

Listening = Callable[..., AbstractContextManager[None]]
Client = Callable[[Config], AbstractContextManager[smtplib.SMTP]]

MAIL = b"From: a@stadt.example\r\nSubject: Neues Bad\r\n\r\nDas Bad macht auf.\r\n"


def stored(config: Config) -> list[Arrival]:
    return open_spool(config).waiting()


def raw(config: Config, arrival: Arrival) -> bytes | None:
    return Blobs(config.raw_folder).get(arrival.sha256)


def test_a_mail_is_stored_as_it_came_and_the_reply_names_it(
    config: Config, client: Client, listening: Listening
) -> None:
    with listening(config), client(config) as smtp:
        smtp.mail("presse@stadt.example")
        smtp.rcpt("redaktion@zeitung.example")
        code, reply = smtp.data(MAIL)
    (arrival,) = stored(config)
    assert (code, reply.decode()) == (250, f"2.0.0 Accepted as {arrival.id}")
    assert raw(config, arrival) == MAIL
    assert arrival.sha256 == hashlib.sha256(MAIL).hexdigest()
    assert arrival.how.mail_from == "presse@stadt.example"
    assert arrival.how.rcpt_tos == ("redaktion@zeitung.example",)
    assert (arrival.how.fetcher, arrival.how.peer, arrival.how.helo) == ("smtp", "127.0.0.1", "client.example")
    assert arrival.how.received_at is not None


def test_the_server_names_itself_as_the_publication(config: Config, listening: Listening) -> None:
    config = replace(config, public_url="https://zeitung.example/")
    with listening(config), socket.create_connection((config.host, config.smtp_port), timeout=10) as line:
        assert line.recv(200).startswith(b"220 zeitung.example ")
        line.sendall(b"EHLO client.example\r\n")
        assert line.recv(200).startswith(b"250-zeitung.example\r\n")


def test_without_a_public_name_no_bare_address_is_said(config: Config, listening: Listening) -> None:
    with listening(config), socket.create_connection((config.host, config.smtp_port), timeout=10) as line:
        name = line.recv(200).split()[1]
    assert name.startswith(b"[") or b"." in name
    assert not name[:1].isdigit()


def test_a_mail_that_goes_round_in_circles_is_refused(config: Config, client: Client, listening: Listening) -> None:
    hop = b"Received: from a.example by b.example; Tue, 3 Mar 2026 10:00:00 +0100\r\n"
    with listening(config), client(config) as smtp:
        for hops, expected in ((101, 554), (100, 250)):
            smtp.mail("presse@stadt.example")
            smtp.rcpt("redaktion@zeitung.example")
            code, reply = smtp.data(hop * hops + MAIL)
            assert code == expected, reply
    assert len(stored(config)) == 1


def test_what_the_server_can_do_is_announced(config: Config, client: Client, listening: Listening) -> None:
    with listening(config), client(config) as smtp:
        assert smtp.esmtp_features["size"] == str(config.mail_size)
        assert {"8bitmime", "smtputf8", "pipelining"} <= smtp.esmtp_features.keys()


@pytest.mark.parametrize(
    "body",
    [
        b"x" * 100_000,
        b"a\x00b\x00\x00c",
        b"bare\nline\nfeeds\n.\nand a lone\rreturn",
        b"\xfc\xe4\xf6 raw latin-1 \xff",
        b"..two dots\r\n.one dot\r\n.\r\n...\r\nend",
        b".",
        b"",
    ],
    ids=["long line", "NUL", "bare LF", "8 bit", "dots", "only a dot", "empty"],
)
def test_odd_bodies_arrive_unchanged(config: Config, listening: Listening, body: bytes) -> None:
    content = b"Subject: x\r\n\r\n" + body + b"\r\n"
    lines = content.split(b"\r\n")
    sent = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b".\r\n"
    with listening(config), Line(config) as line:
        line.ask(b"EHLO c\r\n", b"250")
        line.ask(b"MAIL FROM:<a@b.example> BODY=8BITMIME\r\n", b"250")
        line.ask(b"RCPT TO:<c@d.example>\r\n", b"250")
        line.ask(b"DATA\r\n", b"354")
        line.ask(sent, b"250")
    (arrival,) = stored(config)
    assert raw(config, arrival) == content


def test_two_mails_in_one_write_are_two_mails(config: Config, listening: Listening) -> None:
    one = b"MAIL FROM:<>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n" + MAIL + b".\r\n"
    two = b"MAIL FROM:<x@y.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nSecond\r\n.\r\nQUIT\r\n"
    with listening(config), Line(config) as line:
        line.ask(b"EHLO c\r\n", b"250")
        line.socket.sendall(one + two)
        replies = line.read_until(b"221")
    assert [reply[:3] for reply in replies.split(b"\r\n") if reply] == [b"250", b"250", b"354", b"250"] * 2 + [b"221"]
    first, second = stored(config)
    assert (raw(config, first), raw(config, second)) == (MAIL, b"Second\r\n")
    assert (first.how.mail_from, second.how.mail_from) == ("", "x@y.example")


@pytest.mark.parametrize(
    ("sender", "recorded"),
    [
        (b"<j\xc3\xbcrgen@m\xc3\xbcller.example> SMTPUTF8", "jürgen@müller.example"),
        (b"<a..b@c.example>", "a..b@c.example"),
        (b"<@relay.example:a@b.example>", "a@b.example"),
        (b" <a@b.example> SIZE=1000 AUTH=<> RET=HDRS ENVID=x", "a@b.example"),
        (b"a@b.example", "a@b.example"),
        (b"<root>", "root"),
    ],
)
def test_senders_that_strict_servers_refuse_are_taken(
    config: Config, listening: Listening, sender: bytes, recorded: str
) -> None:
    with listening(config), Line(config) as line:
        line.ask(b"EHLO c\r\n", b"250")
        line.ask(b"MAIL FROM:" + sender + b"\r\n", b"250")
        line.ask(b"RCPT TO:<c@d.example> NOTIFY=NEVER\r\n", b"250")
        line.ask(b"DATA\r\n", b"354")
        line.ask(b"x\r\n.\r\n", b"250")
    assert stored(config)[0].how.mail_from == recorded


def test_a_mail_over_the_size_is_refused_and_the_line_stays_open(
    config: Config, client: Client, listening: Listening
) -> None:
    with listening(config), client(config) as smtp:
        assert smtp.mail("a@b.example", ["SIZE=200001"])[0] == 552
        smtp.mail("a@b.example")
        smtp.rcpt("c@d.example")
        assert smtp.data(b"y" * 250_000)[0] == 552
        smtp.mail("a@b.example")
        smtp.rcpt("c@d.example")
        assert smtp.data(MAIL)[0] == 250
    assert len(stored(config)) == 1


class BrokenBlobs(Blobs):
    """A disk that fails with the error numbers in `failures` before it works again."""

    def __init__(self, folder: Path, failures: list[int]) -> None:
        super().__init__(folder)
        self.failures = failures

    def put_all(self, contents: Sequence[bytes]) -> list[str]:
        if self.failures:
            raise OSError(self.failures.pop(0), "disk")
        return super().put_all(contents)


def test_a_full_or_failing_disk_answers_4xx_and_the_listener_lives_on(
    config: Config, client: Client, listening: Listening
) -> None:
    blobs = BrokenBlobs(config.raw_folder, [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE])
    door = Door(blobs=blobs, spool=open_spool(config))
    with listening(config, door=door), client(config) as smtp:
        codes = []
        for _ in range(5):
            smtp.mail("a@b.example")
            smtp.rcpt("c@d.example")
            codes.append(smtp.data(MAIL)[0])
    assert codes == [452, 452, 452, 451, 250]
    assert len(stored(config)) == 1


def test_a_sender_over_the_rate_is_asked_to_wait(config: Config, client: Client, listening: Listening) -> None:
    with listening(replace(config, intake_rate=2)), client(config) as smtp:
        assert [smtp.mail("a@b.example")[0] for _ in range(3) if smtp.rset()] == [250, 250, 450]


def test_connections_over_the_cap_are_told_so(config: Config, listening: Listening) -> None:
    limits = Limits(connections=3, connections_per_address=2)
    with listening(config, limits=limits):
        first, second = (smtplib.SMTP("127.0.0.1", config.smtp_port, timeout=10) for _ in range(2))
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            smtplib.SMTP("127.0.0.1", config.smtp_port, timeout=10)
        assert refused.value.smtp_code == 421
        first.quit()
        time.sleep(0.1)
        smtplib.SMTP("127.0.0.1", config.smtp_port, timeout=10).quit()
        second.quit()


def test_a_silent_client_is_dropped(config: Config, listening: Listening) -> None:
    with listening(config, limits=Limits(idle=0.3)), Line(config) as line:
        line.ask(b"EHLO c\r\n", b"250")
        assert line.socket.recv(100) == b""


def test_memory_for_unfinished_mails_is_shared_and_bounded(config: Config, listening: Listening) -> None:
    with listening(config, limits=Limits(memory=50_000)), Line(config) as hog, Line(config) as other:
        for line in (hog, other):
            line.ask(b"EHLO c\r\n", b"250")
            line.ask(b"MAIL FROM:<a@b.example>\r\n", b"250")
            line.ask(b"RCPT TO:<c@d.example>\r\n", b"250")
        other.ask(b"DATA\r\n", b"354")
        other.socket.sendall(b"z" * 40_000)
        hog.ask(b"DATA\r\n", b"354")
        hog.socket.sendall(b"y" * 100_000)
        hog.ask(b"\r\n.\r\n", b"452")
        other.ask(b"\r\n.\r\n", b"250")


def test_a_dead_line_in_the_middle_of_a_mail_stores_nothing(
    config: Config, client: Client, listening: Listening
) -> None:
    with listening(config):
        with Line(config) as line:
            line.ask(b"EHLO c\r\n", b"250")
            line.ask(b"MAIL FROM:<a@b.example>\r\n", b"250")
            line.ask(b"RCPT TO:<c@d.example>\r\n", b"250")
            line.ask(b"DATA\r\n", b"354")
            line.socket.sendall(MAIL)
        with client(config) as smtp:
            assert smtp.noop()[0] == 250
    assert stored(config) == []


def test_rubbish_commands_are_answered_and_harm_nobody(config: Config, listening: Listening) -> None:
    with listening(config), Line(config) as line:
        line.ask(b"\xff\xfe\x00\r\n", b"500")
        line.ask(b"EHLO " + b"x" * 10_000 + b"\r\n", b"500")
        line.ask(b"DATA\r\n", b"503")
        line.ask(b"EHLO c\r\n", b"250")
        line.ask(b"DATA\r\n", b"503")
        line.ask(b"MAIL FROM:<a@b.example\r\n", b"5")
        line.ask(b"VRFY \xff@x\r\n", b"")
        line.ask(b"NOOP\r\n", b"250")


def test_names_of_senders_never_reach_the_file_system(
    config: Config, client: Client, listening: Listening, tmp_path: Path
) -> None:
    with listening(config), client(config) as smtp:
        smtp.mail("../../../../tmp/x@b.example")
        smtp.rcpt("../../etc/passwd")
        smtp.data(MAIL)
    names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert all(name.isalnum() or name.endswith(".json") or name == ".lock" for name in names)


class Line:
    """A raw connection that has read the greeting."""

    def __init__(self, config: Config) -> None:
        self.socket = socket.create_connection(("127.0.0.1", config.smtp_port), timeout=20)

    def __enter__(self) -> Line:
        self.read_until(b"220")
        return self

    def __exit__(self, *error: object) -> None:
        self.socket.close()

    def ask(self, command: bytes, expected: bytes) -> None:
        self.socket.sendall(command)
        self.read_until(expected)

    def read_until(self, code: bytes) -> bytes:
        """Replies until the last one starts with `code`; an unexpected single reply fails the test."""
        received = b""
        while True:
            piece = self.socket.recv(65536)
            assert piece, received
            received += piece
            last = received.rstrip(b"\r\n").split(b"\r\n")[-1]
            if received.endswith(b"\r\n") and last[3:4] == b" " and (last.startswith(code) or code != b"221"):
                assert last.startswith(code), received
                return received
