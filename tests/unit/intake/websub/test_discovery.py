"""Which hub a feed names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.intake.fetchers.websub.discovery import Hub, discover

URL = "https://quelle.example/feed.xml"
HUB = Hub("https://hub.example/", "https://quelle.example/self.xml")


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"link": '<https://hub.example>; rel="hub", <https://quelle.example/self.xml>; rel=self'}, b"<rss/>"),
        ({"link": '<https://hub.example/>; title="a, b"; rel="x hub", </self.xml>; REL=Self'}, b"<rss/>"),
        (
            {},
            b"<feed><link rel='hub' href='https://hub.example/'/><link href='self.xml' rel='self'/><entry/></feed>",
        ),
        (
            {},
            (
                b'<rss><channel><atom:link\n rel="hub" href="https://hub.example/" />'
                b'<atom:link href="https://quelle.example/self.xml" rel="self" type="application/rss+xml"/>'
            ),
        ),
        (
            {},
            (
                b'{"feed_url": "https://quelle.example/self.xml", '
                b'"hubs": [{"type": "rssCloud", "url": "x"}, {"type": "WebSub", "url": "https://hub.example/"}]}'
            ),
        ),
    ],
)
def test_hubs_are_found_wherever_they_are_named(headers: dict[str, str], body: bytes) -> None:
    assert discover(headers, body, url=URL) == HUB


def test_the_topic_is_the_address_itself_when_the_feed_does_not_say() -> None:
    body = b'<feed><link rel="hub" href="https://hub.example/?a=1&amp;b=2"/></feed>'
    assert discover({}, body, url=URL) == Hub("https://hub.example/?a=1&b=2", URL)


@pytest.mark.parametrize(
    "body",
    [
        b"<rss/>",
        b"",
        b"{}",
        b'{"hubs": 5}',
        b'{"hubs": [{"type": "WebSub"}]}',
        b'{"hubs"',
        b'<feed><entry><link rel="hub" href="https://hub.example/"/></entry></feed>',
        b'<link rel="hub" href="file:///etc/passwd"/>',
        b'<link rel="hub" href="http://user:pw@hub.example/"/>',
        b'<link rel="hub" href="http://[bad/"/>',
    ],
)
def test_no_hub_or_none_that_could_be_asked(body: bytes) -> None:
    assert discover({}, body, url=URL) is None


@given(st.binary(max_size=200), st.text(max_size=100))
def test_anything_may_come(body: bytes, link: str) -> None:
    for content in (body, b"{" + body, b"<link " + body + b">"):
        discover({"link": link}, content, url=URL)


def test_hostile_heads_cost_little() -> None:
    started = time.process_time()
    discover({"link": "<a>;" * 2000}, b"<link " * 20_000, url=URL)
    discover({"link": '<a>;"' * 2000}, b"<link rel=" + b"'" * 60_000, url=URL)
    assert time.process_time() - started < 1.0
