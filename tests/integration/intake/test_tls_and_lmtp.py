"""STARTTLS and LMTP, with the clients of the standard library."""

from __future__ import annotations

import shutil
import smtplib
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from depesche.delivery.stores.blobs import Blobs
from depesche.intake.door import open_spool
from depesche.kit.config import Config

Listening = Callable[..., AbstractContextManager[None]]

MAIL = b"From: a@stadt.example\r\nSubject: Neues Bad\r\n\r\nDas Bad macht auf.\r\n"


@pytest.fixture
def with_tls(config: Config, certificate: tuple[Path, Path]) -> Config:
    return replace(config, smtp_certificate=certificate[0], smtp_key=certificate[1])


def trusting(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate[0]))


def read_to(line: socket.socket, end: bytes) -> bytes:
    received = b""
    while not received.endswith(end):
        piece = line.recv(1000)
        assert piece, received
        received += piece
    return received


def test_a_mail_over_tls(with_tls: Config, certificate: tuple[Path, Path], listening: Listening) -> None:
    with listening(with_tls), smtplib.SMTP("localhost", with_tls.smtp_port, timeout=10) as client:
        client.ehlo()
        assert "starttls" in client.esmtp_features
        client.starttls(context=trusting(certificate))
        client.ehlo()
        assert "starttls" not in client.esmtp_features
        assert "auth" not in client.esmtp_features  # nobody has an account
        assert client.sock.version() in ("TLSv1.2", "TLSv1.3")  # type: ignore[union-attr]
        for number in range(3):
            client.sendmail("a@stadt.example", ["b@zeitung.example"], MAIL + b"%d" % number + b"x" * 150_000)
    assert len(open_spool(with_tls).waiting()) == 3


def test_plain_clients_are_still_served(with_tls: Config, listening: Listening) -> None:
    with listening(with_tls), smtplib.SMTP("127.0.0.1", with_tls.smtp_port, timeout=10) as client:
        client.sendmail("a@stadt.example", ["b@zeitung.example"], MAIL)
    assert len(open_spool(with_tls).waiting()) == 1


def test_commands_slipped_in_before_the_handshake_are_thrown_away(
    with_tls: Config, certificate: tuple[Path, Path], listening: Listening
) -> None:
    with listening(with_tls), socket.create_connection(("localhost", with_tls.smtp_port), timeout=10) as line:
        read_to(line, b"\r\n")
        line.sendall(b"EHLO c\r\n")
        read_to(line, b"250 HELP\r\n")
        line.sendall(b"STARTTLS\r\nMAIL FROM:<evil@b.example>\r\n")
        assert read_to(line, b"\r\n").startswith(b"220 ")
        with trusting(certificate).wrap_socket(line, server_hostname="localhost") as secure:
            secure.sendall(b"EHLO c\r\n")
            read_to(secure, b"250 HELP\r\n")
            secure.sendall(b"RCPT TO:<b@c.example>\r\n")
            assert read_to(secure, b"\r\n").startswith(b"503")


def test_a_renewed_certificate_is_used_and_a_broken_one_is_not(
    with_tls: Config, certificate: tuple[Path, Path], listening: Listening, tmp_path: Path
) -> None:
    chain, key = tmp_path / "c.pem", tmp_path / "k.pem"
    shutil.copy(certificate[0], chain)
    shutil.copy(certificate[1], key)

    def handshake() -> None:
        with smtplib.SMTP("localhost", with_tls.smtp_port, timeout=10) as client:
            client.starttls(context=trusting(certificate))

    with listening(replace(with_tls, smtp_certificate=chain, smtp_key=key)):
        handshake()
        chain.write_text("broken")
        handshake()
        shutil.copy(certificate[0], chain)
        handshake()


def test_tls_under_the_event_loop_of_production(
    config: Config, certificate: tuple[Path, Path], wait_for: Callable[[int], None]
) -> None:
    environ = {
        "DEPESCHE_HOME": str(config.home),
        "DEPESCHE_SMTP_PORT": str(config.smtp_port),
        "DEPESCHE_SMTP_CERTIFICATE": str(certificate[0]),
        "DEPESCHE_SMTP_KEY": str(certificate[1]),
    }
    code = "from depesche.intake.fetchers import smtp; from depesche.kit import config; smtp.run(config.load())"
    process = subprocess.Popen([sys.executable, "-c", code], env=environ, stderr=subprocess.PIPE)
    try:
        wait_for(config.smtp_port)
        with smtplib.SMTP("localhost", config.smtp_port, timeout=10) as client:
            client.starttls(context=trusting(certificate))
            client.sendmail("a@stadt.example", ["b@zeitung.example"], MAIL * 1000)
        assert len(open_spool(config).waiting()) == 1
    finally:
        process.terminate()
        _out, errors = process.communicate(timeout=10)
    assert b"Traceback" not in errors


@pytest.fixture(params=["tcp", "unix"])
def lmtp(request: pytest.FixtureRequest, config: Config, tmp_path: Path, free_port: Callable[[], int]) -> Config:
    where = f"127.0.0.1:{free_port()}" if request.param == "tcp" else f"unix:{tmp_path / 'lmtp'}"
    return replace(config, lmtp=where)


def connect(config: Config) -> smtplib.LMTP:
    if config.lmtp.startswith("unix:"):
        return smtplib.LMTP(config.lmtp.removeprefix("unix:"), 0)
    host, port = config.lmtp.split(":")
    return smtplib.LMTP(host, int(port))


def test_lmtp_answers_for_each_recipient_and_stores_once(lmtp: Config, listening: Listening) -> None:
    with listening(lmtp), connect(lmtp) as client:
        client.ehlo()
        client.mail("a@stadt.example")
        for name in ("eins", "zwei", "drei"):
            assert client.rcpt(f"{name}@zeitung.example")[0] == 250
        client.putcmd("data")
        assert client.getreply()[0] == 354
        client.send(MAIL + b".\r\n")
        replies = [client.getreply() for _ in range(3)]
        assert client.noop()[0] == 250
    (arrival,) = open_spool(lmtp).waiting()
    assert set(replies) == {(250, f"2.0.0 Accepted as {arrival.id}".encode())}
    assert Blobs(lmtp.raw_folder).get(arrival.sha256) == MAIL
    assert (arrival.how.fetcher, len(arrival.how.rcpt_tos)) == ("lmtp", 3)


def test_lmtp_refuses_the_greeting_of_smtp_and_the_other_way_round(lmtp: Config, listening: Listening) -> None:
    with listening(lmtp):
        with connect(lmtp) as client:
            assert client.docmd("EHLO", "c")[0] == 500
        with smtplib.SMTP("127.0.0.1", lmtp.smtp_port, timeout=10) as smtp:
            assert smtp.docmd("LHLO", "c")[0] == 500


def test_behind_a_mail_server_all_mails_come_from_one_address(lmtp: Config, listening: Listening) -> None:
    with listening(replace(lmtp, intake_rate=2, intake_rate_sender=3)), connect(lmtp) as client:
        client.ehlo()
        codes = [client.mail(f"{number}@stadt.example")[0] for number in range(6) if client.rset()]
        assert codes == [250] * 6
        codes = [client.mail("Einer@stadt.example")[0] for _ in range(4) if client.rset()]
    assert codes == [250, 250, 250, 450]


def test_all_together_are_bounded_too(config: Config, listening: Listening) -> None:
    bounded = replace(config, intake_rate=100, intake_rate_total=3)
    with listening(bounded), smtplib.SMTP("127.0.0.1", config.smtp_port, timeout=10) as client:
        client.ehlo()
        codes = [client.mail(f"{number}@stadt.example")[0] for number in range(4) if client.rset()]
    assert codes == [250, 250, 250, 451]


def test_a_mail_that_goes_in_circles_is_refused(config: Config, listening: Listening) -> None:
    hop = b"Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\r\n"
    with listening(config), smtplib.SMTP("127.0.0.1", config.smtp_port, timeout=10) as client:
        client.ehlo()
        client.mail("a@b.example")
        client.rcpt("c@d.example")
        assert client.data(hop * 101 + MAIL)[:1] == (554,)
    assert open_spool(config).waiting() == []
