"""RSS, Atom and JSON Feed, read back by somebody else's parser."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from documents import hostile, pages
from documents.article import ARTICLE
from documents.publication import PUBLICATION, before
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.bakery import formats, markup, schema, themes

THEME = themes.load()
HOSTILE = ["]]>", "\x00\x0c", "</content>", "<![CDATA[", "&#0;", "\ufffe", "שלום\u202e", "👩🏽‍🚒", "x" * 10_000]
HOST = "https://auenbote.example"


def render(document: schema.FeedDocument, publication: schema.Publication = PUBLICATION) -> dict[str, bytes]:
    return formats.render(document, publication, live_id=1, theme=THEME)


def read(name: str, document: schema.FeedDocument = pages.FEED) -> Any:
    return feedparser.parse(render(document)[name])


@pytest.fixture(params=["feed.xml", "feed.atom"])
def feed(request: pytest.FixtureRequest) -> Any:
    return read(request.param)


def test_feeds_parse_without_complaint(feed: Any) -> None:
    assert not feed.bozo
    assert feed.version in ("rss20", "atom10")
    assert feed.feed.title == "Auenbote"
    assert len(feed.entries) == len(pages.FEED.articles)


def test_feeds_name_themselves_and_their_page(feed: Any) -> None:
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"].startswith(f"{HOST}/feed.")
    assert feed.feed.link == f"{HOST}/"


def test_entries_have_stable_ids_and_true_dates(feed: Any) -> None:
    entry = feed.entries[0]
    assert entry.id == ARTICLE.uri
    assert entry.link == f"{HOST}{ARTICLE.path}"
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == ARTICLE.first_published
    if "updated" in entry:
        assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == ARTICLE.updated


def test_entries_name_section_topics_and_every_author(feed: Any) -> None:
    entry = feed.entries[0]
    assert [tag.term for tag in entry.tags] == ["Nachrichten", "Hochwasserschutz", "Stadtrat", "Klimaanpassung"]
    named = {author.get("name") for author in entry.get("authors", [])} | {entry.get("author")}
    assert "Flussland-Nachrichtendienst" in named


def test_entries_carry_the_whole_text_with_absolute_addresses(feed: Any) -> None:
    content = feed.entries[0].content[0].value
    for words in (
        "Um 19.21 Uhr war es entschieden",
        "Südbecken mit Fischtreppe",
        "Bemessungshochwasser",
        "lasse er vorerst",
    ):
        assert words in content
    assert not re.findall(r'(?:href|src)="/', content)
    assert f'href="{HOST}/thema/hochwasserschutz/"' in content


def test_pictures_are_enclosed_with_their_length(feed: Any) -> None:
    enclosure = feed.entries[0].enclosures[0]
    assert enclosure.href == f"{HOST}/bilder/bruecke-1200.jpg"
    assert enclosure.type == "image/jpeg"
    assert enclosure.length == "180000"


def test_a_correction_is_part_of_what_subscribers_get(feed: Any) -> None:
    assert ARTICLE.corrections[0].text in feed.entries[0].content[0].value


def test_json_feed_says_the_same() -> None:
    feed = json.loads(render(pages.FEED)["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{HOST}/feed.json"
    item = feed["items"][0]
    assert item["id"] == ARTICLE.uri
    assert item["date_published"] == "2025-07-03T17:24:00Z"
    assert item["date_modified"] == "2025-07-03T18:00:00Z"
    assert item["attachments"][0]["size_in_bytes"] == 180_000
    assert item["authors"][0] == {"name": "Fenna Auweiler", "url": f"{HOST}/person/fenna-auweiler/"}


def test_json_feed_gives_the_lead_of_an_article_without_a_body() -> None:
    article = replace(pages.FEED.articles[0], body=(), corrections=(), lead="Nur ein Vorspann.")
    item = json.loads(render(replace(pages.FEED, articles=(article,)))["feed.json"])["items"][0]
    assert item.get("content_html") or item["content_text"] == "Nur ein Vorspann."


def test_a_typo_fixed_changes_no_date() -> None:
    fixed = replace(ARTICLE, headline="Auenstadt baut", modified=before(hours=-5), version=5)
    for name in ("feed.xml", "feed.atom"):
        old, new = (read(name, replace(pages.FEED, articles=(article,))) for article in (ARTICLE, fixed))
        assert old.entries[0].published == new.entries[0].published
        assert old.feed.updated == new.feed.updated
        assert ("updated" in old.entries[0]) == (name == "feed.atom")
        if name == "feed.atom":
            assert old.entries[0].updated == new.entries[0].updated


@pytest.mark.parametrize("name", ["feed.xml", "feed.atom"])
def test_an_empty_feed_is_a_feed(name: str) -> None:
    empty = read(name, schema.FeedDocument(path="/", title="Leer"))
    assert not empty.bozo
    assert empty.entries == []


def test_a_sections_feed_lies_under_the_section() -> None:
    files = render(replace(pages.FEED, path="/politik/"))
    assert set(files) == {"politik/feed.xml", "politik/feed.atom", "politik/feed.json"}
    assert feedparser.parse(files["politik/feed.xml"]).feed.link == f"{HOST}/politik/"


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.lists(
        st.one_of(
            st.sampled_from(
                ["]]>", "\x00\x0c", "</content>", "<![CDATA[", "&#0;", "\ufffe", "שלום\u202e", "👩🏽‍🚒", "x" * 10_000]
            ),
            st.text(max_size=20),
        ),
        max_size=3,
    ).map("".join)
)
def test_no_text_breaks_a_feed(text: str) -> None:
    document = schema.FeedDocument(path="/", title=text, articles=(hostile.article(text),))
    files = render(document, hostile.publication(text))
    for name in ("feed.xml", "feed.atom"):
        feed = feedparser.parse(files[name])
        assert not feed.bozo, feed.get("bozo_exception")
        assert len(feed.entries) == 1
        assert feed.entries[0].id == "urn:example:x"
        content = feed.entries[0].content[0].value if feed.entries[0].get("content") else ""
        assert "<script" not in content
    item = json.loads(files["feed.json"])["items"][0]
    assert item["title"] == markup.plain(text)
