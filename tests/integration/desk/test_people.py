"""People on the desk: quotes confirmed and rejected by one click, pages turned off and on, two made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from depesche.stories.models import ArticlePage, Profile

pytestmark = pytest.mark.django_db

SAID = "Wir bauen die Brücke im Sommer neu"


@pytest.fixture
def berg(sections: dict[str, Any]) -> Profile:
    from depesche.stories import profiles

    return profiles.create("Anna Berg", role="Bürgermeisterin")


@pytest.fixture
def article(sections: dict[str, Any], berg: Profile, django_capture_on_commit_callbacks: Any) -> ArticlePage:
    from depesche.stories import services

    body = [("text", f"<p>„{SAID}“, sagte Anna Berg am Montag.</p>")]
    draft = services.ArticleDraft(headline="Brücke wird neu gebaut", body=body)
    with django_capture_on_commit_callbacks(execute=True):
        return services.publish(services.create_article(sections["politik"], draft))


def test_a_quote_is_confirmed_and_rejected_by_one_click(desk: Client, article: ArticlePage, berg: Profile) -> None:
    from depesche.stories.models import Quotation

    row = Quotation.objects.get()
    page = desk.get("/desk/people/quotes/").content.decode()
    assert f"<mark>{SAID}</mark>“, sagte Anna Berg am Montag." in page
    assert article.title in page
    assert "1 Zitat zu bestätigen" in desk.get("/desk/people/").content.decode()

    here = f"/desk/people/{berg.pk}/"
    answer = desk.post(f"/desk/people/quotes/{row.pk}/confirm/", {"profile": berg.pk, "next": here})
    assert (answer.status_code, answer["Location"]) == (302, here)
    row.refresh_from_db()
    assert (row.state, row.profile, row.decided_by is not None) == ("confirmed", berg, True)
    assert "Kein Zitat wartet" in desk.get("/desk/people/quotes/").content.decode()
    shown = desk.get(here).content.decode()
    assert "Wegnehmen" in shown
    assert f"Zitat bestätigt: „{SAID}“" in shown

    answer = desk.post(f"/desk/people/quotes/{row.pk}/reject/", {"next": "https://elsewhere.example/"})
    assert answer["Location"] == "/desk/people/quotes/"
    row.refresh_from_db()
    assert row.state == "rejected"
    assert desk.post("/desk/people/quotes/0/confirm/").status_code == 404


def test_two_of_a_name_are_told_apart_by_an_editor(desk: Client, article: ArticlePage, berg: Profile) -> None:
    from depesche.stories import profiles
    from depesche.stories.models import Appearance, Quotation

    other = profiles.create("Anna Berg", note="Handballerin")
    row = Quotation.objects.get()
    page = desk.get("/desk/people/quotes/").content.decode()
    assert "Es war Anna Berg (Handballerin)" in page
    desk.post(f"/desk/people/quotes/{row.pk}/confirm/", {})
    row.refresh_from_db()
    assert row.state == "proposed"
    desk.post(f"/desk/people/quotes/{row.pk}/confirm/", {"profile": other.pk})
    row.refresh_from_db()
    assert row.profile == other

    named = Appearance.objects.get(profile=berg)
    desk.post(f"/desk/people/appearances/{named.pk}/disown/")
    named.refresh_from_db()
    assert named.state == "other"
    assert "jemand anderes" in desk.get(f"/desk/people/{berg.pk}/").content.decode()
    desk.post(f"/desk/people/appearances/{named.pk}/choose/")
    named.refresh_from_db()
    assert named.state == "chosen"


def test_a_page_is_turned_off_and_on(desk: Client, article: ArticlePage, berg: Profile) -> None:
    here = f"/desk/people/{berg.pk}/"
    desk.post(f"{here}off/")
    berg.refresh_from_db()
    assert not berg.shown
    assert "antwortet mit 410" in desk.get(here).content.decode()
    assert "Kein Zitat wartet" in desk.get("/desk/people/quotes/").content.decode()
    desk.post(f"{here}on/")
    desk.post(f"{here}search/")
    berg.refresh_from_db()
    assert berg.shown
    assert "Seite ausschalten" in desk.get(here).content.decode()


def test_two_pages_are_merged_by_who_may_delete_them(desk: Client, chief_desk: Client, berg: Profile) -> None:
    from depesche.stories import profiles
    from depesche.stories.models import Profile

    other = profiles.create("Anna Berg-Kamm")
    merge = f"/desk/people/{berg.pk}/merge/"
    assert desk.post(merge, {"into": other.pk}).status_code == 302
    assert Profile.objects.count() == 2
    assert "Anna Berg-Kamm" in chief_desk.get(merge).content.decode()
    assert chief_desk.post(merge, {"into": berg.pk}).status_code == 200
    assert chief_desk.post(merge, {"into": other.pk})["Location"] == f"/desk/people/{other.pk}/"
    assert Profile.objects.get().names == ("Anna Berg-Kamm", "Anna Berg")


def test_the_form_refuses_an_address_that_an_author_has(desk: Client, berg: Profile) -> None:
    from depesche.stories.models import Author, Profile

    Author.objects.create(name="Mara Nadolny", slug="mara-nadolny")
    sent = {"name": "Mara Nadolny", "slug": "mara-nadolny", "kind": "person", "role": "", "aliases": "", "shown": "on"}
    answer = desk.post("/desk/people/add/", sent)
    assert "Diese Adresse hat die Seite einer Autorin" in answer.content.decode()
    answer = desk.post("/desk/people/add/", sent | {"slug": "mara-nadolny-2"})
    assert answer.status_code == 302
    assert Profile.objects.get(slug="mara-nadolny-2").shown
    assert "Zitate, Artikel, an und aus" in desk.get(f"/desk/people/edit/{berg.pk}/").content.decode()
