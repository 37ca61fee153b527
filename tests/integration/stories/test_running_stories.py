"""Running stories: what tells of the same is proposed until it has a topic."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from depesche.stories import plant, publishing, running_stories, services, topics
from depesche.stories.models import ArticlePage, SectionPage, Topic, TopicStep

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
FLOOD = (
    ("Deich bei Osterweide gibt nach", "Der Winterdeich an der Lerbe ist abgesackt, Helfer füllen Sandsäcke."),
    ("Pegel der Lerbe sinkt", "Nach dem Deichbruch in Osterweide geht das Hochwasser an der Lerbe zurück."),
    ("Wühlmäuse im Winterdeich", "Ein Gutachten warnte vor Hohlräumen im Winterdeich der Lerbe bei Osterweide."),
)
OTHERS = (
    ("Handballer siegen knapp", "Der HSV gewann das Derby in der Nachspielzeit mit einem Tor Vorsprung."),
    ("Neue Bibliothek eröffnet", "Bürger können nun auch nachts Bücher ausleihen, ganz ohne Personal."),
)


@pytest.fixture
def pages(politik: SectionPage) -> list[ArticlePage]:
    made = []
    for number, (headline, text) in enumerate([*FLOOD, *OTHERS]):
        draft = services.ArticleDraft(headline=headline, kicker="Hochwasser" if number < 3 else "", lead=text)
        with publishing.dated(timezone.now() - timedelta(hours=number)):
            made.append(services.publish(services.create_article(politik, draft)))
    return made


def test_a_story_is_proposed_named_and_made_a_topic(pages: list[ArticlePage]) -> None:
    (story,) = running_stories.proposed(now=timezone.now())
    assert story.name == "Hochwasser"
    assert {page.pk for page in story.articles} == {page.pk for page in pages[:3]}
    draft = pages[0].get_latest_revision_as_object()
    draft.title = "Deich hält wieder"
    draft.save_revision(clean=False)

    topic = topics.found("Hochwasser an der Lerbe", story.articles)

    assert b"Pegel der Lerbe sinkt" in (plant.store().get("thema/hochwasser-an-der-lerbe/index.html") or b"")
    assert running_stories.proposed(now=timezone.now()) == []
    services.publish(ArticlePage.objects.get(pk=pages[0].pk))
    assert topic.articles.count() == 3
    assert TopicStep.objects.get(deed="found").what["articles"] == 3
    with pytest.raises(ValidationError):
        topics.found("Nichts", [])
    with pytest.raises(ValidationError):
        topics.found(" ", story.articles)


def test_only_the_last_days_are_looked_at(pages: list[ArticlePage]) -> None:
    assert running_stories.proposed(now=timezone.now() + timedelta(days=running_stories.DAYS + 1)) == []


def test_a_topic_of_everything_is_not_the_storys_own(pages: list[ArticlePage], politik: SectionPage) -> None:
    region = Topic.objects.create(name="Region", slug="region")
    services.publish(services.create_article(politik, services.ArticleDraft(headline="Wetter", topics=[region])))
    services.publish(services.create_article(politik, services.ArticleDraft(headline="Verkehr", topics=[region])))
    for page in pages:
        latest = page.get_latest_revision_as_object()
        latest.topics = [region]
        services.publish(page, revision=latest.save_revision(clean=False))
    (story,) = running_stories.proposed(now=timezone.now())
    assert len(story.articles) == 3


def test_the_archive_being_away_nothing_is_proposed(pages: list[ArticlePage], monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OSError

    monkeypatch.setattr(plant, "archive", away)
    assert running_stories.proposed(now=timezone.now()) == []
