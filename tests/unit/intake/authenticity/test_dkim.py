"""DKIM: what dkimpy signed holds, and whatever is changed, added or forged does not."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.intake.authenticity.signing import MAIL, Zone, rsa_key

from depesche.intake.authenticity import dkim
from depesche.intake.authenticity.message import Message
from depesche.intake.authenticity.names import FileNames, Unanswered
from depesche.intake.authenticity.results import Outcome, Result

NOW = datetime.now(UTC)
SHOWN = ["lindenau.example"]


def check(mail: bytes, zone: Zone, *, at: datetime = NOW) -> list[Outcome]:
    return dkim.check(Message.read(mail), FileNames(zone.records), at=at, shown=SHOWN)


@pytest.mark.parametrize("ed25519", [False, True])
@pytest.mark.parametrize("forms", [(h, b) for h in (b"simple", b"relaxed") for b in (b"simple", b"relaxed")])
def test_a_signature_holds(ed25519: bool, forms: tuple[bytes, bytes]) -> None:
    zone = Zone()
    mail = zone.sign(ed25519=ed25519, canonicalize=forms)
    assert check(mail, zone) == [Outcome(Result.PASS, "lindenau.example")]


def test_it_holds_after_line_ends_became_lf() -> None:
    zone = Zone()
    mail = zone.sign().replace(b"\r\n", b"\n")
    assert check(mail, zone)[0].result is Result.PASS


@pytest.mark.parametrize("body", [b"", b"\r\n", b"\r\n\r\n", b" \r\n", b"kein Ende", b"\t x \r\n \r\n", b"a\r\r\n\r\n"])
@pytest.mark.parametrize("form", [b"simple", b"relaxed"])
def test_odd_bodies(body: bytes, form: bytes) -> None:
    zone = Zone()
    mail = zone.sign(MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + body, canonicalize=(b"relaxed", form))
    assert check(mail, zone)[0].result is Result.PASS


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b"fertig. ", b"kaputt. ", "body_changed"),
        (b"Neue Bruecke", b"Alte Bruecke", "header_changed"),
        (b"presse@lindenau", b"chef@lindenau", "header_changed"),
        (b"\r\n\r\n\r\n", b"\r\nP.S.\r\n", "body_changed"),
    ],
)
def test_what_was_changed_is_seen(old: bytes, new: bytes, why: str) -> None:
    zone = Zone()
    mail = zone.sign().replace(old, new)
    assert check(mail, zone) == [Outcome(Result.FAIL, "lindenau.example", why)]


def test_text_below_the_signed_part_is_seen() -> None:
    zone = Zone()
    signed = zone.sign(length=True)
    assert check(signed, zone)[0].result is Result.PASS
    assert check(signed.rstrip() + b"\r\nBitte ueberweisen Sie.\r\n", zone)[0] == Outcome(
        Result.FAIL, "lindenau.example", "added_text"
    )


@pytest.mark.parametrize(
    "line", [b"Subject: Gefaelscht\r\n", b"From: chef@lindenau.example\r\n", b"Content-Type: text/html\r\n" * 2]
)
def test_a_field_put_on_top_is_seen(line: bytes) -> None:
    zone = Zone()
    signed = zone.sign(include_headers=[b"from", b"to", b"subject"])
    assert check(line + signed, zone)[0] == Outcome(Result.FAIL, "lindenau.example", "added_header")


def test_other_fields_may_be_added_on_the_way() -> None:
    zone = Zone()
    mail = b"Received: from x (x [192.0.2.1]) by y; Thu, 3 Jul 2025 10:00:05 +0200\r\nX-Spam: no\r\n" + zone.sign()
    assert check(mail, zone)[0].result is Result.PASS


def test_an_expired_signature_fails_and_held_when_the_mail_came() -> None:
    zone = Zone()
    mail = zone.sign(MAIL)
    # dkimpy signs no x=, so the field is checked where it is read: before any key is asked for.
    mail = mail.replace(b"; s=s1;", b"; x=1000; s=s1;", 1)
    assert check(mail, zone)[0].why == "expired"
    assert check(mail, zone, at=datetime.fromtimestamp(500, UTC))[0].why != "expired"
    assert check(mail, zone, at=datetime.fromtimestamp(1000, UTC) + timedelta(minutes=5))[0].why != "expired"


def test_without_its_key_a_signature_fails() -> None:
    zone = Zone()
    mail = zone.sign()
    assert check(mail, Zone())[0].why == "no_key"
    assert check(mail, Zone({"s1._domainkey.lindenau.example": "v=DKIM1; p="}))[0].why == "revoked_key"
    for record in ("v=DKIM1; p=%%%", "v=DKIM2; p=aaaa", "p=aaaa", "", "v=DKIM1; k=rsa; p=" + "A" * 5000, "x"):
        assert check(mail, Zone({"s1._domainkey.lindenau.example": record}))[0].why in ("bad_key", "no_key")
    assert check(mail, Zone({"s1._domainkey.lindenau.example": rsa_key(1024)[1]}))[0].why == "header_changed"


def test_weak_keys_and_old_algorithms_do_not_count() -> None:
    zone = Zone()
    assert check(zone.sign(signature_algorithm=b"rsa-sha1"), zone)[0].why == "old_algorithm"


def test_a_key_record_in_pieces_and_in_odd_case_is_found() -> None:
    zone = Zone()
    mail = zone.sign()
    record = zone.records.pop("s1._domainkey.lindenau.example")
    zone.records["S1._DomainKey.Lindenau.EXAMPLE."] = [record[:200], record[200:]]
    assert check(mail, zone)[0].result is Result.PASS


def test_a_silent_resolver_is_an_error_and_no_failure() -> None:
    class Silent:
        def ask(self, name: str, kind: str) -> list[str]:
            raise Unanswered(name)

    mail = Zone().sign()
    assert dkim.check(Message.read(mail), Silent(), at=NOW, shown=SHOWN)[0].result is Result.ERROR


def test_the_senders_own_signature_comes_first_even_in_a_flood() -> None:
    zone = Zone()
    mail = zone.sign(zone.sign(), domain="versand.example", selector="v")
    found = check(b"DKIM-Signature: v=1; a=rsa-sha256; b=x\r\n" * 3_000 + mail, zone)
    assert len(found) == dkim.MOST
    assert found[0] == Outcome(Result.PASS, "lindenau.example")


@pytest.mark.parametrize(
    "field",
    [
        b"v=1", b"", b";;;", b"v=1; v=1", b"v=1; a=rsa-sha256; d=a.example; s=x; h=to; bh=; b=", b"\xff\xfe",
        b"v=1; a=rsa-sha256; d=" + b"a" * 9_000 + b"; s=x; h=from; bh=aa==; b=aa==",
        b"v=1; a=rsa-sha256; d=a.example; s=x; h=" + b"from:" * 3_000 + b"; bh=aa==; b=aa==",
        b"v=1; a=rsa-sha256; d=a.example; s=x; h=from; l=" + b"9" * 70 + b"; bh=aa==; b=aa==",
        b"v=1; a=rsa-sha256; d=a.example; s=x; h=from; bh=aa==; b=" + b" " * 100_000,
    ],
)  # fmt: skip
def test_hostile_fields_fail(field: bytes) -> None:
    found = check(b"DKIM-Signature: " + field + b"\r\n" + MAIL, Zone())
    assert [one.result for one in found] == [Result.FAIL]


@pytest.mark.parametrize(
    "line", [b"keine Kopfzeile\r\n", b"X-Lang: " + b"x" * 1_100_000 + b"\r\n", b"X-A: 1\r\n" * 6_000]
)
def test_in_a_damaged_header_no_signature_holds(line: bytes) -> None:
    zone = Zone()
    signed = zone.sign()
    signature, rest = signed[: -len(MAIL)], signed[-len(MAIL) :]
    assert check(signature + line + rest, zone)[0].why in ("malformed_mail", "header_changed")
    assert check(signature + line + rest, zone)[0].result is Result.FAIL


def test_runs_of_blanks_cost_no_time() -> None:
    start = time.process_time()
    message = Message.read(MAIL + b" " * 3_000_000 + b"x" + b"\r\n" * 500_000 + b"x" + b"\r\n" * 500_000)
    message.body_hash("relaxed")
    message.body_hash("simple")
    assert time.process_time() - start < 3


@settings(max_examples=60)
@given(st.binary(max_size=400), st.integers(0, 900))
def test_no_bytes_break_it(noise: bytes, position: int) -> None:
    zone = Zone()
    mail = zone.sign()
    for one in check(mail[:position] + noise + mail[position:], zone):
        assert isinstance(one.result, Result)
