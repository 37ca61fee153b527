"""The link dialog finds our own pages as newsrooms seek them."""

from __future__ import annotations

import pytest
from django.test import Client

from depesche.stories import services
from depesche.stories.models import ArticlePage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def bridge(plant_folders: object) -> ArticlePage:
    services.home()
    section = services.section("nachrichten", name="Nachrichten")
    services.section("politik", name="Politik")
    for headline in ("Der Wochenmarkt weicht aus", "Merlebrücke für Monate gesperrt"):
        body = [("text", "<p>Die Ersatzlager werden frühestens im März geliefert.</p>")] if "Merle" in headline else []
        page = services.create_article(section, services.ArticleDraft(headline=headline, body=body))
        services.publish(page)
    return ArticlePage.objects.get(slug=page.slug)


def found(client: Client, words: str) -> list[str]:
    answer = client.get("/desk/choose-page/search/", {"q": words, "page_type": "wagtailcore.page"})
    assert answer.status_code == 200
    return [page.title for page in answer.context["table"].data]


def test_compounds_texts_and_addresses_are_found(admin_client: Client, bridge: ArticlePage) -> None:
    for words in (
        "Brücke",
        "gesperrt merle",
        "Lager",
        "Ersatzlagern",
        "/nachrichten/merlebruecke-fuer-monate-gesperrt/",
    ):
        assert found(admin_client, words)[:1] == [bridge.title], words


def test_an_old_address_leads_to_where_the_story_is_now(admin_client: Client, bridge: ArticlePage) -> None:
    bridge.move(services.section("politik"), pos="last-child")
    assert found(admin_client, "https://zeitung.example/nachrichten/merlebruecke-fuer-monate-gesperrt/") == [
        bridge.title
    ]


def test_anything_can_be_typed(admin_client: Client, bridge: ArticlePage) -> None:
    for words in ("", "/", "http://[", "\x00", "x" * 10_000, "%", "Zahnarzt"):
        assert found(admin_client, words) == [], words
