"""Topics renamed, merged and split: articles, timelines, feeds and addresses follow, for readers and for drafts."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from depesche.accounts.models import User
from depesche.stories import errands, finding, plant, services, timelines, topic_changes, topics
from depesche.stories.models import ArticlePage, Change, FormerTopic, SectionPage, Topic, TopicStep
from depesche.stories.record import AppendOnly

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def bridge() -> Topic:
    return Topic.objects.create(name="Merlebrücke", slug="merlebruecke", summary="<p>Die Brücke ist gesperrt.</p>")


@pytest.fixture
def detours() -> Topic:
    return Topic.objects.create(name="Umleitungen", slug="umleitungen")


@pytest.fixture
def editor() -> User:
    made: User = User.objects.create_user("renate", password="Zeilenhonorar-17", first_name="Renate", last_name="Volk")
    return made


def published(section: SectionPage, headline: str, *on: Topic) -> ArticlePage:
    draft = services.ArticleDraft(headline=headline, lead=f"{headline}.", topics=on)
    return services.publish(services.create_article(section, draft))


def stored(path: str) -> str:
    return (plant.store().get(path.lstrip("/")) or b"").decode()


def later() -> None:
    """What the worker does."""
    errands.run_open(now=timezone.now() + timedelta(hours=1))


def test_a_new_address_is_led_to_and_articles_say_the_new_name(
    politik: SectionPage, bridge: Topic, editor: User
) -> None:
    page = published(politik, "Brücke gesperrt", bridge)
    assert "merlebruecke" in stored("politik/bruecke-gesperrt/index.html")
    version = ArticlePage.objects.get(pk=page.pk).version

    topics.rename(bridge, name="Brücke am Wehr", slug="bruecke-am-wehr", user=editor)

    assert stored("thema/merlebruecke/index.html") == ""
    assert "Brücke gesperrt" in stored("thema/bruecke-am-wehr/index.html")
    assert "/thema/bruecke-am-wehr/" in stored("politik/bruecke-gesperrt/index.html")
    assert "Brücke am Wehr" in stored("politik/bruecke-gesperrt/index.json")
    assert ArticlePage.objects.get(pk=page.pk).version == version + 1
    reader = Client()
    for name in ("", "feed.xml", "feed.atom", "feed.json"):
        answer = reader.get(f"/thema/merlebruecke/{name}")
        assert (answer.status_code, answer["Location"]) == (301, f"/thema/bruecke-am-wehr/{name}")
    assert "/thema/bruecke-am-wehr/" in stored("sitemap-pages.xml")
    assert "/thema/merlebruecke/" not in stored("sitemap-pages.xml")
    later()
    found = finding.results({"q": "gesperrt", "thema": "merlebruecke"})
    assert [hit.card.headline for hit in found.hits] == ["Brücke gesperrt"]

    topics.rename(bridge, name="Merlebrücke", slug="merlebruecke", user=editor)
    assert reader.get("/thema/bruecke-am-wehr/")["Location"] == "/thema/merlebruecke/"
    assert reader.get("/thema/merlebruecke/").status_code == 200
    assert [step.name for step in TopicStep.objects.filter(deed="rename")] == ["Renate Volk"] * 2


def test_two_topics_become_one_with_all_that_hangs_on_them(
    politik: SectionPage, bridge: Topic, detours: Topic, editor: User
) -> None:
    published(politik, "Brücke gesperrt", bridge)
    published(politik, "Umleitung über Altmerle", detours)
    both = published(politik, "Busse fahren anders", bridge, detours)
    draft = services.create_article(politik, services.ArticleDraft(headline="Entwurf", topics=[detours]))
    waiting = both.get_latest_revision_as_object()
    waiting.title, waiting.topics = "Busse fahren wieder", [detours]
    waiting.save_revision(clean=False)
    timelines.put(detours, day=timezone.localdate() - timedelta(days=3), text="Der Umweg ist ausgeschildert.")
    gone = detours.pk

    topics.merge(detours, bridge, user=editor)

    assert set(bridge.articles.values_list("title", flat=True)) == {
        "Brücke gesperrt", "Umleitung über Altmerle", "Busse fahren anders", "Entwurf",
    }  # fmt: skip
    page = stored("thema/merlebruecke/index.html")
    assert "Umleitung über Altmerle" in page
    assert "Der Umweg ist ausgeschildert." in page
    assert "Entwurf" not in page
    assert stored("thema/umleitungen/index.html") == ""
    assert "Umleitung über Altmerle" in stored("thema/merlebruecke/feed.xml")
    assert "umleitungen" not in stored("politik/umleitung-ueber-altmerle/index.html")
    assert Client().get("/thema/umleitungen/feed.json")["Location"] == "/thema/merlebruecke/feed.json"
    told = [event for event in plant.log().since(0, limit=1000) if event.topic == "topic/umleitungen"]
    assert (told[-1].event, told[-1].path) == ("update", "/thema/umleitungen/")
    later()
    assert finding.results({"q": "altmerle", "thema": "merlebruecke"}).total == 1

    # Versions from before the merge mean the topic that is left.
    services.publish(ArticlePage.objects.get(pk=draft.pk))
    services.publish(ArticlePage.objects.get(pk=both.pk))
    assert gone in [*json_topics(draft), *json_topics(both)]
    assert [topic.pk for topic in ArticlePage.objects.get(pk=both.pk).topics.all()] == [bridge.pk]
    assert "Entwurf" in stored("thema/merlebruecke/index.html")

    step = TopicStep.objects.get(deed="merge")
    assert (step.topic, step.made_by, step.what["name"], step.what["articles"]) == (bridge, editor, "Umleitungen", 3)
    with pytest.raises(AppendOnly):
        step.save()


def test_articles_that_a_merge_brings_together_are_offered_beside_each_other(
    politik: SectionPage, bridge: Topic, detours: Topic
) -> None:
    published(politik, "Pfeiler wird gesprengt", bridge)
    published(politik, "Fähren fahren nachts", detours)
    later()
    beside = "politik/pfeiler-wird-gesprengt/index.html"
    assert "Fähren fahren nachts" not in stored(beside)
    topics.merge(detours, bridge, user=None)
    later()  # The archive knows the new topics,
    later()  # and is asked.
    assert "Fähren fahren nachts" in stored(beside)
    assert "Pfeiler wird gesprengt" in stored("politik/faehren-fahren-nachts/index.html")


def json_topics(page: ArticlePage) -> list[int]:
    revision = ArticlePage.objects.get(pk=page.pk).latest_revision
    topics_: list[int] = json.loads(json.dumps(revision.content["topics"]))
    return topics_


def test_merged_again_old_addresses_lead_on_in_one_step(politik: SectionPage, bridge: Topic, detours: Topic) -> None:
    last = Topic.objects.create(name="Verkehr", slug="verkehr")
    published(politik, "Umleitung über Altmerle", detours)
    topics.merge(detours, bridge)
    topics.merge(bridge, last)

    for slug in ("umleitungen", "merlebruecke"):
        assert Client().get(f"/thema/{slug}/")["Location"] == "/thema/verkehr/"
    assert {row.topic for row in FormerTopic.objects.all()} == {last}
    with pytest.raises(ValidationError):
        topics.merge(last, last)


def test_an_address_that_is_taken_again_is_what_stands_there(
    politik: SectionPage, bridge: Topic, detours: Topic
) -> None:
    topics.merge(detours, bridge)
    Topic.objects.create(name="Umleitungen", slug="umleitungen")
    assert Client().get("/thema/umleitungen/").status_code == 200
    assert not FormerTopic.objects.exists()


def test_a_split_takes_articles_and_their_points_along(politik: SectionPage, bridge: Topic, editor: User) -> None:
    stays, goes = published(politik, "Brücke gesperrt", bridge), published(politik, "Umleitung über Altmerle", bridge)
    waiting = goes.get_latest_revision_as_object()
    waiting.title = "Umleitung wird länger"
    waiting.save_revision(clean=False)
    into = topics.create("Umleitungen")

    assert topics.split(bridge, [goes], into, user=editor) == 1

    assert list(bridge.articles.values_list("pk", flat=True)) == [stays.pk]
    assert "Umleitung" not in stored("thema/merlebruecke/index.html").split("<main")[1].split("</main")[0]
    assert "Umleitung über Altmerle" in stored("thema/umleitungen/index.html")
    assert "/thema/umleitungen/" in stored("politik/umleitung-ueber-altmerle/index.html")
    services.publish(ArticlePage.objects.get(pk=goes.pk))
    assert [topic.slug for topic in ArticlePage.objects.get(pk=goes.pk).topics.all()] == ["umleitungen"]
    with pytest.raises(ValidationError):
        topics.split(bridge, [], into)


def test_only_so_many_articles_are_baked_at_once(
    politik: SectionPage, bridge: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topic_changes, "AT_ONCE", 2)
    for number in range(4):
        published(politik, f"Meldung {number} zur Brücke", bridge)
    rebuilds = Change.objects.filter(kind=Change.Kind.REBUILD)
    ordered = rebuilds.count()
    topics.rename(bridge, name="Brücke", slug="bruecke")
    assert rebuilds.count() == ordered

    change = Change.objects.filter(kind=Change.Kind.TOPIC).latest("pk")
    assert len([path for path in change.touched if path.startswith("/politik/")]) == 2
    assert "merlebruecke" in stored("politik/meldung-0-zur-bruecke/index.html")
    later()
    for number in range(4):
        assert "/thema/bruecke/" in stored(f"politik/meldung-{number}-zur-bruecke/index.html")


def test_a_topic_that_is_deleted_leaves_every_page(politik: SectionPage, bridge: Topic) -> None:
    published(politik, "Brücke gesperrt", bridge)
    bridge.delete()
    assert stored("thema/merlebruecke/index.html") == ""
    assert "merlebruecke" not in stored("politik/bruecke-gesperrt/index.html")
    assert Client().get("/thema/merlebruecke/").status_code == 404
