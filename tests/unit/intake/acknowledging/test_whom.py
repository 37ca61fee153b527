"""Who gets a receipt: a person who proved who they are, and nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from depesche.intake.acknowledging.whom import Facts, reason_against
from depesche.intake.mail import headers

OWN = "redaktion@zeitung.example"
PERSON = Facts(
    fetcher="smtp",
    kind="press_release",
    is_open=True,
    sender="Anna@stadt.example",
    return_path="anna@stadt.example",
    recipients=["presse@zeitung.example"],
    headers=headers.read(b"From: Anna <anna@stadt.example>\nSubject: Bad\n\n")[0],
    auth={"dmarc": "pass", "dkim": "pass", "aligned": True},
    is_lookalike=False,
)


def test_a_person_who_is_who_they_say_may_have_one() -> None:
    assert reason_against(PERSON, own=OWN) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: auto-generated",
        "Auto-Submitted: auto-replied; owner=x",
        "Precedence: bulk",
        "Precedence: list",
        "Precedence: junk",
        "List-Id: <x.example>",
        "List-Unsubscribe: <mailto:x@x.example>",
        "X-Auto-Response-Suppress: OOF, AutoReply",
        "X-Loop: anna@stadt.example",
        "X-Spam-Flag: YES",
        "Feedback-ID: 1:2:3",
    ],
)
def test_no_machine_gets_one(line: str) -> None:
    found, _ = headers.read(line.encode() + b"\nFrom: Anna <anna@stadt.example>\n\n")
    assert reason_against(replace(PERSON, headers=found), own=OWN) == "automatic"


def test_auto_submitted_no_is_a_person() -> None:
    found, _ = headers.read(b"Auto-Submitted: no\n\n")
    assert reason_against(replace(PERSON, headers=found), own=OWN) == ""


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@stadt.example",
        "noreply@stadt.example",
        "do_not_reply@stadt.example",
        "stadt-noreply@stadt.example",
        "MAILER-DAEMON@stadt.example",
        "postmaster@stadt.example",
        "presse-bounces@stadt.example",
        "presse-request@stadt.example",
        "bounce+17@stadt.example",
        "newsletter@stadt.example",
        "owner-presse@stadt.example",
        "",
    ],
)
def test_no_address_that_nobody_reads_gets_one(address: str) -> None:
    facts = replace(PERSON, sender=address, return_path=address)
    assert reason_against(facts, own=OWN) == "address"


@pytest.mark.parametrize("return_path", [None, "", "<>", "anna=zeitung.example@bounce.tool.example"])
def test_only_who_would_get_the_bounce_gets_one(return_path: str | None) -> None:
    assert reason_against(replace(PERSON, return_path=return_path), own=OWN) == "return path"


@pytest.mark.parametrize(
    "auth",
    [
        {"dmarc": "fail", "aligned": True},
        {"dmarc": "none", "dkim": "none", "aligned": False},
        {"dmarc": "pass"},
        {},
    ],
)
def test_nobody_gets_one_who_has_not_proved_who_they_are(auth: dict[str, object]) -> None:
    assert reason_against(replace(PERSON, auth=auth), own=OWN) == "unproven"


def test_a_lookalike_gets_none_however_valid_its_signature() -> None:
    assert reason_against(replace(PERSON, is_lookalike=True), own=OWN) == "unproven"


@pytest.mark.parametrize("kind", ["newsletter", "reader_letter", "bounce", "auto_reply", "spam_or_phish", "wire", ""])
def test_only_releases_get_one(kind: str) -> None:
    assert reason_against(replace(PERSON, kind=kind), own=OWN) == "kind"


def test_what_was_filed_or_read_from_a_file_gets_none() -> None:
    assert reason_against(replace(PERSON, is_open=False), own=OWN) == "kind"
    assert reason_against(replace(PERSON, fetcher="file"), own=OWN) == "road"


def test_we_do_not_write_to_ourselves() -> None:
    ours = replace(PERSON, sender=OWN, return_path=OWN)
    assert reason_against(ours, own=OWN) == "ourselves"
    echo = replace(PERSON, recipients=["anna@stadt.example"])
    assert reason_against(echo, own=OWN) == "ourselves"
