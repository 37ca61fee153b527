"""Behind a real Postfix, which relays by LMTP."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from tests.integration.intake.fetching import mail_servers

from depesche.delivery.stores.blobs import Blobs
from depesche.intake.arrivals import Arrival
from depesche.intake.door import open_spool
from depesche.kit.config import Config

Listening = Callable[..., AbstractContextManager[None]]


def wait(config: Config, count: int, *, seconds: float = 30.0) -> list[Arrival]:
    deadline = time.monotonic() + seconds
    while len(found := open_spool(config).waiting()) < count:
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
    return found


@pytest.mark.parametrize("road", ["tcp", "unix"])
def test_mails_reach_us_through_postfix(
    config: Config, listening: Listening, free_port: Callable[[], int], road: str
) -> None:
    with mail_servers.folder() as shared:
        port = free_port()
        ours = f"127.0.0.1:{port}" if road == "tcp" else f"unix:{shared}/lmtp"
        theirs = f"inet:127.0.0.1:{port}" if road == "tcp" else f"unix:{shared}/lmtp"
        by_lmtp = replace(config, lmtp=ours)
        with mail_servers.postfix(mail_servers.relaying(theirs)) as server:
            with smtplib.SMTP("127.0.0.1", server.smtp, timeout=20) as client:
                client.sendmail(
                    "presse@stadt.example",
                    ["redaktion@zeitung.example", "sport@zeitung.example"],
                    b"From: presse@stadt.example\r\nSubject: Neues Bad\r\n\r\nDas Bad macht auf.\r\n..Punkt\r\n",
                )
            # Nobody listens yet: Postfix keeps the mail and comes again.
            with listening(by_lmtp):
                (arrival,) = wait(by_lmtp, 1)
    raw = Blobs(config.raw_folder).get(arrival.sha256) or b""
    assert arrival.how.fetcher == "lmtp"
    assert arrival.how.mail_from == "presse@stadt.example"
    assert set(arrival.how.rcpt_tos) == {"redaktion@zeitung.example", "sport@zeitung.example"}
    assert b"by mx.zeitung.example (Postfix)" in raw
    assert raw.endswith(b"Das Bad macht auf.\r\n..Punkt\r\n")
