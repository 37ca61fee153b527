"""The same archive gives the same answers from a folder and from PostgreSQL: hits, scores, snippets, corrections."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.archive.answering import Archive
from depesche.archive.filters import NONE, Filters
from depesche.archive.index import Index
from depesche.archive.shared import SharedIndex
from depesche.bakery import schema

pytestmark = pytest.mark.postgres

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_STORIES = Path(__file__).parents[2] / "samples/archive"
_ARTICLE = re.compile(r"(\d{4}-\d\d-\d\d) \| (\w+) \| (.+)")
_TOPICS = ("wasser", "verkehr", "schule")


def documents() -> Iterator[schema.ArticleDocument]:
    """The running stories, with topics, a series, authors, a few copies, and 200 short ones to make words common."""
    for file in sorted(_STORIES.glob("stories_*.txt")):
        lines = iter(file.read_text("utf-8").splitlines())
        for number, line in enumerate(lines):
            if match := _ARTICLE.fullmatch(line):
                text = next(lines)
                story = _document(f"{file.stem}-{number}", match[2], match[3], text, _day(match[1]))
                yield replace(
                    story, topics=(_topic(number),) if number % 3 else (), kicker="Serie Wasser" * (number % 7 == 0)
                )
                if number % 10 == 1:
                    yield replace(story, path=f"{story.path}kopie/", headline=f"Meldung: {story.headline}")
    for number in range(200):
        day = NOW - timedelta(days=number * 5, hours=number % 3)
        where = ("Rathaus", "Stadt", "Brücke")[number % 3]
        yield _document(f"kurz-{number}", "lokales", f"{where} Nummer {number}", f"Die Stadt am Fluss. {where}!", day)


def _document(slug: str, section: str, headline: str, text: str, day: datetime) -> schema.ArticleDocument:
    return schema.ArticleDocument(
        path=f"/{section}/{slug}/",
        uri=slug,
        guid=slug,
        version=1,
        section=schema.SectionRef(name=section.title(), slug=section, path=f"/{section}/"),
        headline=headline,
        body=(schema.TextBlock(html=f"<p>{text}</p>"),),
        bylines=(schema.Byline(name="Ada Muster", path="/person/ada-muster/" * (len(slug) % 2)),),
        first_published=day,
        updated=day,
        modified=day,
        language="en" if slug.endswith("7") else "de",
    )


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(hour=8, tzinfo=UTC)


def _topic(number: int) -> schema.TopicRef:
    slug = _TOPICS[number % len(_TOPICS)]
    return schema.TopicRef(name=slug.title(), slug=slug, path=f"/thema/{slug}/")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, shared_url: str) -> Iterator[tuple[Index, SharedIndex]]:
    folder, tables = (
        Index(tmp_path_factory.mktemp("both"), clock=lambda: NOW),
        SharedIndex(shared_url, clock=lambda: NOW),
    )
    tables.drop()
    everything = list(documents())
    for index in (folder, tables):
        assert index.rebuild(everything) == len(everything)
    yield folder, tables
    tables.close()


def _queries() -> list[str]:
    """Words, pairs, phrases, typing errors and beginnings of what the archive holds."""
    chance, found = (
        random.Random(3),
        ["", "!", "Stadt", "Stadt Fluss", "Rathaus Nummer", "„Stadt am Fluss“", "Brücke", "the city"],
    )
    for document in list(documents())[:140:5]:
        words = re.findall(r"\w{4,}", f"{document.headline} {document.body[0].html}")  # type: ignore[union-attr]
        one, other = chance.choice(words), chance.choice(words)
        at = chance.randrange(1, len(other))
        found += [one, f"{one} {other}", " ".join(chance.sample(words, 4)), other[:at] + other[at + 1 :]]
        found += [f"„{' '.join(words[:2])}“", f"{one} {other[:3]}", other[:at] + "x" + other[at:] + "e"]
    return found


FILTERS = (
    NONE,
    Filters(section="lokales"),
    Filters(topic="wasser", since=NOW - timedelta(days=400)),
    Filters(author="ada muster", until=NOW - timedelta(days=30)),
)


def test_search_gives_the_same(both: tuple[Index, SharedIndex]) -> None:
    folder, tables = both
    found = corrected = 0
    for number, query in enumerate(_queries()):
        for narrowed in (NONE, FILTERS[number % len(FILTERS)]):
            for options in ({}, {"is_unfinished": True}) if number % 4 == 0 else ({},):
                answer = folder.find(query, filters=narrowed, **options)  # type: ignore[arg-type]
                assert tables.find(query, filters=narrowed, **options) == answer, (query, narrowed)  # type: ignore[arg-type]
                found += bool(answer.hits)
                corrected += bool(answer.meant)
    assert found > 150
    assert corrected > 15


def test_pages_are_the_same_to_the_last(both: tuple[Index, SharedIndex]) -> None:
    folder, tables = both
    pages = [_paths(folder, "Stadt", offset) for offset in range(0, 240, 20)]
    assert pages == [_paths(tables, "Stadt", offset) for offset in range(0, 240, 20)]
    assert len({path for page in pages for path in page}) == folder.find("Stadt").total > 200


def test_related_is_the_same(both: tuple[Index, SharedIndex]) -> None:
    folder, tables = both
    offers = 0
    for document in list(documents())[::6]:
        offered = folder.offers(document, 6)
        assert tables.offers(document, 6) == offered
        assert tables.related_to(document.path, 4) == folder.related_to(document.path, 4)
        offers += len(offered)
    assert offers > 60


@given(
    st.text(max_size=60)
    | st.text(alphabet="\"„“ab*:()[]^~+-/\\% _'", max_size=60)
    | st.text(alphabet="Stadt Fluß\x00", max_size=40)
)
@settings(max_examples=60, deadline=2000)
def test_any_string_is_answered_alike_and_soon(both: tuple[Index, SharedIndex], query: str) -> None:
    folder, tables = both
    assert tables.find(query, limit=5) == folder.find(query, limit=5)


def _paths(index: Archive, query: str, offset: int) -> list[str]:
    return [hit.path for hit in index.search(query, limit=20, offset=offset)[0]]
