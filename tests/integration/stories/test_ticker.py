"""A live blog from its first entry to its end: pages, stretches, feed, events, and two writers at once."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import pytest
from django.core.exceptions import ValidationError

from depesche.stories import plant, rebuilding, selectors, services, ticker
from depesche.stories.models import ArticlePage, Change, Entry

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PATH = "/politik/stadtrat-beschliesst-den-haushalt/"
TOPIC = "live/stadtrat-beschliesst-den-haushalt"


@pytest.fixture
def blog(article: ArticlePage) -> ArticlePage:
    """A published live blog that is running."""
    page = services.publish(article)
    ticker.set_status(page, "live")
    page.refresh_from_db()
    return page


def stored(path: str) -> str:
    content = plant.store().get(path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
    return "" if content is None else content.decode()


def told(topic: str = TOPIC) -> list[dict[str, Any]]:
    return [dict(event.data) for event in plant.log().since(0) if event.topic == topic]


def test_an_entry_is_on_the_page_and_told_whole(blog: ArticlePage) -> None:
    entry = ticker.add(blog, {"text": "Die Sitzung beginnt.\n\nMehr auf https://rathaus.example/sitzung"})
    page = stored(PATH)
    assert entry.number == 1
    assert 'id="e1"' in page
    assert '<a href="https://rathaus.example/sitzung"' in page
    assert f'data-live-topics="article/politik/stadtrat-beschliesst-den-haushalt,{TOPIC},breaking"' in page
    event = told()[-1]
    assert (event["entry"], event["version"], event["refresh"]) == (1, 1, False)
    assert event["html"] in page, "the event brings the element just as it stands on the page"


def test_an_ordinary_entry_stays_within_its_live_blog(blog: ArticlePage) -> None:
    before = blog.updated_at
    ticker.add(blog, {"text": "Ein Zwischenruf."})
    blog.refresh_from_db()
    assert blog.updated_at == before
    change = Change.objects.order_by("-pk").first()
    assert change is not None
    assert selectors.affected_by(change) == (PATH, f"{PATH}ticker/1/", f"{PATH}feed.xml")


def test_a_turn_of_events_is_an_update_everywhere(blog: ArticlePage) -> None:
    before = blog.updated_at
    ticker.add(blog, {"headline": "Der Haushalt ist beschlossen", "kind": "key"})
    blog.refresh_from_db()
    assert before is not None
    assert blog.updated_at is not None
    assert blog.updated_at > before
    assert [event.event for event in plant.log().since(0) if event.topic == "front"][-1] == "update"
    assert "ticker__events" in stored(PATH)


def test_older_entries_lie_in_stretches_that_never_shift(blog: ArticlePage) -> None:
    for number in range(1, 62):
        ticker.add(blog, {"text": f"Eintrag Nummer {number}."})
    page, first, second = stored(PATH), stored(f"{PATH}ticker/1/"), stored(f"{PATH}ticker/2/")
    assert page.count("data-entry=") == 21, "the newest stretch has one entry, the one below it twenty"
    assert f'href="{PATH}ticker/2/" rel="next"' in page
    assert [first.count("data-entry="), second.count("data-entry=")] == [20, 20]
    assert f'href="{PATH}ticker/3/"' in second, "it links upward since the next one began"
    unmoved = first
    ticker.add(blog, {"text": "Noch einer."})
    assert stored(f"{PATH}ticker/1/") == unmoved


def test_an_edit_replaces_in_place_and_is_marked(blog: ArticlePage) -> None:
    entry = ticker.add(blog, {"text": "31 Räte stimmen zu."})
    changed = ticker.change(entry, {"text": "32 Räte stimmen zu."}, version=1)
    assert (changed.number, changed.version) == (1, 2)
    assert "32 Räte" in stored(PATH)
    assert "31 Räte" not in stored(PATH) + stored(f"{PATH}ticker/1/") + stored(f"{PATH}feed.xml")
    assert "bearbeitet" in told()[-1]["html"]


def test_two_writers_do_not_overwrite_each_other(blog: ArticlePage) -> None:
    entry = ticker.add(blog, {"text": "Es steht eins zu null."})
    ticker.change(entry, {"text": "Es steht zwei zu null."}, version=1)
    with pytest.raises(ticker.Conflict) as conflict:
        ticker.change(entry, {"text": "Es steht eins zu eins."}, version=1)
    assert conflict.value.current.text == "Es steht zwei zu null."
    assert "zwei zu null" in stored(PATH)


def test_a_removed_entry_is_gone_everywhere_and_its_number_is_not_used_again(blog: ArticlePage) -> None:
    entry = ticker.add(blog, {"text": "Das Geheimwort lautet Zwirbelkranich."})
    ticker.remove(entry, version=1)
    following = ticker.add(blog, {"text": "Weiter geht es."})
    everything = b"".join(plant.store().get(name) or b"" for name in plant.store().names())
    assert b"Zwirbelkranich" not in everything
    assert told()[-2]["removed"] is True
    assert "html" not in told()[-2]
    assert following.number == 2


def test_a_draft_is_nowhere_until_it_is_published(blog: ArticlePage) -> None:
    draft = ticker.add(blog, {"text": "Noch nicht bestätigt: Zwirbelkranich."}, publish=False)
    assert draft.number is None
    assert "Zwirbelkranich" not in stored(PATH)
    assert told() == []
    out = ticker.change(draft, {"text": "Bestätigt: Zwirbelkranich."}, version=1, publish=True)
    assert out.number == 1
    assert out.edited_at is None, "it was never public before"
    assert "Bestätigt: Zwirbelkranich" in stored(PATH)


def test_an_entry_needs_something_in_it(blog: ArticlePage) -> None:
    for words in (
        {"text": "  "},
        {"headline": ""},
        {"text": "Ja", "number": 7},
        {"text": "x", "embed_url": "javascript:1"},
    ):
        with pytest.raises(ValidationError):
            ticker.add(blog, words)
    assert Entry.objects.count() == 0


def test_the_status_is_shown_and_told_and_survives_an_edit_of_the_article(blog: ArticlePage) -> None:
    services.publish(blog, revision=blog.get_latest_revision_as_object().save_revision())
    blog.refresh_from_db()
    assert blog.ticker == "live"
    ticker.set_status(blog, "ended")
    assert 'data-status="ended"' in stored(PATH)
    last = [event for event in plant.log().since(0) if event.topic.startswith("article/")][-1]
    assert last.event == "update"


def test_the_front_page_names_what_runs_now(blog: ArticlePage) -> None:
    assert 'class="strip"' in stored("/")
    ticker.set_status(blog, "paused")
    assert 'class="strip"' not in stored("/")


def test_withdrawing_takes_every_stretch_along(blog: ArticlePage) -> None:
    for number in range(25):
        ticker.add(blog, {"text": f"Eintrag {number}."})
    blog.refresh_from_db()
    services.unpublish(blog)
    assert [name for name in plant.store().names() if "stadtrat" in name] == []


def test_deleting_takes_every_stretch_along(blog: ArticlePage) -> None:
    for number in range(25):
        ticker.add(blog, {"text": f"Eintrag {number}."})
    ArticlePage.objects.get(pk=blog.pk).delete()
    assert [name for name in plant.store().names() if "stadtrat" in name] == []


def test_the_live_blog_has_feeds_and_machines_read_it(blog: ArticlePage) -> None:
    ticker.add(blog, {"headline": "Beginn", "text": "Es geht los.", "author": None})
    ticker.add(
        blog,
        {"score_home": "SV", "score_away": "FC", "score_home_points": "3", "score_away_points": "2", "text": "Tor!"},
    )
    feed = feedparser.parse(stored(f"{PATH}feed.xml"))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Tor!", "Beginn"]
    assert feed.entries[1].link.endswith(f"{PATH}ticker/1/#e1")
    assert len({entry.id for entry in feed.entries}) == 2
    assert '"@type":"LiveBlogPosting"' in stored(PATH)
    ninjs = json.loads(plant.store().get(PATH.lstrip("/") + "index.json") or b"{}")
    assert "Es geht los." in ninjs["bodies"][0]["value"]


def test_old_state_and_events_make_the_fresh_page(blog: ArticlePage) -> None:
    """What a reader has who was there from the start is what a fresh reader gets."""
    first = ticker.add(blog, {"text": "Eins."})
    second = ticker.add(blog, {"text": "Zwei."})
    ticker.change(first, {"text": "Eins, berichtigt."}, version=1)
    ticker.remove(second, version=1)
    ticker.add(blog, {"text": "Drei."})
    elements: dict[int, str] = {}
    for event in told():
        if event.get("removed"):
            elements.pop(event["entry"], None)
        else:
            elements[event["entry"]] = event["html"]
    entries = "".join(elements[number] for number in sorted(elements, reverse=True))
    assert entries in stored(PATH)


def test_baking_all_anew_changes_nothing(blog: ArticlePage) -> None:
    for number in range(45):
        ticker.add(blog, {"text": f"Eintrag {number}."})
    before = {name: plant.store().get(name) for name in plant.store().names() if "stadtrat" in name}
    rebuilding.everything()
    assert {name: plant.store().get(name) for name in plant.store().names() if "stadtrat" in name} == before


def test_an_entry_breaks_out_into_an_article(blog: ArticlePage) -> None:
    entry = ticker.add(blog, {"headline": "Kämmerer tritt zurück", "text": "Er nannte keine Gründe."})
    section = blog.section
    assert section is not None
    page = ticker.break_out(entry, section=section)
    assert page.title == "Kämmerer tritt zurück"
    assert [block.block_type for block in page.body] == ["text", "related_box"]
    assert not page.live
