"""Paths to names: one way to write an address, nothing outside."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.delivery import addressing
from depesche.delivery.stores import names


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (b"/", "index.html"),
        (b"/politik/", "politik/index.html"),
        (b"/politik/x/index.json", "politik/x/index.json"),
        (b"/feed.xml", "feed.xml"),
        (b"/thema/%C3%B6l/", "thema/öl/index.html"),
        ("/thema/öl/".encode(), "thema/öl/index.html"),
        (b"/thema/%6Fl/", "thema/ol/index.html"),
        (b"/a%20b", "a b"),
    ],
)
def test_an_address_has_a_name(path: bytes, name: str) -> None:
    assert addressing.name_for(path) == name


@pytest.mark.parametrize(
    "path",
    [
        b"",
        b"feed.xml",
        b"*",
        b"http://example.org/",
        b"//example.org/",
        b"/../etc/passwd",
        b"/%2e%2e/etc/passwd",
        b"/a/%2E./b",
        b"/..%2fetc/passwd",
        b"/a%2Fb",
        b"/a%5c..%5cb",
        b"/a\\b",
        b"/a%00.html",
        b"/a%0d%0aX:%20y",
        b"/%ff%fe",
        b"/%c0%ae%c0%ae/etc/passwd",
        b"/.git/config",
        b"/.tmp/abc",
        b"/a/./b",
        b"/a//b",
        b"/index.html.gz",
        b"/index.html.br",
        b"/%252e%252e/%00",
        b"/C:/x",
        b"/" + b"a" * 3000,
        b"/index.html",
        b"/politik/index.html",
        b"/politik/%69ndex.html",
        b"/desk/",
        b"/desk",
        b"/suche/",
    ],
)
def test_a_trick_names_nothing(path: bytes) -> None:
    assert addressing.name_for(path) is None


def test_double_encoding_is_decoded_once() -> None:
    assert addressing.name_for(b"/%252e%252e/x") == "%2e%2e/x"


PIECES = st.sampled_from(
    [
        b"/",
        b"..",
        b".",
        b"%2e",
        b"%2f",
        b"%5c",
        b"%00",
        b"%c0%ae",
        b"a",
        b"\\",
        b"%",
        b"%25",
        b"~",
        b"index.html",
        b"\xff",
    ]
)


@given(st.lists(PIECES, max_size=12).map(lambda pieces: b"/" + b"".join(pieces)) | st.binary(max_size=40))
def test_no_path_leads_outside(path: bytes) -> None:
    name = addressing.name_for(path)
    if name is not None:
        assert os.path.normpath(f"/home/public/{name}") == f"/home/public/{name}"
        assert not any(part.startswith(".") for part in name.split("/"))


@given(st.text(min_size=1, max_size=30))
def test_a_name_and_its_path_lead_to_each_other(name: str) -> None:
    if names.is_valid(name) and name.partition("/")[0] not in addressing.NEVER_BAKED:
        path = addressing.path_for(name)
        assert path.isascii()
        assert addressing.name_for(path) == name
