"""Timelines: what readers see of them, what editors make of them, and what never shows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from depesche.stories import chronicle, plant, publishing, services, timelines
from depesche.stories.models import ArticlePage, SectionPage, TimelinePoint, Topic, TopicStep

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
TUESDAY = datetime(2026, 11, 17, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def bridge() -> Topic:
    return Topic.objects.create(name="Merlebrücke", slug="merlebruecke", summary="<p>Die Brücke ist <b>zu</b>.</p>")


@pytest.fixture
def three(politik: SectionPage, bridge: Topic) -> list[ArticlePage]:
    said = {
        "Riss entdeckt": "Prüfer haben am Sonntag einen Riss in der Merlebrücke entdeckt.",
        "Brücke gesperrt": "Die Stadt sperrt die Brücke für alle Fahrzeuge.",
        "Rat berät": "Am Freitag soll der Rat über die Brücke beraten.",
    }
    made = []
    for number, (headline, lead) in enumerate(said.items()):
        draft = services.ArticleDraft(headline=headline, lead=lead, topics=[bridge])
        with publishing.dated(TUESDAY + timedelta(days=number)):
            made.append(services.publish(services.create_article(politik, draft)))
    return made


def page(slug: str = "merlebruecke") -> str:
    html = (plant.store().get(f"thema/{slug}/index.html") or b"").decode()
    return html.split("<main")[1].split('class="list__cards"')[0]


def test_articles_stand_on_the_day_it_happened(bridge: Topic, three: list[ArticlePage]) -> None:
    found = [(event.text, event.day) for event in chronicle.shown(bridge)]
    assert found == [
        ("Rat berät", date(2026, 11, 19)),  # What is to come is no event yet: the day of the report.
        ("Brücke gesperrt", date(2026, 11, 18)),
        ("Riss entdeckt", date(2026, 11, 15)),
    ]
    shown = page()
    assert "Die Brücke ist <b>zu</b>." in shown
    assert '<time class="timeline__day" datetime="2026-11-15">' in shown
    assert 'href="/politik/riss-entdeckt/"' in shown


def test_what_is_withdrawn_or_drafted_is_in_no_timeline(
    bridge: Topic, three: list[ArticlePage], politik: SectionPage
) -> None:
    services.create_article(politik, services.ArticleDraft(headline="Geheimer Entwurf", topics=[bridge]))
    crack, closed, _council = [chronicle.event_of(bridge, f"a{article.pk}") for article in three]
    assert crack
    assert closed
    told = timelines.put(bridge, event=crack, day=crack.day, text="Prüfer finden einen Riss.")
    own = timelines.put(bridge, day=date(1987, 5, 1), precision="month", text="Die Brücke wird gebaut.")
    timelines.put(bridge, event=closed, day=closed.day, text="")
    assert "Prüfer finden einen Riss." in page()
    assert "Mai 1987" in page()

    services.unpublish(three[0])
    services.unpublish(three[1])
    shown = page()
    for words in ("Riss", "Brücke gesperrt", "Geheimer"):
        assert words not in shown
    assert "Die Brücke wird gebaut." in shown
    hidden = chronicle.event_of(bridge, f"p{told.pk}")
    assert hidden is not None
    assert not hidden.is_public
    assert own in [event.point for event in chronicle.shown(bridge)]

    three[0].delete()  # Nothing tells any more what its words rested on: they stay away.
    assert "Riss" not in page()
    assert TimelinePoint.objects.filter(pk=told.pk).exists()


def test_a_point_resting_on_an_article_of_another_topic_goes_with_it(politik: SectionPage, bridge: Topic) -> None:
    article = services.publish(services.create_article(politik, services.ArticleDraft(headline="Gutachten liegt vor")))
    point = timelines.put(bridge, day=date(2026, 11, 20), text="Das Gutachten liegt vor.")
    point.rests_on.create(article=article)
    bridge.save()
    assert "Das Gutachten liegt vor." in page()
    services.unpublish(article)
    assert "Das Gutachten liegt vor." not in page()
    told = [event.event for event in plant.log().since(0, limit=1000) if event.topic == "topic/merlebruecke"]
    assert told[-1] == "withdraw"


def test_editors_hide_merge_and_take_back(bridge: Topic, three: list[ArticlePage]) -> None:
    def event(key: str) -> chronicle.Event:
        found = chronicle.event_of(bridge, key)
        assert found is not None
        return found

    first, second, third = (f"a{article.pk}" for article in three)
    hidden = timelines.hide(bridge, event(third))
    assert "Rat berät" not in page()
    timelines.show(bridge, event(f"p{hidden.pk}"))
    assert "Rat berät" in page()

    joined = timelines.join(bridge, [event(second), event(first)])
    assert joined.happened_on == date(2026, 11, 15)
    assert [card.headline for card in event(f"p{joined.pk}").cards.values()] == ["Riss entdeckt", "Brücke gesperrt"]
    shown = page()
    assert shown.count('timeline__point"') == 2
    assert 'href="/politik/bruecke-gesperrt/">Brücke gesperrt</a>' in shown
    with pytest.raises(ValidationError):
        timelines.join(bridge, [event(f"p{joined.pk}")])

    timelines.drop(bridge, event(f"p{joined.pk}"))
    assert {one.key for one in chronicle.events(bridge)} >= {first, second}
    assert [step.deed for step in TopicStep.objects.order_by("pk")] == ["hide", "show", "join", "drop"]


def test_a_point_follows_the_headline_until_somebody_writes_its_words(bridge: Topic, three: list[ArticlePage]) -> None:
    event = chronicle.event_of(bridge, f"a{three[1].pk}")
    assert event is not None
    point = timelines.put(bridge, event=event, day=date(2026, 11, 16), text="Brücke gesperrt")
    assert point.text == ""
    latest = three[1].get_latest_revision_as_object()
    latest.title = "Brücke bleibt gesperrt"
    services.publish(three[1], revision=latest.save_revision(clean=False))
    assert "Brücke bleibt gesperrt" in page()
    with pytest.raises(ValidationError):
        timelines.put(bridge, day=date(2026, 11, 16), text="  ")


def test_who_is_named_in_several_articles_is_involved(politik: SectionPage, bridge: Topic) -> None:
    for headline in ("Erste Beratung", "Zweite Beratung", "Dritte Beratung"):
        body = [("text", "<p>Bürgermeisterin Henrike Aldenhoff sprach in Berlin über die Brücke.</p>")]
        draft = services.ArticleDraft(headline=headline, body=body, topics=[bridge])
        services.publish(services.create_article(politik, draft))
    shown = page()
    assert ">Henrike Aldenhoff</a>" in shown
    assert ">Berlin</a>" in shown
    assert "thema=merlebruecke" in shown


def test_the_source_of_points_is_an_editors_choice(bridge: Topic, three: list[ArticlePage]) -> None:
    timelines.set_source(bridge, "chosen")
    assert "timeline" not in page()
    event = chronicle.event_of(bridge, f"a{three[0].pk}")
    assert event is not None
    assert timelines.take_all(bridge, [event]) == 1
    assert page().count('timeline__point"') == 1
    timelines.set_source(bridge, "none")
    assert "timeline" not in page()
