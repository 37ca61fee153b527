"""Arranged fronts: what readers see of them, two editors at once, going back, and cards whose time is up."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from depesche.accounts.models import User
from depesche.stories import fronts, lists, plant, rebuilding, services, worker
from depesche.stories.fronts_operations import Impossible
from depesche.stories.models import ArticlePage, Change, Front, FrontStep, FrontVersion, SectionPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def stories(politik: SectionPage) -> list[ArticlePage]:
    """Eight published articles, the last one in another section; the first is the oldest."""
    made = []
    with rebuilding.wholesale():
        for number in range(8):
            section = services.section("nachrichten") if number == 7 else politik
            draft = services.ArticleDraft(headline=f"Meldung {number}", lead=f"Vorspann {number}.")
            made.append(services.publish(services.create_article(section, draft)))
    return made


@pytest.fixture
def front(stories: list[ArticlePage]) -> Front:
    return fronts.of_page(services.home())


def add(article: ArticlePage, container: str, **facts: Any) -> dict[str, Any]:
    card = {"key": f"k{article.pk}", "article": article.pk, **facts}
    return {"op": "add", "card": card, "container": container, "after": None}


def arrange(front: Front, *operations: dict[str, Any], user: User | None = None) -> Front:
    return fronts.arrange(front, operations, revision=front.revision, user=user)


def publish(front: Front) -> Front:
    return fronts.publish(front, revision=front.revision)


def baked(path: str = "/") -> str:
    return (plant.store().get(f"{path.lstrip('/')}index.html") or b"").decode()


def shown(path: str = "/") -> list[str]:
    return re.findall(r'data-path="/\w+/(meldung-\d)/"', baked(path))


def headline_of(path: str = "/") -> str:
    found = re.search(r'card__title">([^<]+)', baked(path))
    return found[1] if found else ""


def test_before_anybody_arranged_it_the_front_makes_itself(front: Front) -> None:
    assert not front.live
    assert headline_of() == "Meldung 7"
    by_itself = lists.front()
    publish(front)
    assert lists.front() == by_itself, "publishing what was not touched changes nothing"


def test_a_placed_story_leads_in_the_editors_words_and_the_rest_fills_up(
    front: Front, stories: list[ArticlePage]
) -> None:
    card = {"headline": "Der Rat am Ende", "kicker": "Haushalt", "teaser": "Kurz.", "size": "large"}
    sublinks = [{"article": stories[1].pk, "text": "Die Zahlen"}, {"article": stories[2].pk}]
    front = arrange(front, add(stories[0], "lead", **card, sublinks=sublinks))
    assert headline_of() == "Meldung 7", "a draft is no reader's business"
    publish(front)
    document = lists.front()
    assert document.lead is not None
    assert (document.lead.headline, document.lead.kicker, document.lead.teaser) == tuple(card.values())[:3]
    assert [link.text for link in document.lead.sublinks] == ["Die Zahlen", "Meldung 2"]
    assert "Der Rat am Ende" in baked()
    assert sorted(shown()) == [f"meldung-{number}" for number in range(8)], "every story once, sublinks too"
    (event,) = [event for event in plant.log().since(0, {"front"}) if event.path == "/"]
    assert event.event == "update"


def test_what_is_withdrawn_or_not_public_gives_way(
    front: Front, stories: list[ArticlePage], article: ArticlePage
) -> None:
    front = publish(arrange(front, add(stories[0], "lead"), add(article, "seconds")))
    assert headline_of() == "Meldung 0"
    assert article.title not in baked()
    services.unpublish(stories[0])
    assert headline_of() == "Meldung 7"
    services.publish(article)
    assert [card.headline for card in lists.front().seconds] == [article.title]


def test_a_section_page_is_arranged_above_its_list_and_follows_stories_of_others(
    stories: list[ArticlePage], politik: SectionPage
) -> None:
    by_itself = lists.section(politik)
    front = fronts.of_page(politik)
    front = arrange(front, add(stories[7], "lead"))
    publish(front)
    assert headline_of("/politik/") == "Meldung 7"
    assert len(shown("/politik/")) == len(set(shown("/politik/"))) == 8
    services.unpublish(stories[7])
    assert "meldung-7" not in baked("/politik/"), "though it was no story of that section"
    assert [card.path for card in lists.section_list(politik).cards] == [card.path for card in by_itself.cards]


def test_a_deleted_story_is_gone_from_every_front(stories: list[ArticlePage], politik: SectionPage) -> None:
    publish(arrange(fronts.of_page(politik), add(stories[7], "lead")))
    stories[7].delete()
    assert "meldung-7" not in baked("/politik/")


def test_a_card_falls_out_at_its_time(
    front: Front, stories: list[ArticlePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    until = timezone.now() + timedelta(hours=1)
    front = publish(arrange(front, add(stories[0], "lead", until=until.isoformat()), add(stories[1], "seconds")))
    assert fronts.expire(now=until - timedelta(seconds=1)) == 0
    assert headline_of() == "Meldung 0"
    later = until + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    worker.step()
    assert headline_of() == "Meldung 7"
    front.refresh_from_db()
    assert front.due_at is None
    assert fronts.expire(now=later) == 0


def test_a_shared_container_stands_on_several_fronts(
    front: Front, stories: list[ArticlePage], politik: SectionPage
) -> None:
    shared = fronts.share("Zur Wahl")
    box = {"key": "wahl", "kind": "shared", "shared": shared.pk}
    other = fronts.of_page(politik)
    for one in (front, other):
        publish(arrange(one, {"op": "add_container", "container": box}))
    assert "Zur Wahl" not in baked()
    publish(arrange(shared, add(stories[0], "shared"), add(stories[1], "shared")))
    for path in ("/", "/politik/"):
        assert "Zur Wahl" in baked(path)
        assert len(shown(path)) == len(set(shown(path)))
    services.unpublish(stories[0])
    assert "meldung-0" not in baked("/politik/")


def test_two_editors_keep_each_others_work(front: Front, stories: list[ArticlePage]) -> None:
    seen = front.revision
    fronts.arrange(front, [add(stories[0], "lead")], revision=seen)
    after = fronts.arrange(front, [add(stories[1], "seconds")], revision=seen)
    placed = {card["article"] for container in after.draft["containers"] for card in container["cards"]}
    assert placed == {stories[0].pk, stories[1].pk}


def test_what_both_meant_differently_is_told_and_nothing_is_done(front: Front, stories: list[ArticlePage]) -> None:
    front = arrange(front, add(stories[0], "lead"))
    key = f"k{stories[0].pk}"
    edit = {"op": "edit", "card": key, "fields": {"headline": "Erste"}}
    first = arrange(front, edit)
    with pytest.raises(fronts.Conflict) as conflict:
        arrange(front, {"op": "edit", "card": key, "fields": {"headline": "Zweite"}}, add(stories[1], "lead"))
    (clash,) = conflict.value.clashes
    assert clash.collision.theirs["fields"] == {"headline": "Erste"}
    assert clash.collision.mine["fields"] == {"headline": "Zweite"}
    front.refresh_from_db()
    assert front.draft == first.draft
    after = arrange(front, {"op": "edit", "card": key, "fields": {"headline": "Zweite"}})
    assert after.revision == first.revision + 1, "knowing the other, one may insist"


def test_nobody_publishes_or_discards_what_they_have_not_seen(front: Front, stories: list[ArticlePage]) -> None:
    arrange(front, add(stories[0], "lead"))
    for deed in (fronts.publish, fronts.discard):
        with pytest.raises(fronts.Conflict):
            deed(front, revision=front.revision)
    assert headline_of() == "Meldung 7"


def test_a_discarded_draft_can_be_taken_back(front: Front, stories: list[ArticlePage]) -> None:
    front = arrange(front, add(stories[0], "lead"))
    draft = front.draft
    front = fronts.discard(front, revision=front.revision)
    assert front.draft != draft
    assert fronts.recover(front)
    front.refresh_from_db()
    assert front.draft == draft
    assert not fronts.recover(front)


def test_any_of_the_last_twenty_versions_comes_back(front: Front, stories: list[ArticlePage]) -> None:
    front = publish(arrange(front, add(stories[0], "lead")))
    for number in range(1, 22):
        edit = {"op": "edit", "card": f"k{stories[0].pk}", "fields": {"headline": f"Fassung {number}"}}
        front = publish(arrange(front, edit))
    assert FrontVersion.objects.filter(front=front).count() == fronts.KEPT + 1
    oldest = FrontVersion.objects.filter(front=front).last()
    assert oldest is not None
    front = fronts.restore(front, oldest.number)
    assert headline_of() == "Fassung 1"
    assert front.draft == front.live
    front = arrange(front, add(stories[1], "seconds"))
    kept = front.draft
    front = fronts.restore(front, oldest.number + 10)
    assert headline_of() == "Fassung 11"
    assert front.draft == kept, "what was being arranged is not lost"


def test_writers_arrange_and_the_chief_publishes_and_all_is_on_record(front: Front, stories: list[ArticlePage]) -> None:
    writer, chief, guest = (User.objects.create_user(name) for name in ("mara", "renate", "gast"))
    writer.groups.add(Group.objects.get(name="Redaktion"))
    chief.groups.add(Group.objects.get(name="Chefredaktion"))
    with pytest.raises(PermissionDenied):
        arrange(front, add(stories[0], "lead"), user=guest)
    front = arrange(front, add(stories[0], "lead"), user=writer)
    with pytest.raises(PermissionDenied):
        fronts.publish(front, revision=front.revision, user=writer)
    fronts.publish(front, revision=front.revision, user=chief)
    steps = FrontStep.objects.filter(front=front).values_list("deed", "made_by__username")
    assert list(steps) == [("publish", "renate"), ("arrange", "mara")]


def test_a_shared_container_stays_one(front: Front) -> None:
    shared = fronts.share("Zur Wahl")
    with pytest.raises(Impossible):
        arrange(shared, {"op": "add_container", "container": {"key": "x", "kind": "free"}})


def test_an_arranged_front_asks_the_database_no_more_for_more_cards(front: Front, stories: list[ArticlePage]) -> None:
    def asked() -> int:
        lists.front()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            lists.front()
        return len(queries)

    publish(front)
    before = asked()
    front.refresh_from_db()
    publish(arrange(front, *(add(story, "seconds", sublinks=[]) for story in stories[:6])))
    assert asked() <= before + 2
    assert Change.objects.filter(kind="front", done_at__isnull=True).count() == 0
