"""The search page: whatever stands in its address is answered; what it shows is public now."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.stories import finding, plant, services
from depesche.stories.models import ArticlePage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PATH = "/politik/stadtrat-beschliesst-den-haushalt/"


def found(**asked: str) -> list[str]:
    return [hit.card.path for hit in finding.results(asked).hits]


def test_the_form_narrows_down_by_name_slug_and_day(article: ArticlePage) -> None:
    services.publish(article)
    for fits in (
        {},
        {"ressort": "politik"},
        {"thema": "Haushalt"},
        {"thema": "haushalt"},
        {"autor": "mara nadolny"},
        {"autor": "mara-nadolny"},
        {"zeit": "tag"},
        {"von": "2020-01-01", "bis": "2999-12-31"},
        {"von": "quatsch", "zeit": "nie", "seite": "x"},
    ):
        assert found(q="Haushalt", **fits) == [PATH], fits
        assert found(**fits) == ([PATH] if set(fits) - {"seite"} and fits.get("von") != "quatsch" else []), fits
    for misfit in (
        {"ressort": "nachrichten"},
        {"thema": "x"},
        {"autor": "x"},
        {"bis": "2020-01-01"},
        {"von": "9999-12-31"},
    ):
        document = finding.results({"q": "Haushalt", **misfit})
        assert (document.hits, document.total, document.unfiltered) == ((), 0, 1), misfit


def test_the_page_says_what_was_meant_and_leads_on(article: ArticlePage) -> None:
    services.publish(article)
    page = Client().get("/suche/", {"q": "Stadtrta"}).content.decode()
    assert "Gezeigt werden Treffer für „Stadtrat“." in page
    assert "<mark>Stadtrat</mark>" in page
    assert f'href="{PATH}"' in page
    nothing = Client().get("/suche/", {"q": "„Haushalt Stadtrat“"}).content.decode()
    assert "haben wir nichts gefunden" in nothing
    assert "/suche/?q=Haushalt+Stadtrat" in nothing


def test_a_withdrawal_is_out_of_search_within_a_second(article: ArticlePage) -> None:
    services.publish(article)
    assert found(q="Haushalt") == [PATH]
    begun = time.monotonic()
    services.unpublish(article)
    while found(q="Haushalt"):
        assert time.monotonic() - begun < 1
    assert plant.archive().search("Haushalt") == ([], 0)


_ODD = st.sampled_from(["0001-01-01", "9999-12-31", "-1", "99999", "tag", "\x00", '"'])


@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.text(max_size=40)
            | st.sampled_from(["0001-01-01", "9999-12-31", "-1", "99999", "tag", "\x00", '"'])
            for name in ("q", "ressort", "thema", "autor", "zeit", "von", "bis", "seite", "sofort")
        },
    )
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_address_is_answered(article: ArticlePage, asked: dict[str, str]) -> None:
    document = finding.results(asked)
    assert 1 <= document.page <= finding.MOST_PAGES
    assert len(document.hits) <= finding.PAGE


def test_ten_kilobytes_of_junk_are_answered_in_time(article: ArticlePage) -> None:
    services.publish(article)
    for unit in ("a", "Haushalt ", '"', "ä-", "7 ", "(*", "\N{ZERO WIDTH SPACE}"):
        begun = time.process_time()
        assert Client().get("/suche/", {"q": unit * (10_000 // len(unit))}).status_code == 200
        assert time.process_time() - begun < 2
