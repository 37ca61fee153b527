"""Accept-Encoding and If-None-Match as RFC 9110 has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.delivery.negotiation import CODINGS, matches, preference


@pytest.mark.parametrize(
    ("header", "first"),
    [
        (None, "identity"),
        (b"", "identity"),
        (b"gzip, deflate, br, zstd", "br"),
        (b"gzip, deflate", "gzip"),
        (b"GZIP;Q=0.5", "gzip"),
        (b"x-gzip", "gzip"),
        (b"br;q=0.2, gzip;q=0.8", "gzip"),
        (b"br;q=0, gzip", "gzip"),
        (b"br;q=0, gzip;q=0.0", "identity"),
        (b"identity", "identity"),
        (b"identity;q=1, gzip;q=0.5", "identity"),
        (b"*", "br"),
        (b"*;q=0.1, gzip", "gzip"),
        (b"br;q=0, *", "gzip"),
        (b"*;q=0", "identity"),
        (b"deflate", "identity"),
        (b"gzip;q=nonsense", "identity"),
        (b"gzip;level=9;q=1", "gzip"),
        (b" , ;q=1,gzip", "gzip"),
        (b"br , " + b"x" * 300, "br"),
    ],
)
def test_the_best_coding_comes_first(header: bytes | None, first: str) -> None:
    assert preference(header)[0] == first


@given(st.binary(max_size=80))
def test_any_header_gives_an_order_that_ends_somewhere(header: bytes) -> None:
    order = preference(header)
    assert "identity" in order
    assert len(set(order)) == len(order)
    assert set(order) <= set(CODINGS)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b'"abc"', True),
        (b'W/"abc"', True),
        (b'"x", "abc"', True),
        (b'"x",W/"abc" ', True),
        (b"*", True),
        (b" * ", True),
        (b'"abcd"', False),
        (b"abc", False),
        (b'"x, "abc', False),
        (b"", False),
    ],
)
def test_if_none_match(header: bytes, expected: bool) -> None:
    assert matches(header, b'"abc"') is expected
