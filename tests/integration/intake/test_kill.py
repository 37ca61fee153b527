"""SIGKILL at random moments while mails come in: what was answered 250 is there, and there once."""

from __future__ import annotations

import random
import re
import smtplib
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from depesche.delivery.stores.blobs import Blobs
from depesche.desk.models import Item
from depesche.intake import reading
from depesche.intake.door import open_spool
from depesche.kit.config import Config

MESSAGE_ID = re.compile(r"<([^<>]+)>")
KILLS = 50
SENDERS = 4


@pytest.mark.kill
@pytest.mark.django_db
def test_every_mail_that_got_250_survives_fifty_kills(
    config: Config, start_listener: Callable[[Path, int], subprocess.Popen[bytes]]
) -> None:
    chance = random.Random(20250703)
    accepted: dict[str, str] = {}
    for round_number in range(KILLS):
        listener = start_listener(config.home, config.smtp_port)
        senders = [
            threading.Thread(target=send_until_cut, args=(config.smtp_port, f"{round_number}-{number}", accepted))
            for number in range(SENDERS)
        ]
        for sender in senders:
            sender.start()
        time.sleep(chance.uniform(0.005, 0.06))
        listener.kill()
        listener.communicate()
        for sender in senders:
            sender.join()
    assert len(accepted) > KILLS
    arrivals = {arrival.id: arrival for arrival in open_spool(config).waiting()}
    blobs = Blobs(config.raw_folder)
    for arrival_id, content in accepted.items():
        assert blobs.get(arrivals[arrival_id].sha256) == content.encode()
    reading.drain(config)
    assert open_spool(config).waiting() == []
    items = list(Item.objects.values_list("message_id", flat=True))
    assert len(items) == len(set(items))
    assert {MESSAGE_ID.findall(content)[0] for content in accepted.values()} <= set(items)


def send_until_cut(port: int, name: str, accepted: dict[str, str]) -> None:
    """Send numbered mails and note each that was answered 250, until the line breaks."""
    try:
        with smtplib.SMTP("127.0.0.1", port, local_hostname="c", timeout=10) as connection:
            connection.ehlo()
            for number in range(10_000):
                content = f"Message-ID: <{name}.{number}@kill.example>\r\nSubject: {name}\r\n\r\n{'x' * 3000}\r\n"
                connection.mail("a@b.example")
                connection.rcpt("c@d.example")
                code, reply = connection.data(content.encode())
                assert code == 250
                accepted[reply.decode().rpartition(" ")[2]] = content
    except (OSError, smtplib.SMTPException):
        return
