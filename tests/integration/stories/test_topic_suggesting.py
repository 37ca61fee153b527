"""Suggested topics: what the nearest articles have, and what the text names."""

from __future__ import annotations

import pytest

from depesche.stories import plant, services, topic_suggesting
from depesche.stories.models import SectionPage, Topic
from depesche.stories.topic_suggesting import Draft

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
TEXT = "Der Stadtrat von Lindenbrück streitet über die Grundsteuer und die Rücklagen der Kämmerei. "
ROUNDS = (
    "Kämmerin Ida Falk will die Grundsteuer in Lindenbrück um ein Zehntel anheben.",
    "Gegen die Grundsteuer gehen in Lindenbrück Hausbesitzer auf die Straße, Falk hört zu.",
    "Die Rücklagen der Kämmerei von Lindenbrück reichen nicht, sagt Falk vor dem Stadtrat zur Grundsteuer.",
)


@pytest.fixture
def topics(politik: SectionPage) -> dict[str, Topic]:
    made = {
        name: Topic.objects.create(name=name, slug=services.slug_of(name)) for name in ("Haushalt", "Pflege", "Merle")
    }
    for number, text in enumerate(ROUNDS):
        headline = f"Grundsteuer: Runde {number}"
        draft = services.ArticleDraft(headline=headline, body=[("text", f"<p>{text}</p>")], topics=[made["Haushalt"]])
        services.publish(services.create_article(politik, draft))
    return made


def test_near_articles_lend_their_topics_and_named_ones_are_found(topics: dict[str, Topic]) -> None:
    draft = Draft(headline="Grundsteuer steigt", lead="Die Merle bleibt.", body=TEXT + "Die Pflege kam nicht vor.")
    found = topic_suggesting.suggest(draft)
    assert [one.topic.name for one in found] == ["Haushalt", "Merle"]
    assert found[0].like.startswith("Grundsteuer: Runde")
    assert found[1].like == ""
    assert topic_suggesting.suggest(draft, without=[topics["Haushalt"].pk, topics["Merle"].pk]) == []
    assert topic_suggesting.suggest(Draft(headline="Kurz", lead="", body="")) == []


def test_the_archive_being_away_names_still_count(topics: dict[str, Topic], monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OSError

    monkeypatch.setattr(plant, "archive", away)
    draft = Draft(headline="Pflege wird teurer", lead=TEXT, body="")
    assert [one.topic.name for one in topic_suggesting.suggest(draft)] == ["Pflege"]
