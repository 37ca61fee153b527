"""The sample newsroom holds what a demonstration needs, and its parts fit together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from depesche.sample import reading
from depesche.sample.fields import Fields, SampleError
from depesche.sample.records import (
    Block,
    InfoBox,
    Quote,
    RelatedBox,
    SampleArticle,
    SampleNewsroom,
    State,
    Subheading,
    Table,
    Text,
)

SECTIONS = ("nachrichten", "politik", "sport", "klatsch")


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Text):
            yield block.html
        elif isinstance(block, InfoBox):
            yield f"{block.title} {block.html}"
        elif isinstance(block, Subheading | Quote):
            yield block.text
        elif isinstance(block, Table):
            yield " ".join(cell for row in block.rows for cell in row)


def _words(article: SampleArticle) -> int:
    text = " ".join([article.lead, *_texts(article.body)])
    return len(re.sub(r"<[^>]+>", " ", text).split())


def _published(newsroom: SampleNewsroom) -> list[SampleArticle]:
    return [article for article in newsroom.articles if article.state is State.PUBLISHED]


def test_articles_have_between_60_and_900_words(newsroom: SampleNewsroom) -> None:
    counts = {article.slug: _words(article) for article in newsroom.articles}
    assert {slug: count for slug, count in counts.items() if not 60 <= count <= 900} == {}


def test_the_lead_story_is_the_only_pinned_one_and_long(newsroom: SampleNewsroom) -> None:
    (lead,) = [article for article in newsroom.articles if article.pinned]
    assert lead.section == "politik"
    assert lead.published is not None
    assert lead.published.isoformat() == "2025-07-03T19:24:00+02:00"
    assert 700 <= _words(lead) <= 900
    assert {block.block for block in lead.body} >= {"text", "subheading", "info_box"}
    assert lead.sources


def test_every_slug_is_used_once(newsroom: SampleNewsroom) -> None:
    for things in (newsroom.articles, newsroom.people, newsroom.topics, newsroom.publication.sections):
        slugs = Counter(thing.slug for thing in things)
        assert slugs.most_common(1)[0][1] == 1
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


def test_every_kind_of_block_occurs(newsroom: SampleNewsroom) -> None:
    used = {block.block for article in newsroom.articles for block in article.body}
    assert used == {
        "text",
        "subheading",
        "quote",
        "image",
        "gallery",
        "table",
        "info_box",
        "embed",
        "related_box",
    }


def test_every_state_occurs_and_both_weights_of_correction(newsroom: SampleNewsroom) -> None:
    assert {article.state for article in newsroom.articles} == set(State)
    weights = Counter(note.weight for article in newsroom.articles for note in article.corrections)
    assert weights == {"major": 1, "minor": 1}
    assert any(article.updated for article in newsroom.articles)
    assert any(article.digital_source_type for article in newsroom.articles)


def test_the_front_page_has_enough_of_everything(newsroom: SampleNewsroom) -> None:
    published = _published(newsroom)
    briefs = {article.slug for article in published if _words(article) <= 100 and article.urgency >= 7}
    seconds = {article.slug for article in published if article.urgency <= 3 and article.picture and not article.pinned}
    assert len(briefs) >= 6
    assert len(seconds) >= 3
    rest = [article for article in published if article.slug not in briefs | seconds and not article.pinned]
    assert {section: sum(article.section == section for article in rest) >= 4 for section in SECTIONS} == dict.fromkeys(
        SECTIONS, True
    )


def test_every_band_of_the_front_page_opens_with_a_picture(newsroom: SampleNewsroom) -> None:
    """The front takes three urgent pictured stories of the newest sixteen, then the six newest as briefs."""
    dated = [
        (article.published, article) for article in _published(newsroom) if article.published and not article.pinned
    ]
    newest = [article for _, article in sorted(dated, key=lambda pair: pair[0], reverse=True)]
    seconds = sorted((article for article in newest[:16] if article.picture), key=lambda article: article.urgency)[:3]
    rest = [article for article in newest if article not in seconds][6:]
    first = {section: next(article for article in rest if article.section == section) for section in SECTIONS}
    assert [article.slug for article in first.values() if not article.picture] == []


def test_times_are_in_order(newsroom: SampleNewsroom, now: datetime) -> None:
    for article in newsroom.articles:
        later = [article.updated, *(note.made for note in article.corrections)]
        if article.published is not None:
            assert all(article.published < moment <= now for moment in later if moment), article.slug


def test_unpublished_articles_lie_ahead(newsroom: SampleNewsroom, now: datetime) -> None:
    for article in newsroom.articles:
        if article.state in (State.SCHEDULED, State.EMBARGOED):
            assert article.published is not None
            assert timedelta(hours=1) < article.published - now < timedelta(days=7)


def test_fields_fit_where_they_go(newsroom: SampleNewsroom) -> None:
    limits = {"kicker": 120, "headline": 255, "teaser_headline": 160, "seo_headline": 255, "push_headline": 120}
    for article in newsroom.articles:
        for name, most in limits.items():
            assert len(getattr(article, name)) <= most, (article.slug, name)
        for note in article.corrections:
            assert len(note.reason) <= 300
        for source in article.sources:
            assert len(source.name) <= 200
            assert len(source.note) <= 300


def test_league_table_adds_up(newsroom: SampleNewsroom) -> None:
    derby = next(article for article in newsroom.articles if article.slug == "derby-kranichbrueck-hohenquell")
    league = next(block for block in derby.body if isinstance(block, Table) and "Platz" in block.rows[0])
    points_before = 10**6
    scored = conceded = 0
    for row in league.rows[1:]:
        played, won, drawn, lost = map(int, row[2:6])
        goals, against = map(int, row[6].split(":"))
        assert won + drawn + lost == played == 11
        assert int(row[8]) == 3 * won + drawn
        assert int(row[7].replace("−", "-")) == goals - against
        assert int(row[8]) <= points_before
        points_before, scored, conceded = int(row[8]), scored + goals, conceded + against
    assert scored == conceded


def test_budget_table_adds_up(newsroom: SampleNewsroom) -> None:
    budget = next(article for article in newsroom.articles if article.slug == "haushalt-stadtrat")
    table = next(block for block in budget.body if isinstance(block, Table))
    assert sum(round(10 * float(row[2].replace(",", "."))) for row in table.rows[1:]) == 2146
    assert "214,6" in " ".join(_texts(budget.body))


def test_care_amounts_are_those_of_2025(newsroom: SampleNewsroom) -> None:
    care = next(article for article in newsroom.articles if article.slug == "pflegegrade-2025")
    amounts = next(block for block in care.body if isinstance(block, Table) and block.rows[0][1] == "Pflegegeld")
    assert amounts.rows[1:] == (
        ("1", "–", "–", "131"),
        ("2", "347", "796", "805"),
        ("3", "599", "1.497", "1.319"),
        ("4", "800", "1.859", "1.855"),
        ("5", "990", "2.299", "2.096"),
    )


def test_weekdays_follow_the_moment_of_loading(now: datetime) -> None:
    def brief(moment: datetime) -> str:
        articles = reading.load_articles(now=moment)
        found = next(article for article in articles if article.slug == "stromausfall-gerberviertel")
        return " ".join(_texts(found.body))

    assert "am Sonntag" in brief(now)
    assert "am Montag" in brief(now + timedelta(days=1))


def test_no_day_word_is_left_over(newsroom: SampleNewsroom) -> None:
    for article in newsroom.articles:
        assert not re.search(r"[{}]", " ".join([article.headline, article.lead, *_texts(article.body)])), article.slug


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"section": "wetter"}, "section: there is no 'wetter'"),
        ({"authors": ("niemand",)}, "authors: there is no 'niemand'"),
        ({"topics": ("nichts",)}, "topics: there is no 'nichts'"),
        ({"picture": "foto"}, "picture: there is no 'foto'"),
    ],
)
def test_a_reference_into_the_void_is_an_error(
    newsroom: SampleNewsroom, monkeypatch: pytest.MonkeyPatch, now: datetime, change: dict[str, object], message: str
) -> None:
    broken = replace(newsroom.articles[0], **change)  # type: ignore[arg-type]
    monkeypatch.setattr(reading, "load_articles", lambda *, now: (broken, *newsroom.articles[1:]))
    with pytest.raises(SampleError, match=message):
        reading.load_newsroom(now=now)


def test_a_link_to_an_unknown_article_is_an_error(
    newsroom: SampleNewsroom, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    linking = next(a for a in newsroom.articles if any(isinstance(block, RelatedBox) for block in a.body))
    others = tuple(a for a in newsroom.articles if a.slug != "kiew-drohnenangriff")
    assert linking.slug
    monkeypatch.setattr(reading, "load_articles", lambda *, now: others)
    with pytest.raises(SampleError, match=r"links: there is no 'kiew-drohnenangriff'"):
        reading.load_newsroom(now=now)


def _article(**values: object) -> Fields:
    whole = {
        "slug": "a",
        "section": "sport",
        "kicker": "K",
        "headline": "H",
        "lead": "L",
        "urgency": 5,
        "published": "-1h",
        "authors": ["mna"],
        "body": [{"type": "text", "html": "<p>T</p>"}],
    }
    return Fields({**whole, **values}, place="a.toml")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"published": "+1h"}, "published: .* does not fit the state published"),
        ({"state": "scheduled"}, "published: .* does not fit the state scheduled"),
        ({"state": "draft"}, "published: a draft has none"),
        ({"published": "gestern"}, "published: "),
        ({"state": "lost"}, "state: must be one of"),
        ({"body": [{"type": "video"}]}, r"body\[0\]: type: must be one of"),
        ({"body": [{"type": "text", "html": "<p>am {heute}</p>"}]}, r"body\[0\]: html: \{heute\} is no day word"),
        ({"corrections": [{"text": "T", "weight": "minor"}]}, r"corrections\[0\]: made: is missing"),
        ({"digital_source_type": "magic"}, "digital_source_type: must be one of"),
        (
            {"body": [{"type": "related_box", "title": "T", "links": [{"text": "t", "url": "http://x"}]}]},
            r"links\[0\]: url: must start with https://",
        ),
    ],
)
def test_wrong_articles_are_refused(now: datetime, values: dict[str, object], message: str) -> None:
    reading.read_article(_article(), now=now)
    with pytest.raises(SampleError, match=rf"^a\.toml: .*{message}"):
        reading.read_article(_article(**values), now=now)
