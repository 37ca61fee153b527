"""ARC: chains that dkimpy sealed hold, broken ones do not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.unit.intake.authenticity.signing import MAIL, Zone

from depesche.intake.authenticity import arc
from depesche.intake.authenticity.message import Message
from depesche.intake.authenticity.names import FileNames
from depesche.intake.authenticity.results import Outcome, Result


def check(mail: bytes, zone: Zone) -> Outcome:
    return arc.check(Message.read(mail), FileNames(zone.records), at=datetime.now(UTC))


def test_a_mail_without_a_chain() -> None:
    assert check(MAIL, Zone()) == Outcome(Result.NONE)


def test_one_link_holds() -> None:
    zone = Zone()
    assert check(zone.seal(MAIL), zone) == Outcome(Result.PASS, "list.example")


def test_a_changed_body_breaks_it() -> None:
    zone = Zone()
    assert check(zone.seal(MAIL).replace(b"lang", b"kurz"), zone).why == "body_changed"


def test_a_changed_seal_breaks_it() -> None:
    zone = Zone()
    mail = zone.seal(MAIL)
    assert check(mail.replace(b"smtp.mailfrom=lindenau", b"smtp.mailfrom=andere"), zone).result is Result.FAIL


@pytest.mark.parametrize("number", [b"2", b"11", b"0", b"999999999", b"x"])
def test_links_must_be_numbered(number: bytes) -> None:
    zone = Zone()
    mail = zone.seal(MAIL).replace(b"i=1;", b"i=" + number + b";")
    assert check(mail, zone).result is Result.FAIL


def test_a_missing_part_breaks_it() -> None:
    zone = Zone()
    mail = zone.seal(MAIL).replace(b"ARC-Seal:", b"X-Seal:")
    assert check(mail, zone).why == "malformed"
