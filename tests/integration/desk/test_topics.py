"""A topic's dossier on the desk: who may do what, and what each button does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from depesche.stories.models import ArticlePage, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    from depesche.stories.models import Topic

    return Topic.objects.create(name="Merlebrücke", slug="merlebruecke")


@pytest.fixture
def articles(sections: dict[str, Any], topic: Topic) -> list[ArticlePage]:
    from depesche.stories import services

    drafts = [services.ArticleDraft(headline=name, topics=[topic]) for name in ("Riss entdeckt", "Brücke gesperrt")]
    return [services.publish(services.create_article(sections["politik"], draft)) for draft in drafts]


def test_a_point_is_set_hidden_and_taken_out(desk: Client, topic: Topic, articles: list[ArticlePage]) -> None:
    here = f"/desk/topics/{topic.pk}/"
    page = desk.get(here).content.decode()
    assert "Riss entdeckt" in page
    assert "vorgeschlagen" in page

    form = desk.get(f"{here}points/a{articles[0].pk}/").content.decode()
    assert 'type="date"' in form
    sent = {"day": "1968-05-01", "precision": "year", "text": "Die Brücke wird gebaut."}
    assert desk.post(f"{here}points/new/", sent).status_code == 302
    assert desk.post(f"{here}points/new/", sent | {"text": " "}).status_code == 200
    assert desk.post(f"{here}points/a{articles[0].pk}/", {"day": "2026-11-22", "precision": "day"}).status_code == 302
    assert sorted(topic.points.values_list("happened_on", flat=True)) == [date(1968, 5, 1), date(2026, 11, 22)]

    desk.post(f"{here}hide/", {"key": f"a{articles[1].pk}"})
    assert topic.points.filter(hidden=True).count() == 1
    hidden = topic.points.get(hidden=True)
    assert "verborgen" in desk.get(here).content.decode()
    desk.post(f"{here}show/", {"key": f"p{hidden.pk}"})
    desk.post(f"{here}drop/", {"key": f"p{hidden.pk}"})
    assert topic.points.count() == 2
    keys = [f"p{key}" for key in topic.points.values_list("pk", flat=True)]
    desk.post(f"{here}join/", {"keys": keys})
    assert topic.points.get().text == "Die Brücke wird gebaut."
    desk.post(f"{here}take/", {})
    assert topic.points.count() == 2
    desk.post(f"{here}source/", {"source": "chosen"})
    topic.refresh_from_db()
    assert topic.timeline == "chosen"
    assert desk.post(f"{here}source/", {"source": "x"}).status_code == 400
    assert desk.post(f"{here}hide/", {"key": "p0"}).status_code == 404
    assert desk.get(f"{here}points/zzz/").status_code == 404


def test_topics_are_merged_and_split_by_who_may_delete_them(
    desk: Client, chief_desk: Client, topic: Topic, articles: list[ArticlePage]
) -> None:
    from depesche.stories.models import Topic

    other = Topic.objects.create(name="Umleitungen", slug="umleitungen")
    split, merge = (f"/desk/topics/{topic.pk}/{deed}/" for deed in ("split", "merge"))
    assert desk.get(merge).status_code == 302
    assert desk.post(split, {"name": "Neu", "articles": [articles[0].pk]}).status_code == 302
    assert topic.articles.count() == 2

    refused = chief_desk.post(split, {"name": "Neu", "into": other.pk, "articles": [articles[0].pk]})
    assert refused.status_code == 200
    assert chief_desk.post(split, {"name": "Gutachten", "articles": [articles[0].pk]}).status_code == 302
    made = Topic.objects.get(name="Gutachten")
    assert list(made.articles.values_list("pk", flat=True)) == [articles[0].pk]
    assert "1 Artikel" in chief_desk.get(f"/desk/topics/{made.pk}/").content.decode()

    assert "lässt sich nicht rückgängig machen" in chief_desk.get(merge).content.decode()
    answer = chief_desk.post(merge, {"into": other.pk})
    assert answer["Location"] == f"/desk/topics/{other.pk}/"
    assert not Topic.objects.filter(pk=topic.pk).exists()
    assert "früher /thema/merlebruecke/" in chief_desk.get(f"/desk/topics/{other.pk}/").content.decode()


def test_the_list_and_the_form_lead_to_the_dossier(chief_desk: Client, topic: Topic) -> None:
    here = f"/desk/topics/{topic.pk}/"
    assert here in chief_desk.get("/desk/topics/").content.decode()
    assert here in chief_desk.get(f"/desk/topics/edit/{topic.pk}/").content.decode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_running_story_becomes_a_topic_by_one_click(sections: dict[str, Any], desk: Client) -> None:
    from depesche.stories import services
    from depesche.stories.models import ArticlePage, Topic

    told = {
        "Deich bei Osterweide gibt nach": "Der Winterdeich an der Lerbe ist abgesackt, Helfer füllen Sandsäcke.",
        "Pegel der Lerbe sinkt": "Nach dem Deichbruch in Osterweide geht das Hochwasser an der Lerbe zurück.",
        "Wühlmäuse im Winterdeich": "Ein Gutachten warnte vor Hohlräumen im Winterdeich der Lerbe bei Osterweide.",
    }
    others = {
        "Handballer siegen knapp": "Der HSV gewann das Derby in der Nachspielzeit mit einem Tor Vorsprung.",
        "Neue Bibliothek eröffnet": "Bürger können nun auch nachts Bücher ausleihen, ganz ohne Personal.",
    }
    for headline, lead in {**told, **others}.items():
        draft = services.ArticleDraft(headline=headline, kicker="Deichbruch", lead=lead)
        services.publish(services.create_article(sections["politik"], draft))
    here = "/desk/topics/running/"
    page = desk.get(here).content.decode()
    assert 'value="Deichbruch"' in page
    assert all(headline in page for headline in told)
    assert not any(headline in page for headline in others)
    assert here in desk.get("/desk/topics/").content.decode()

    articles = list(ArticlePage.objects.filter(title__in=told).values_list("pk", flat=True))
    assert desk.post(here, {"name": "", "articles": articles})["Location"] == here
    made = desk.post(here, {"name": "Deichbruch", "articles": articles})
    topic = Topic.objects.get(name="Deichbruch")
    assert made["Location"] == f"/desk/topics/{topic.pk}/"
    assert topic.articles.count() == 3
    assert "Es läuft keine Geschichte" in desk.get(here).content.decode()
