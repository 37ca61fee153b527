"""SPF: rules of RFC 7208 one by one, and its limits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.authenticity import spf
from depesche.intake.authenticity.names import FileNames, Unanswered
from depesche.intake.authenticity.results import Outcome, Result

CLIENT = "192.0.2.10"
HOSTS: dict[str, Any] = {
    "mail.a.example": {"A": ["192.0.2.10"], "AAAA": ["2001:db8::1"]},
    "mx.example": {"MX": ["mail.a.example"]},
    "10.2.0.192.in-addr.arpa": {"PTR": ["mail.a.example"]},
    "good.example": "v=spf1 ip4:192.0.2.0/24 -all",
    "bad.example": "v=spf1 -all",
    "10.2.0.192.ok.example": {"A": ["127.0.0.2"]},
}


def check(record: object, *, client: str = CLIENT, mail_from: str = "x@a.example", helo: str = "h.example") -> Outcome:
    names = FileNames({**HOSTS, "a.example": record})
    return spf.check(client, mail_from, helo, names)


@pytest.mark.parametrize(
    ("record", "result", "why"),
    [
        ("v=spf1 ip4:192.0.2.0/24 -all", "pass", ""),
        ("v=spf1 ip4:192.0.2.10 -all", "pass", ""),
        ("v=spf1 ip4:198.51.100.0/24 -all", "fail", "not_allowed"),
        ("v=spf1 ip4:198.51.100.0/24 ~all", "fail", "probably_not_allowed"),
        ("v=spf1 ?all", "none", "neutral"),
        ("v=spf1", "none", "neutral"),
        ("V=SPF1 +ALL", "pass", ""),
        ("v=spf10 +all", "none", "no_record"),
        ("hello", "none", "no_record"),
        (["v=spf1 +all", "v=spf1 -all"], "error", "bad_record"),
        (["v=spf1 ip4:192.0.2.10", " -all"], "pass", ""),
        (["v=spf1 +all", "site-check=123"], "pass", ""),
        ("v=spf1 a:mail.a.example -all", "pass", ""),
        ("v=spf1 a:mail.a.example/16//64 -all", "pass", ""),
        ("v=spf1 mx:mx.example -all", "pass", ""),
        ("v=spf1 ptr -all", "pass", ""),
        ("v=spf1 include:good.example -all", "pass", ""),
        ("v=spf1 include:bad.example -all", "fail", "not_allowed"),
        ("v=spf1 include:nowhere.example -all", "error", "bad_record"),
        ("v=spf1 redirect=good.example", "pass", ""),
        ("v=spf1 redirect=nowhere.example", "error", "bad_record"),
        ("v=spf1 exists:%{ir}.ok.example -all", "pass", ""),
        ("v=spf1 exists:%{c}.ok.example -all", "error", "bad_record"),
        ("v=spf1 redirect=a.example", "error", "bad_record"),
        ("v=spf1 ip4:nonsense -all", "error", "bad_record"),
        ("v=spf1 ip4:192.0.2.0/33", "error", "bad_record"),
        ("v=spf1 nonsense", "error", "bad_record"),
        ("v=spf1 a:%{x} -all", "error", "bad_record"),
        ("v=spf1 a:n1.example a:n2.example a:n3.example +all", "error", "bad_record"),
    ],
)
def test_rules(record: object, result: str, why: str) -> None:
    found = check(record)
    assert (str(found.result), found.why) == (result, why)


def test_eleven_lookups_are_too_many() -> None:
    ten = " ".join(["a:mail.a.example"] * 10)
    assert check(f"v=spf1 {ten.replace('mail', 'mail', 1)} +all", client="192.0.2.99").result is Result.PASS
    assert check(f"v=spf1 {ten} a:mail.a.example +all", client="192.0.2.99").why == "bad_record"


def test_addresses_of_both_families() -> None:
    assert check("v=spf1 ip6:2001:db8::/32 -all", client="2001:db8::9").result is Result.PASS
    assert check("v=spf1 ip4:192.0.2.10 -all", client="::ffff:192.0.2.10").result is Result.PASS
    assert check("v=spf1 a:mail.a.example -all", client="2001:db8::1").result is Result.PASS


def test_a_null_sender_is_checked_by_its_greeting() -> None:
    assert check("v=spf1 -all", mail_from="", helo="good.example") == Outcome(Result.PASS, "good.example")
    assert check("v=spf1 -all", mail_from="", helo="[192.0.2.10]").result is Result.NONE


def test_an_unknown_client_proves_nothing() -> None:
    assert check("v=spf1 +all", client="unix").result is Result.NONE


def test_a_silent_resolver_is_an_error() -> None:
    class Silent:
        def ask(self, name: str, kind: str) -> list[str]:
            raise Unanswered(name)

    assert spf.check(CLIENT, "x@a.example", "", Silent()).why == "unanswered"


@given(st.text(max_size=120))
def test_no_record_breaks_it(text: str) -> None:
    assert isinstance(check("v=spf1 " + text).result, Result)
