"""All checks together: alignment, policies, clients, and mails that try to deceive."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.intake.authenticity.signing import MAIL, Zone

from depesche.intake.arrivals import Circumstances
from depesche.intake.authenticity.examination import examine
from depesche.intake.authenticity.names import FileNames, Unanswered
from depesche.intake.authenticity.results import Examination

SHOWN = "presse@lindenau.example"
FILE = Circumstances(fetcher="file", file_name="x.eml")
SMTP = Circumstances(fetcher="smtp", peer="192.0.2.10", helo="mail.lindenau.example", mail_from="b@lindenau.example")
POLICY = {"_dmarc.lindenau.example": "v=DMARC1; p=reject"}
SPF = {"lindenau.example": "v=spf1 ip4:192.0.2.10 -all"}
TRACE = (
    b"Return-Path: <b@lindenau.example>\r\n"
    b"Received: from mail.lindenau.example (mail.lindenau.example [192.0.2.10])\r\n by mx.depesche.example; "
    b"Thu, 3 Jul 2025 10:00:05 +0200\r\n"
)


def look(mail: bytes, zone: Zone, *, how: Circumstances = FILE, shown: str = SHOWN) -> Examination:
    return examine(mail, how, shown=shown, at=datetime.now(UTC), names=FileNames(zone.records))


def test_a_signed_mail_passes() -> None:
    zone = Zone(dict(POLICY))
    found = look(zone.sign(), zone)
    assert found.results() == {"dkim": "pass", "spf": "none", "dmarc": "pass", "arc": "none", "aligned": True}
    assert found.policy == "reject"


def test_an_unsigned_mail_of_a_domain_that_signs_fails() -> None:
    found = look(MAIL, Zone(dict(POLICY)))
    assert (found.dmarc.result, found.aligned) == ("fail", False)


def test_a_domain_without_rules_proves_nothing_and_denies_nothing() -> None:
    found = look(MAIL, Zone())
    assert found.results() == {"dkim": "none", "spf": "none", "dmarc": "none", "arc": "none", "aligned": False}


def test_the_envelope_is_enough_when_it_is_of_the_same_organisation() -> None:
    zone = Zone(POLICY | SPF)
    found = look(MAIL, zone, how=SMTP)
    assert found.results() == {"dkim": "none", "spf": "pass", "dmarc": "pass", "arc": "none", "aligned": True}


def test_strict_alignment_is_obeyed() -> None:
    mail = MAIL.replace(b"@lindenau.example>\r\nTo", b"@amt.lindenau.example>\r\nTo")
    shown = "presse@amt.lindenau.example"
    zone = Zone(SPF | {"_dmarc.lindenau.example": "v=DMARC1; p=none; sp=quarantine"})
    assert look(mail, zone, how=SMTP, shown=shown).dmarc.result == "pass"
    zone = Zone(SPF | {"_dmarc.lindenau.example": "v=DMARC1; p=none; sp=quarantine; aspf=s"})
    found = look(mail, zone, how=SMTP, shown=shown)
    assert (found.dmarc.result, found.aligned, found.policy) == ("fail", False, "quarantine")


def test_somebody_elses_valid_signature_is_not_the_senders() -> None:
    zone = Zone(dict(POLICY))
    found = look(zone.sign(domain="1indenau.example"), zone)
    assert found.results() == {"dkim": "pass", "spf": "none", "dmarc": "fail", "arc": "none", "aligned": False}


def test_neighbours_under_a_public_suffix_are_strangers() -> None:
    mail = MAIL.replace(b"lindenau.example", b"lindenau.co.uk")
    zone = Zone()
    assert not look(zone.sign(mail, domain="bank.co.uk"), zone, shown="presse@lindenau.co.uk").aligned
    assert look(zone.sign(mail, domain="lindenau.co.uk"), zone, shown="presse@lindenau.co.uk").aligned


def test_the_mails_own_word_is_worth_nothing() -> None:
    claim = (
        b"Authentication-Results: mx.depesche.example; dkim=pass header.d=lindenau.example; spf=pass; dmarc=pass\r\n"
    )
    assert look(claim + MAIL, Zone(dict(POLICY))).dmarc.result == "fail"


@pytest.mark.parametrize(
    "line",
    [
        b"From: Stadt Lindenau <presse@lindenau.example>\r\n",
        b"From: chef@bank.example\r\n",
        b"from : chef@bank.example\r\n",
    ],
)
def test_two_senders_are_none(line: bytes) -> None:
    zone = Zone(dict(POLICY))
    signed = zone.sign(include_headers=[b"from"])
    for mail in (line + signed, signed.replace(b"To:", line + b"To:", 1)):
        for shown in (SHOWN, "chef@bank.example"):
            found = look(mail, zone, shown=shown)
            assert (found.dmarc.result, found.aligned) == ("fail", False)


def test_of_several_addresses_in_one_field_all_must_be_proven() -> None:
    zone = Zone()
    mail = MAIL.replace(b"<presse@lindenau.example>", b"<presse@lindenau.example>, Bank <chef@bank.example>")
    assert not look(zone.sign(mail), zone).aligned
    both = zone.sign(zone.sign(mail), domain="bank.example", selector="b")
    assert look(both, zone).aligned


def test_a_name_that_looks_like_an_address_is_a_name() -> None:
    zone = Zone()
    mail = MAIL.replace(b"Stadt Lindenau <presse@lindenau.example>", b'"presse@lindenau.example" <x@boese.example>')
    found = look(zone.sign(mail, domain="boese.example"), zone, shown="x@boese.example")
    assert found.aligned
    assert not look(zone.sign(mail, domain="boese.example"), zone, shown=SHOWN).aligned


def test_a_bare_cr_hides_no_sender() -> None:
    zone = Zone()
    mail = MAIL.replace(b"To:", b"X-A: b\rFrom: chef@bank.example\r\nTo:", 1)
    assert not look(zone.sign(mail), zone, shown="chef@bank.example").aligned


def test_a_damaged_header_is_no_forgery_and_no_proof() -> None:
    zone = Zone()
    signed = zone.sign()
    found = look(signed.replace(b"To:", b"keine Kopfzeile\r\nTo:", 1), zone)
    assert (found.dkim.result, found.dmarc.result, found.aligned) == ("fail", "none", False)


def test_what_our_own_server_noted_on_a_file_counts() -> None:
    zone = Zone(POLICY | SPF)
    assert look(TRACE + MAIL, zone).spf.result == "pass"
    assert look(TRACE.replace(b".10]", b".66]") + MAIL, zone).spf.result == "fail"


@pytest.mark.parametrize(
    "trace",
    [
        TRACE.partition(b"\r\n")[2],
        b"Received: from inside (inside [10.0.0.7]) by mx; Thu, 3 Jul 2025 10:00:06 +0200\r\n" + TRACE,
        TRACE.replace(b"192.0.2.10", b"10.0.0.7"),
        b"Return-Path: <x@lindenau.example>\r\n" + TRACE,
    ],
)
def test_other_traces_do_not(trace: bytes) -> None:
    assert look(trace + MAIL, Zone(POLICY | SPF)).spf.result == "none"


def test_behind_a_server_of_the_house_its_note_counts() -> None:
    how = Circumstances(fetcher="lmtp", peer="127.0.0.1", helo="mx", mail_from="b@lindenau.example")
    received = TRACE.partition(b"\r\n")[2]
    assert look(received + MAIL, Zone(POLICY | SPF), how=how).results()["dmarc"] == "pass"
    assert look(MAIL, Zone(POLICY | SPF), how=how).spf.result == "none"


def test_a_silent_resolver_is_an_error_and_is_not_asked_for_ever() -> None:
    class Silent:
        asked = 0

        def ask(self, name: str, kind: str) -> list[str]:
            self.asked += 1
            raise Unanswered(name)

    names = Silent()
    found = examine(Zone().sign(), SMTP, shown=SHOWN, at=datetime.now(UTC), names=names)
    assert found.results() == {"dkim": "error", "spf": "error", "dmarc": "error", "arc": "none", "aligned": False}
    assert found.unsure
    assert names.asked < 10


def test_a_resolver_that_breaks_is_an_error_too() -> None:
    class Broken:
        def ask(self, name: str, kind: str) -> list[str]:
            raise RuntimeError

    found = examine(Zone().sign(), SMTP, shown=SHOWN, at=datetime.now(UTC), names=Broken())
    assert found.results()["dkim"] == "error"


@settings(max_examples=60)
@given(st.binary(max_size=600))
def test_no_bytes_break_it(raw: bytes) -> None:
    look(raw, Zone())
    look(b"From: " + raw, Zone())
