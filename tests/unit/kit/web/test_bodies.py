"""Bodies: decoded, and never larger than allowed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.kit.trouble import Code, Trouble
from depesche.kit.web import bodies


def pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


@given(st.binary(max_size=3000), st.integers(1, 500))
def test_every_coding_gives_the_content_back(content: bytes, size: int) -> None:
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    bare = raw.compress(content) + raw.flush()
    coded = {"": content, "gzip": gzip.compress(content), "deflate": zlib.compress(content)}
    for coding, sent in coded.items():
        assert bodies.read(pieces(sent, size), coding=coding, limit=5000) == content
    assert bodies.read([bare], coding="Deflate", limit=5000) == content


def test_members_of_gzip_are_read_one_after_the_other() -> None:
    sent = gzip.compress(b"one ") + gzip.compress(b"two")
    assert bodies.read(pieces(sent, 7), coding="gzip", limit=100) == b"one two"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_stopped_at_the_limit(coding: str) -> None:
    content = bytes(50_000_000)
    bomb = gzip.compress(content) if coding == "gzip" else zlib.compress(content)
    with pytest.raises(Trouble) as stopped:
        bodies.read(pieces(bomb, 65536), coding=coding, limit=100_000)
    assert stopped.value.code == Code.TOO_LARGE


def test_a_body_without_end_is_stopped_at_the_limit() -> None:
    given_out = 0

    def endless() -> Iterator[bytes]:
        nonlocal given_out
        while True:
            given_out += 1000
            yield b"x" * 1000

    with pytest.raises(Trouble) as stopped:
        bodies.read(endless(), coding="", limit=10_000)
    assert stopped.value.code == Code.TOO_LARGE
    assert given_out == 11_000


@pytest.mark.parametrize(
    ("content", "coding"),
    [
        (b"no gzip", "gzip"),
        (gzip.compress(b"x" * 500, mtime=0)[:-9], "gzip"),
        (b"\xff\xff", "deflate"),
        (b"x", "br"),
        (b"x", "gzip, gzip"),
    ],
)
def test_what_cannot_be_decoded_is_no_answer(content: bytes, coding: str) -> None:
    with pytest.raises(Trouble) as stopped:
        bodies.read([content], coding=coding, limit=1000)
    assert stopped.value.code == Code.PROTOCOL
