"""Signatures after Standard Webhooks, with the example of its own documentation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.kit.web import standard_webhooks
from depesche.kit.web.standard_webhooks import Forged

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, STAMP, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
NAME = st.text(st.characters(codec="ascii", exclude_characters="\r\n"), max_size=40)


def test_the_example_of_the_specification() -> None:
    made = standard_webhooks.headers(SECRET, message_id=ID, timestamp=STAMP, body=BODY)
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    standard_webhooks.verify(SECRET, made, BODY, now=STAMP)


@given(st.binary(max_size=200), st.binary(max_size=200), st.integers(-2000, 2000))
def test_another_body_or_an_old_message_does_not_pass(body: bytes, other: bytes, late: int) -> None:
    made = standard_webhooks.headers(SECRET, message_id=ID, timestamp=STAMP, body=body)
    if body == other and abs(late) <= standard_webhooks.TOLERANCE:
        standard_webhooks.verify(SECRET, made, other, now=STAMP + late)
        return
    with pytest.raises(Forged):
        standard_webhooks.verify(SECRET, made, other, now=STAMP + late)


@given(st.dictionaries(st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature"]), NAME))
def test_whatever_is_sent_is_refused_and_nothing_breaks(sent: dict[str, str]) -> None:
    with pytest.raises(Forged):
        standard_webhooks.verify(SECRET, sent, BODY, now=STAMP)


def test_receivers_have_different_secrets_that_stay() -> None:
    one, other = (standard_webhooks.secret("house key", name) for name in ("a", "b"))
    assert one != other
    assert one == standard_webhooks.secret("house key", "a")
    assert one != standard_webhooks.secret("another key", "a")
