from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from depesche.desk import authenticity, badges
from depesche.desk.models import Item

NOW = datetime(2025, 7, 4, 4, 30, tzinfo=UTC)
GOOD = {"dkim": "pass", "spf": "pass", "dmarc": "pass", "arc": "none", "aligned": True}


@pytest.fixture(autouse=True)
def _german() -> Any:
    with translation.override("de"):
        yield


def item(**facts: Any) -> Item:
    usual = {"sender_address": "presse@stadt.example", "kind": "press_release", "known_sender": True, "auth": GOOD}
    return Item(**{"received_at": NOW, **usual, **facts})


def words(one: Item) -> list[str]:
    return [badge.text for badge in badges.of(one, now=NOW)]


def test_an_ordinary_release_of_a_known_sender_needs_no_badge() -> None:
    assert words(item()) == []


def test_an_embargo_is_shown_with_its_time_and_evidence() -> None:
    one = item(embargo_kind="until", embargo_until=NOW + timedelta(hours=3), embargo_evidence="Sperrfrist 9.30 Uhr")
    (badge,) = badges.of(one, now=NOW)
    assert badge == badges.Badge("Sperrfrist bis 09:30", badges.CAUTION, "Sperrfrist 9.30 Uhr")


def test_an_embargo_that_is_over_warns_no_more() -> None:
    (badge,) = badges.of(item(embargo_kind="until", embargo_until=NOW - timedelta(minutes=1)), now=NOW)
    assert badge.tone == badges.NOTE
    assert "vorbei" in badge.text


def test_an_unclear_embargo_alarms() -> None:
    (badge,) = badges.of(item(embargo_kind="ask", embargo_evidence="nach der Sitzung"), now=NOW)
    assert badge == badges.Badge("Sperrfrist unklar", badges.ALARM, "nach der Sitzung")


def test_the_gravest_stands_first() -> None:
    one = item(
        kind="correction_of_earlier_release",
        lookalike_of="stadt.example",
        known_sender=False,
        attachments=[{"filename": "a.pdf"}, {"filename": "logo.png", "inline": True}],
    )
    assert words(one) == ["Nachgeahmter Absender", "Korrektur", "1 Anhang"]


def test_a_stranger_is_named_a_first_contact_but_a_wire_is_not() -> None:
    assert words(item(known_sender=False, first_contact=True)) == ["Erstkontakt"]
    assert words(item(known_sender=False)) == []
    assert words(item(known_sender=False, sender_address="", kind="wire")) == ["Agenturmeldung"]


@pytest.mark.parametrize(
    ("facts", "tone"),
    [
        ({}, badges.NOTE),
        ({"auth": {**GOOD, "aligned": False}}, badges.CAUTION),
        ({"auth": {"dkim": "none", "spf": "none", "dmarc": "none", "arc": "none", "aligned": False}}, badges.CAUTION),
        ({"auth": {**GOOD, "dmarc": "fail"}}, badges.ALARM),
        ({"auth": {**GOOD, "dkim": "error", "spf": "none"}}, badges.CAUTION),
        ({"lookalike_of": "stadt.example"}, badges.ALARM),
        ({"lookalike_of": "stadt.example", "lookalike_by": "name"}, badges.ALARM),
    ],
)
def test_the_verdict_on_a_sender(facts: dict[str, Any], tone: str) -> None:
    verdict = authenticity.verdict(item(**facts))
    assert verdict is not None
    assert verdict.tone == tone
    assert [name for name, _ in verdict.results] == ["DKIM", "SPF", "DMARC", "ARC"]


def test_a_broken_signature_alarms_unless_something_else_stands_in_for_it() -> None:
    assert "Echtheit fraglich" in words(item(auth={**GOOD, "dkim": "fail", "dmarc": "none", "aligned": False}))
    assert words(item(auth={**GOOD, "dkim": "fail"})) == []


def test_the_evidence_is_told_in_words_with_the_time() -> None:
    evidence = {"dkim_domain": "stadt.example", "dkim_why": "added_text"}
    auth = {**GOOD, "dkim": "fail", "dmarc": "fail", "aligned": False}
    verdict = authenticity.verdict(item(auth=auth, auth_evidence=evidence, auth_checked_at=NOW))
    assert verdict is not None
    assert verdict.checked_at == NOW
    dkim = verdict.findings[0]
    assert (dkim.name, dkim.result) == ("DKIM", "fail")
    assert dkim.words == "die Signatur stimmt nicht: unter dem signierten Teil wurde Text angefügt"


def test_until_it_is_checked_it_says_so() -> None:
    verdict = authenticity.verdict(item(auth_due_at=NOW))
    assert verdict is not None
    assert "wird gerade geprüft" in verdict.text
    assert verdict.findings == ()


def test_a_stranger_whose_domain_is_proven_stays_a_stranger() -> None:
    verdict = authenticity.verdict(item(known_sender=False, auth_checked_at=NOW))
    assert verdict is not None
    assert "weiß hier noch niemand" in verdict.text


def test_what_did_not_come_by_mail_has_no_verdict() -> None:
    assert authenticity.verdict(item(sender_address="", auth={})) is None
