"""What is said when the database is away, and when something else broke."""

from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from depesche.delivery.server import notices
from depesche.stories import finding, plant, rebuilding, routes
from depesche.stories.models import PublicationSettings, SectionPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
BROWSER = {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, headers=BROWSER)


@pytest.mark.parametrize("error", [OperationalError("unable to open database file"), InterfaceError("closed")])
def test_search_and_unknown_addresses_say_come_again(
    politik: SectionPage, client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def away(*_args: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(finding, "results", away)
    monkeypatch.setattr(routes, "document_at", away)
    for path in ("/suche/?q=x", "/gibt-es-nicht/", "/nichts"):
        answer = client.get(path)
        assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
        assert "Gerade nicht erreichbar" in answer.content.decode()
    assert Client(raise_request_exception=False).get("/nichts")["Content-Type"].startswith("text/plain")


def test_another_failure_is_no_reason_to_come_again(
    politik: SectionPage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(finding, "results", broken)
    assert client.get("/suche/?q=x").status_code == 500


def test_the_page_for_times_of_need_follows_the_publication(politik: SectionPage) -> None:
    own = PublicationSettings.load()
    own.name = "Der Neue Name"
    own.save()
    rebuilding.run_open()
    _, body = notices.unavailable(accept=b"text/html", accept_language=b"", home=plant.config().home)
    assert "Der Neue Name" in body.decode()
