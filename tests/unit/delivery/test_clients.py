"""Who is asking, and whom to believe about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.delivery.server.clients import Trust

TRUST = Trust("127.0.0.1, ::1, 10.0.0.0/8")


def forwarded(*values: str) -> list[tuple[bytes, bytes]]:
    return [(b"x-forwarded-for", value.encode()) for value in values]


@pytest.mark.parametrize(
    ("peer", "headers", "address"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", forwarded("6.6.6.6"), "192.0.2.1"),
        ("127.0.0.1", forwarded("192.0.2.9"), "192.0.2.9"),
        ("127.0.0.1", forwarded("6.6.6.6, 192.0.2.9"), "192.0.2.9"),
        ("127.0.0.1", forwarded("6.6.6.6, 192.0.2.9, 10.1.2.3"), "192.0.2.9"),
        ("127.0.0.1", forwarded("6.6.6.6", "192.0.2.9"), "192.0.2.9"),
        ("127.0.0.1", forwarded("10.1.1.1, 10.2.2.2"), "10.1.1.1"),
        ("127.0.0.1", forwarded("192.0.2.9:4711"), "192.0.2.9"),
        ("127.0.0.1", forwarded("[2001:db8::1]:4711"), "2001:db8::1"),
        ("127.0.0.1", forwarded("2001:DB8:0::1"), "2001:db8::1"),
        ("127.0.0.1", forwarded("6.6.6.6, unknown"), "127.0.0.1"),
        ("127.0.0.1", forwarded(""), "127.0.0.1"),
        ("::1", forwarded("192.0.2.9"), "192.0.2.9"),
        (None, [], "unknown"),
        (None, forwarded("192.0.2.9"), "unknown"),
    ],
)
def test_the_address(peer: str | None, headers: list[tuple[bytes, bytes]], address: str) -> None:
    assert TRUST.client(peer, headers).address == address


def test_the_scheme_is_believed_of_trusted_proxies_only() -> None:
    said = [(b"x-forwarded-proto", b"HTTPS")]
    assert TRUST.client("127.0.0.1", said).scheme == "https"
    assert TRUST.client("192.0.2.1", said).scheme == "http"
    assert TRUST.client("127.0.0.1", [(b"x-forwarded-proto", b"gopher")]).scheme == "http"


@pytest.mark.parametrize(
    ("peer", "headers", "expected"),
    [
        ("127.0.0.1", [], True),
        ("127.9.9.9", [], True),
        ("::1", [], True),
        ("192.0.2.1", [], False),
        (None, [], False),
        ("127.0.0.1", forwarded("192.0.2.9"), False),
        ("127.0.0.1", forwarded("127.0.0.1"), False),
        ("127.0.0.1", [(b"forwarded", b"for=192.0.2.9")], False),
        ("127.0.0.1", [(b"via", b"1.1 cdn")], False),
    ],
)
def test_loopback_is_only_who_asks_without_a_proxy(
    peer: str | None, headers: list[tuple[bytes, bytes]], expected: bool
) -> None:
    assert TRUST.client(peer, headers).is_loopback is expected


@given(
    st.lists(st.tuples(st.sampled_from([b"x-forwarded-for", b"x-forwarded-proto"]), st.binary(max_size=40)), max_size=4)
)
def test_a_stranger_is_always_the_peer(headers: list[tuple[bytes, bytes]]) -> None:
    assert TRUST.client("192.0.2.1", headers).address == "192.0.2.1"
    TRUST.client("127.0.0.1", headers)


def test_nobody_may_be_trusted_and_nonsense_is_an_error() -> None:
    assert Trust("").client("127.0.0.1", forwarded("192.0.2.9")).address == "127.0.0.1"
    with pytest.raises(ValueError, match="nonsense"):
        Trust("nonsense")
