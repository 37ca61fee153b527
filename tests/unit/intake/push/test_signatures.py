"""Signatures hold for just this body, this key and about this time."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.fetchers.push import signatures

NOW = 1_772_600_000.0


@given(st.binary(max_size=300), st.text(min_size=1, max_size=50), st.integers(-300, 300))
def test_a_signature_holds_within_the_window(body: bytes, key: str, off: int) -> None:
    value = signatures.sign(body, key=key, at=NOW + off)
    assert signatures.holds(value, body, key=key, now=NOW)
    assert not signatures.holds(value, body + b"x", key=key, now=NOW)
    assert not signatures.holds(value, body, key=key + "x", now=NOW)


@pytest.mark.parametrize("off", [-301, 301, 86_400, -86_400])
def test_outside_the_window_nothing_holds(off: int) -> None:
    assert not signatures.holds(signatures.sign(b"x", key="k", at=NOW + off), b"x", key="k", now=NOW)


def test_the_time_is_signed_too() -> None:
    old = signatures.sign(b"x", key="k", at=NOW - 1000)
    fresh = old.replace(f"t={int(NOW) - 1000}", f"t={int(NOW)}")
    assert not signatures.holds(fresh, b"x", key="k", now=NOW)


@pytest.mark.parametrize("value", ["", "v1=00", "t=1,v1=", "t=x,v1=" + "0" * 64, "t=1772600000,v1=" + "0" * 64])
def test_rubbish_holds_nothing(value: str) -> None:
    assert not signatures.holds(value, b"x", key="k", now=NOW)


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_hubs_sign_with_four_methods(method: str) -> None:
    digest = hmac.new(b"secret", b"body", getattr(hashlib, method)).hexdigest()
    assert signatures.hub_signature_holds(f"{method}={digest}", b"body", secret="secret")
    assert signatures.hub_signature_holds(f"{method}={digest.upper()}", b"body", secret="secret")
    assert not signatures.hub_signature_holds(f"{method}={digest}", b"body2", secret="secret")
    assert not signatures.hub_signature_holds(f"{method}={digest}", b"body", secret="other")


@pytest.mark.parametrize("value", ["", "sha256=", "md5=" + "0" * 32, "sha256=" + "0" * 40, "sha1=" + "g" * 40])
def test_what_is_no_hub_signature(value: str) -> None:
    assert not signatures.hub_signature_holds(value, b"body", secret="secret")
