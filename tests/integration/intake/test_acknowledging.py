"""Receipts to senders: noted once a day, sent through a real SMTP server, tried again when it is busy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from depesche.desk.models import Item
from depesche.intake import reading
from depesche.intake.acknowledging import queue
from depesche.intake.arrivals import Circumstances
from depesche.intake.door import open_door
from depesche.intake.models import Acknowledgement
from depesche.kit.config import Config

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


@dataclass
class Relay:
    """Takes mails; answers what is in `answers` first."""

    answers: list[str] = field(default_factory=list)
    mails: list[tuple[str, list[str], bytes]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def relay(free_port: Callable[[], int]) -> Iterator[tuple[Relay, int]]:
    handler, port = Relay(), free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.fixture
def config(tmp_path: Path, relay: tuple[Relay, int]) -> Config:
    return Config(
        home=tmp_path / "home",
        receipts=True,
        mail_url=f"smtp://127.0.0.1:{relay[1]}",
        mail_from="redaktion@zeitung.example",
    )


def arrives(config: Config, number: int, *, header: str = "") -> str:
    """A release by SMTP whose sender was checked; its key."""
    raw = (
        f"From: Anna <anna@stadt.example>\r\nSubject: Pressemitteilung: Bad {number}\r\n{header}"
        f"Message-ID: <{number}@stadt.example>\r\n\r\nDas Bad {number} macht auf. Es ist neu und schön.\r\n"
    )
    how = Circumstances(
        fetcher="smtp", mail_from="anna@stadt.example", rcpt_tos=("x@zeitung.example",), received_at=NOW
    )
    key = open_door(config).accept(raw.encode(), how).id
    reading.drain(config)
    Item.objects.filter(pk=key).update(auth={"dmarc": "pass", "aligned": True}, auth_due_at=None, auth_checked_at=NOW)
    return key


def test_a_sender_gets_one_receipt_a_day(config: Config, relay: tuple[Relay, int]) -> None:
    keys = [arrives(config, number) for number in (1, 2)]
    assert queue.note(keys, config, at=NOW) == 1
    assert queue.send_due(config, at=NOW) == 1
    assert queue.send_due(config, at=NOW) == 0
    ((mail_from, to, raw),) = relay[0].mails
    mail = message_from_bytes(raw, policy=default)
    assert (mail_from, to, mail["Auto-Submitted"]) == ("<>", ["anna@stadt.example"], "auto-replied")
    assert mail["In-Reply-To"] == "<1@stadt.example>"
    assert queue.note([arrives(config, 3)], config, at=NOW + timedelta(hours=2)) == 0
    assert queue.note(keys, config, at=NOW + timedelta(hours=20)) == 1  # the next day


def test_a_busy_relay_is_tried_again_and_one_that_refuses_is_not(config: Config, relay: tuple[Relay, int]) -> None:
    queue.note([arrives(config, 1)], config, at=NOW)
    relay[0].answers = ["451 busy"]
    assert queue.send_due(config, at=NOW) == 0
    assert queue.send_due(config, at=NOW + timedelta(seconds=30)) == 0
    assert relay[0].mails == []
    assert queue.send_due(config, at=NOW + timedelta(minutes=2)) == 1
    Acknowledgement.objects.all().delete()
    queue.note([arrives(config, 2)], config, at=NOW)
    relay[0].answers = ["550 no such user"]
    assert queue.send_due(config, at=NOW) == 0
    assert queue.send_due(config, at=NOW + timedelta(days=2)) == 0
    assert Acknowledgement.objects.get().error


def test_a_relay_that_is_away_is_given_up_in_the_end(config: Config) -> None:
    away = replace(config, mail_url="smtp://127.0.0.1:9")
    queue.note([arrives(config, 1)], config, at=NOW)
    for days in range(10):
        queue.send_due(away, at=NOW + timedelta(days=days))
    last = Acknowledgement.objects.get()
    assert (last.sent_at, last.due_at, last.attempts) == (None, None, 7)


def test_it_is_off_until_it_is_switched_on_and_automatic_mail_gets_none(config: Config) -> None:
    assert queue.note([arrives(config, 1)], replace(config, receipts=False), at=NOW) == 0
    assert queue.note([arrives(config, 2, header="Precedence: bulk\r\n")], config, at=NOW) == 0
    assert not queue.is_on(Config())
