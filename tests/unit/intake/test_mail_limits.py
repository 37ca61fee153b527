"""Mails in circles and headers without end."""

from __future__ import annotations

import time

import pytest

from depesche.intake.fetchers import mail_limits

HOP = b"Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\r\n"


@pytest.mark.parametrize(("hops", "reply"), [(0, ""), (100, ""), (101, "554 5.4.6"), (5000, "554 5.4.6")])
def test_a_loop_is_stopped(hops: int, reply: str) -> None:
    assert mail_limits.refusal(HOP * hops + b"Subject: x\r\n\r\nbody")[:9] == reply


def test_hops_count_in_any_case_and_only_in_the_header() -> None:
    assert mail_limits.refusal(HOP.upper().replace(b"\r\n", b"\n") * 101 + b"\nbody").startswith("554")
    assert mail_limits.refusal(b"Subject: forwarded\r\n\r\n" + HOP * 500) == ""
    assert mail_limits.refusal(b"\r\n" + HOP * 500) == ""
    assert mail_limits.refusal(b"X: Received:\r\n received: folded\r\n" * 200 + b"\r\n") == ""


def test_a_header_without_end_is_refused() -> None:
    assert mail_limits.refusal(b"X: " + b"y" * mail_limits.LONGEST_HEADER + b"\r\n\r\n").startswith("552 5.3.4")
    assert mail_limits.refusal(b"X: y\r\n" * 1000) == ""
    assert mail_limits.refusal(b"") == ""


def test_large_bodies_cost_nothing() -> None:
    content = b"Subject: x\r\n\r\n" + HOP * 500_000
    started = time.process_time()
    assert mail_limits.refusal(content) == ""
    assert time.process_time() - started < 0.1
