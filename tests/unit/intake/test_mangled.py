"""Whatever is done to a mail, a feed or a wire: an item or a reason comes out, never an exception, and in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsed import Reading
from depesche.intake.parsers import registry
from depesche.intake.parsers.feeds import Feeds
from depesche.intake.parsers.rfc822 import Rfc822
from depesche.intake.tidying import tidy

SAMPLES = Path(__file__).parents[2] / "samples"
MAILS = [path.read_bytes() for path in sorted((SAMPLES / "mails").glob("*.eml"))]
OTHERS = [
    path.read_bytes()
    for folder in ("feeds", "wires")
    for path in sorted((SAMPLES / folder).iterdir())
    if not path.name.endswith(("expected.json", ".md"))
]
PARSERS = sorted(registry.parsers(), key=lambda parser: parser.priority)
SMTP = Circumstances(fetcher="smtp", mail_from="a@b.example")
FILE = Circumstances(fetcher="file", file_name="x")
GENTLE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def mangled(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """A sample that was cut, spliced with another, and had bytes flipped."""
    content = bytearray(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["flip", "cut", "splice", "repeat", "insert"]))
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 2000)))
        if kind == "flip" and content:
            content[start % len(content)] ^= draw(st.integers(1, 255))
        elif kind == "cut":
            del content[start:end]
        elif kind == "repeat":
            content[start:start] = content[start:end] * draw(st.integers(1, 5))
        elif kind == "insert":
            content[start:start] = draw(st.binary(max_size=12))
        else:
            other = draw(st.sampled_from(samples))
            content[start:] = other[draw(st.integers(0, len(other))) :]
    return bytes(content)


def check(reading: Reading) -> None:
    assert reading.items or reading.reason
    for item in map(tidy, reading.items):
        assert item.status in ("new", "filed", "quarantined", "empty")
        assert item.reason or item.status == "new"
        for text in (item.subject, item.headline, item.lead, item.body, item.html, item.original_html):
            text.encode("utf-8")
            assert "\0" not in text
        assert "<script" not in item.html + item.original_html


@GENTLE
@given(mangled(MAILS))
def test_a_mangled_mail_becomes_an_item_or_a_reason(raw: bytes) -> None:
    start = time.process_time()
    check(Rfc822().parse(raw, SMTP))
    assert time.process_time() - start < 5


@GENTLE
@given(mangled(OTHERS))
def test_a_mangled_feed_or_wire_becomes_items_or_a_reason(raw: bytes) -> None:
    for parser in PARSERS:
        if parser.can_parse(raw, FILE):
            check(parser.parse(raw, FILE))
            return
    check(registry.read(raw, FILE, among=PARSERS)[1])


@pytest.mark.parametrize("name", [b"\x80utf-8", b"\0utf-8", b"quark", b""])
@pytest.mark.parametrize("opening", [b"<?xml", b"\xef\xbb\xbf<?xml", b"<?ml"])
def test_a_feed_whose_encoding_has_no_name_is_read_as_utf_8(opening: bytes, name: bytes) -> None:
    entry = "<entry><id>urn:1</id><title>Köln</title><content>Der Rat tagt.</content></entry>"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Amt</title>{entry}</feed>'.encode()
    reading = Feeds().parse(opening + b' version="1.0" encoding="' + name + b'"?>' + feed, FILE)
    assert [item.headline for item in reading.items] == ["Köln"]


HOSTILE_BODIES = {
    "one line of 5 MB": (b"text/plain", b"wort " * 1_000_000),
    "5 MB without a space": (b"text/plain", b"x" * 5_000_000),
    "only line feeds": (b"text/plain", b"\n" * 1_000_000),
    "only quotes": (b"text/plain", b"> a\n" * 200_000),
    "only bullets": (b"text/plain", b"- a\n" * 200_000),
    "only digits": (b"text/plain", b"0123456789 " * 100_000),
    "only at signs": (b"text/plain", b"a@" * 500_000),
    "only colons": (b"text/plain", b"von: a: " * 100_000),
    "many paragraphs": (b"text/html", b"<p>a b c" * 150_000),
    "100,000 nested divs": (b"text/html", b"<div>" * 100_000),
    "deep tables": (b"text/html", b"<table><tr><td>" * 20_000 + b"x"),
    "unclosed tags": (b"text/html", b"<a href='" * 200_000),
    "many links": (b"text/html", b"<a href='https://a.example/'>https://b.example/</a> " * 40_000),
    "one long attribute": (b"text/html", b"<p style='" + b"a:b;" * 500_000 + b"'>x</p>"),
    "entities": (b"text/html", b"&lt;&amp;&#x41;" * 200_000),
}


@pytest.mark.parametrize(("type_", "body"), HOSTILE_BODIES.values(), ids=HOSTILE_BODIES.keys())
def test_a_hostile_body_costs_seconds_at_most(type_: bytes, body: bytes) -> None:
    start = time.process_time()  # not the clock: other tests run beside
    raw = b"From: a@b.example\r\nSubject: Neues Bad\r\nContent-Type: " + type_ + b"; charset=utf-8\r\n\r\n" + body
    check(Rfc822().parse(raw, SMTP))
    assert time.process_time() - start < 10


HOSTILE_SUBJECTS = [
    "PM der " + "a" * 20_000,
    "Pressemitteilung " + "a " * 9_000,
    "AW: " * 5_000,
    "[" * 20_000,
    "=?utf-8?Q?" * 2_000,
    "+ " * 10_000,
    "Lindenau " * 2_000,
    "1." * 10_000,
    "Sperrfrist " * 2_000,
]


@pytest.mark.parametrize("subject", HOSTILE_SUBJECTS, ids=lambda subject: subject[:12])
def test_a_hostile_subject_costs_little(subject: str) -> None:
    start = time.process_time()
    raw = f"From: {subject}\r\nSubject: {subject}\r\n\r\n{subject}\r\n\r\nEin Text, der unter dem Betreff steht.\r\n"
    check(Rfc822().parse(raw.encode(), SMTP))
    assert time.process_time() - start < 3


LONE = {
    "mail": b"Subject: =?utf-7?Q?Ein_+2AA-_Halbes?=\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n"
    b"Hier +2AA- und dort.",
    "mail with a file": b"Subject: x\r\nContent-Type: text/plain\r\n"
    b"Content-Disposition: attachment; filename*=utf-7''Ein%20+2AA-.txt\r\n\r\nText",
    "JSON Feed": rb'{"version": "https://jsonfeed.org/version/1.1", "items": ['
    rb'{"id": "1\udc00", "title": "Ein \ud800", "content_text": "Hier \ud800 und dort."}]}',
    "ninjs": rb'{"uri": "a:\ud800", "versioncreated": "x", '
    rb'"headline": "Ein \ud800", "body_html": "<p>Hier \ud800</p>"}',
    "RSS": b"<rss><channel><title>&#xdfff;</title><item><title>Ein &#xD800;</title>"
    b"<description>Hier &#55296; und &#99999999999999999999; dort &#x1F600;</description></item></channel></rss>",
}


@pytest.mark.parametrize("name", LONE)
def test_half_a_surrogate_pair_neither_stops_an_item_nor_stays_in_it(name: str) -> None:
    parser, reading = registry.read(LONE[name], FILE, among=PARSERS)
    (item,) = reading.items
    assert (parser != "", item.status, item.reason) == (True, "new", "")
    assert "\ufffd" in repr(item)
    assert r"\ud" not in repr(item)


BLANK = {
    "RSS": b"<rss><channel><title>T</title><item/><item><title>Eins</title></item><item><title> </title></item>"
    b"<item><link>https://a.example/</link></item></channel></rss>",
    "JSON Feed": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{}, {"title": "Eins"}, {"id": "3"},'
    b' {"url": "https://a.example/"}]}',
    "ninjs": b'[{"uri": "a:1", "versioncreated": "x"}, {"uri": "a:2", "headline": "Eins"}, {"uri": "a:3"},'
    b' {"uri": "a:4", "pubstatus": "canceled"}]',
    "NewsML-G2": b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="1"/>'
    b'<newsItem guid="2"><contentMeta><headline>Eins</headline></contentMeta></newsItem><newsItem guid="3"/>'
    b'<newsItem guid="4"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem></itemSet></newsMessage>',
}


@pytest.mark.parametrize("name", BLANK)
def test_an_entry_that_says_nothing_keeps_its_place_but_is_no_item(name: str) -> None:
    _, reading = registry.read(BLANK[name], FILE, among=PARSERS)
    assert [item.status for item in reading.items] == ["empty", "new", "empty", "new"]
    assert all(item.reason for item in reading.items if item.status == "empty")


def _nested(levels: int) -> bytes:
    heads = [f'Content-Type: multipart/mixed; boundary="b{n}x"\r\n\r\n--b{n}x\r\n'.encode() for n in range(levels)]
    return b"Subject: Tief\r\nFrom: a@b.example\r\n" + b"".join(heads) + b"\r\nDer Text liegt ganz unten.\r\n"


def test_what_lies_below_the_deepest_level_that_is_read_is_told() -> None:
    [deep] = Rfc822().parse(_nested(500), SMTP).items
    assert "nur in der Rohfassung" in deep.reason
    [shallow] = Rfc822().parse(_nested(5), SMTP).items
    assert "Der Text liegt ganz unten." in shallow.body
    assert "Rohfassung" not in shallow.reason


def test_parts_beyond_the_number_that_is_read_are_told() -> None:
    head = b'Subject: Viele\r\nFrom: a@b.example\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    [item] = Rfc822().parse(head + b"--b\r\n\r\nTeil\r\n" * 1_200 + b"--b--\r\n", SMTP).items
    assert "nur in der Rohfassung" in item.reason


@pytest.mark.parametrize("filler", [b"X-A: b\r\n" * 20_000, b"X-A: " + b"b" * 2_000_000 + b"\r\n"])
def test_a_subject_behind_too_many_header_lines_is_told(filler: bytes) -> None:
    mail = b"From: a@b.example\r\n" + filler + b"Subject: Verloren\r\n\r\nDer Text ist da.\r\n"
    [item] = Rfc822().parse(mail, SMTP).items
    assert "Der Text ist da." in item.body
    assert "viele Kopfzeilen" in item.reason
    assert "Rohfassung" in item.reason
