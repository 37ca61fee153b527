from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from depesche.intake.acknowledging.letter import Received, write
from depesche.intake.acknowledging.whom import Facts, reason_against
from depesche.intake.mail import headers

AT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
RECEIVED = Received(
    sender="anna@stadt.example", subject="Neues Bad\r\nBcc: x@x.example", message_id="1@stadt.example", lang="de", at=AT
)


def test_it_is_marked_as_automatic_and_refers_to_the_mail() -> None:
    mail = write(RECEIVED, own="redaktion@zeitung.example", publication="Depesche", now=AT)
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert mail["In-Reply-To"] == mail["References"] == "<1@stadt.example>"
    assert mail["Subject"] == "Empfangsbestätigung: Neues Bad Bcc: x@x.example"
    assert mail["Bcc"] is None
    assert "am 02.03.2026 um 09:05 Uhr in der Redaktion Depesche" in mail.get_content()


def test_a_mad_message_id_is_left_out_and_english_is_answered_in_english() -> None:
    mail = write(
        replace(RECEIVED, message_id="a\nb@c", lang="en"), own="desk@paper.example", publication="Paper", now=AT
    )
    assert mail["In-Reply-To"] is None
    assert "reached the newsroom of Paper on 2 March 2026 at 09:05" in mail.get_content()


def test_a_receipt_that_came_back_would_get_none() -> None:
    raw = write(RECEIVED, own="redaktion@zeitung.example", publication="Depesche", now=AT).as_bytes()
    facts = Facts(
        fetcher="smtp",
        kind="press_release",
        is_open=True,
        sender="redaktion@zeitung.example",
        return_path="redaktion@zeitung.example",
        recipients=["anna@stadt.example"],
        headers=headers.read(raw)[0],
        auth={"aligned": True},
        is_lookalike=False,
    )
    assert reason_against(facts, own="anna@stadt.example") == "automatic"
