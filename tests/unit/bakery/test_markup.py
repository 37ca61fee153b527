"""The last cleaning before text leaves the house."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from depesche.bakery import markup


@given(st.text())
def test_legal_text_can_stand_in_xml(text: str) -> None:
    element = etree.Element("x")
    element.text = markup.legal(text)
    assert etree.fromstring(etree.tostring(element)).text == (element.text or None) or "\r" in text


def test_legal_keeps_what_people_write() -> None:
    text = "Größe „so“ – 3 €\tשלום 👩🏽‍🚒 𝔄\n"
    assert markup.legal(text) == text


def test_of_all_characters_the_illegal_ones_go_and_no_others() -> None:
    last_two = {plane * 0x10000 + end for plane in range(17) for end in (0xFFFE, 0xFFFF)}
    noncharacters = set(range(0xFDD0, 0xFDF0)) | last_two
    controls = {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A, 0x0D}
    illegal = noncharacters | controls | set(range(0xD800, 0xE000))
    kept = {point for point in range(0x110000) if markup.legal(chr(point))}
    assert kept == set(range(0x110000)) - illegal


def test_lone_surrogates_go() -> None:
    assert markup.legal("a\ud800b") == "ab"


def test_plain_is_one_line_without_soft_hyphens() -> None:
    assert markup.plain("Hoch\u00adwasser\n\n schutz\x00 ") == "Hochwasser schutz"


@pytest.mark.parametrize(
    ("hostile", "gone"),
    [
        ("<p onclick='x()'>a</p>", "onclick"),
        ("<script>alert(1)</script><p>a</p>", "alert"),
        ("<p style='color:red'>a</p>", "style"),
        ("<a href='javascript:alert(1)'>a</a>", "javascript"),
        ("<a href='java\nscript:alert(1)'>a</a>", "script:"),
        ("<img src=x onerror=alert(1)>a", "<img"),
        ("<iframe src='https://x.example'></iframe>a", "iframe"),
        ("<form action=/x><input>a</form>", "<form"),
        ("<svg><script>x</script></svg>a", "svg"),
        ("<!-- secret -->a", "secret"),
        ("<style>p{display:none}</style>a", "display"),
        ("<p id=inhalt>a</p>", "id="),
    ],
)
def test_clean_leaves_text_and_structure(hostile: str, gone: str) -> None:
    cleaned = markup.clean(hostile)
    assert gone not in cleaned
    assert "a" in cleaned


def test_clean_keeps_text_structure() -> None:
    fragment = '<p>Ein <a href="/politik/">Link</a>, <em>betont</em></p><ul><li>eins</li></ul>'
    assert markup.clean(fragment) == fragment


def test_words_reads_entities_and_keeps_words_apart() -> None:
    assert markup.words("<p>Erstens &amp; zweitens</p><p>dann</p>") == "Erstens & zweitens dann"


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("/politik/", True),
        ("#oben", True),
        ("https://x.example/a?b=c", True),
        ("mailto:a@x.example", True),
        ("javascript:alert(1)", False),
        (" JaVaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("politik", False),
        ("https:///x", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_link_lets_only_safe_addresses_through(address: str, safe: bool) -> None:
    assert bool(markup.link(address)) is safe


def test_second_headings_stand_only_in_texts_that_are_a_whole_page() -> None:
    assert markup.clean("<h2>Verantwortlich</h2>", headings=True) == "<h2>Verantwortlich</h2>"
    assert "<h2>" not in markup.clean("<h2>Verantwortlich</h2>")
