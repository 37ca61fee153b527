"""The breaking line at the desk: one form for sending, changing and taking down."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from depesche.stories import breaking, services
from depesche.stories.models import ArticlePage, BreakingStep, SectionPage

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
FORM = {"text": "Der Damm hält.", "link": "", "duration": "15", "until": ""}


@pytest.fixture
def story(sections: dict[str, SectionPage]) -> ArticlePage:
    return services.publish(services.create_article(sections["politik"], services.ArticleDraft(headline="Damm hält")))


def test_sent_changed_and_taken_down(chief_desk: Client, story: ArticlePage) -> None:
    where = reverse("desk:breaking")
    assert "Jetzt senden" in chief_desk.get(where).content.decode()
    answer = chief_desk.post(where, {**FORM, "link": "/politik/damm-haelt/"})
    assert answer.status_code == 302
    step = breaking.current(at=timezone.now())
    assert step is not None
    assert (step.text, step.article) == ("Der Damm hält.", story)
    assert timedelta(minutes=14) < step.until - timezone.now() <= timedelta(minutes=15)
    page = chief_desk.get(where).content.decode()
    assert "Jetzt auf allen Seiten" in page
    assert 'value="/politik/damm-haelt/"' in page

    until = timezone.localtime(step.until).strftime("%Y-%m-%d %H:%M")
    chief_desk.post(where, {"text": "Der Damm bricht.", "duration": "until", "until": until, "change": "1"})
    changed = breaking.current(at=timezone.now())
    assert changed is not None
    assert (changed.key, changed.text) == (step.key, "Der Damm bricht.")
    chief_desk.post(reverse("desk:breaking_end"))
    assert breaking.current(at=timezone.now()) is None
    history = chief_desk.get(where).content.decode()
    assert history.index("beendet") < history.index("geändert") < history.index("gesendet")


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(chief_desk: Client, story: ArticlePage) -> None:
    for change, words in (
        ({"link": "/politik/gibt-es-nicht/"}, "Unter dieser Adresse steht nichts"),
        ({"duration": "until"}, "wann sie endet"),
        ({"duration": "until", "until": "2020-01-01 12:00"}, "schon vorbei"),
    ):
        for address in (reverse("desk:breaking"), reverse("desk:breaking_preview")):
            answer = chief_desk.post(address, {**FORM, **change})
            page = answer.content.decode()
            assert answer.status_code == 422
            assert words in page
            assert "Der Damm hält." in page
    assert BreakingStep.objects.count() == 0


def test_the_preview_is_the_front_page_and_sends_nothing(chief_desk: Client, story: ArticlePage) -> None:
    page = chief_desk.post(reverse("desk:breaking_preview"), FORM).content.decode()
    assert 'data-part="breaking"' in page
    assert "Der Damm hält." in page
    assert BreakingStep.objects.count() == 0


def test_articles_are_offered_by_words_of_their_headline(chief_desk: Client, story: ArticlePage) -> None:
    offers = chief_desk.get(reverse("desk:breaking_articles"), {"q": "hält DAM"}).json()
    assert offers == {"articles": [{"path": "/politik/damm-haelt/", "headline": "Damm hält"}]}
    assert chief_desk.get(reverse("desk:breaking_articles"), {"q": "Xylophon"}).json() == {"articles": []}


def test_who_may_not_publish_is_turned_away(desk: Client, story: ArticlePage) -> None:
    assert "Eilmeldung" not in desk.get("/desk/").content.decode()
    for name in ("breaking", "breaking_articles"):
        assert desk.get(reverse(f"desk:{name}")).status_code == 302
    for name in ("breaking", "breaking_end", "breaking_preview"):
        assert desk.post(reverse(f"desk:{name}"), FORM).status_code in (302, 403)
    assert BreakingStep.objects.count() == 0
