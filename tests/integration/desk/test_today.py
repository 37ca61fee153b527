"""“Heute”: what a newsroom sees first, and that it stays true."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.integration.desk.conftest import MakeItem

from depesche.accounts.models import User
from depesche.stories import publishing, services
from depesche.stories.models import ArticlePage, Change, PublicationSettings, SectionPage

pytestmark = pytest.mark.django_db
Sections = dict[str, SectionPage]
FRAGMENT = "/desk/today/fragment/"


def keys(html: str) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', html)


def cursor(client: Client) -> str:
    match = re.search(r'data-cursor="([^"]*)"', client.get(FRAGMENT).content.decode())
    assert match is not None
    return match[1]


def changed(client: Client, since: str) -> bool:
    return client.get(FRAGMENT, {"cursor": since}).status_code == 200


def write(section: SectionPage, headline: str) -> ArticlePage:
    return services.create_article(section, services.ArticleDraft(headline=headline))


def test_the_desk_is_named_for_the_publication(desk: Client, sections: Sections) -> None:
    own = PublicationSettings.load()
    own.name = "Merle-Bote & Söhne"
    own.save()
    html = desk.get("/desk/").content.decode()
    assert "<title>Heute - Merle-Bote &amp; Söhne</title>" in re.sub(r"\s+", " ", html).replace("> ", ">").replace(
        " <", "<"
    )
    assert "Wagtail" not in re.sub(r"<(script|noscript).*?</\1>", "", html, flags=re.DOTALL)
    assert "Merle-Bote &amp; Söhne" in Client().get("/desk/login/").content.decode()


def test_each_list_holds_what_belongs_there(make_item: MakeItem, sections: Sections, desk: Client) -> None:
    item = make_item()
    section = sections["politik"]
    draft = write(section, "Entwurf")
    public = services.publish(write(section, "Öffentlich"))
    planned = services.schedule(write(section, "Geplant"), at=timezone.now() + timedelta(hours=1))
    blocked = write(section, "Gesperrt")
    ArticlePage.objects.filter(pk=blocked.pk).update(embargo="ask")
    withdrawn = services.unpublish(services.publish(write(section, "Zurückgezogen")))

    found = keys(desk.get("/desk/").content.decode())
    assert f"item-{item.pk}" in found
    assert {key for key in found if key.startswith("draft-")} == {f"draft-{draft.pk}", f"draft-{blocked.pk}"}
    assert [key for key in found if key.startswith("scheduled-")] == [f"scheduled-{planned.pk}"]
    assert [key for key in found if key.startswith("embargoed-")] == [f"embargoed-{blocked.pk}"]
    newest = Change.objects.filter(article=withdrawn).latest("pk")
    assert next(key for key in found if key.startswith("change-")) == f"change-{newest.pk}"
    assert Change.objects.filter(article=public).exists()


def test_the_time_until_readers_saw_it_is_shown(sections: Sections, desk: Client) -> None:
    services.publish(write(sections["politik"], "Öffentlich"))
    change = Change.objects.get(kind="publish")
    html = desk.get("/desk/").content.decode()
    assert "unterwegs" in html
    Change.objects.filter(pk=change.pk).update(done_at=change.made_at + timedelta(milliseconds=137))
    assert "sichtbar nach 137 ms" in desk.get("/desk/").content.decode()


def test_a_change_that_failed_is_said_loudly(sections: Sections, desk: Client) -> None:
    services.publish(write(sections["politik"], "Öffentlich"))
    Change.objects.filter(kind="publish").update(attempts=2, error="OSError: kein Platz")
    html = desk.get("/desk/").content.decode()
    assert "Noch nicht bei den Lesern" in html
    assert "OSError: kein Platz" in html
    assert "2 Versuche" in html


def test_the_page_follows_everything_and_rests_otherwise(
    make_item: MakeItem, sections: Sections, desk: Client, anna: User
) -> None:
    mark = cursor(desk)
    assert not changed(desk, mark)

    make_item()
    assert changed(desk, mark)
    mark = cursor(desk)

    page = write(sections["politik"], "Entwurf")
    assert changed(desk, mark)
    mark = cursor(desk)

    page.get_latest_revision_as_object().save_revision(user=anna, clean=False)
    assert changed(desk, mark)
    mark = cursor(desk)

    services.publish(page)
    assert changed(desk, mark)
    mark = cursor(desk)

    Change.objects.filter(article=page).update(done_at=timezone.now())
    assert changed(desk, mark)
    assert not changed(desk, cursor(desk))


def test_asking_is_cheap(make_item: MakeItem, desk: Client, django_assert_max_num_queries: object) -> None:
    make_item()
    mark = cursor(desk)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert not changed(desk, mark)


def test_strangers_learn_nothing(db: None) -> None:
    assert Client().get(FRAGMENT).status_code == 302


def menu(client: Client) -> dict[str, dict[str, object]]:
    """The entries of the sidebar, with those of its submenus, by their label."""
    match = re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', client.get("/desk/").content.decode())
    assert match is not None
    found: dict[str, dict[str, object]] = {}

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("label"), str):
                found[node["label"]] = node
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(json.loads(match[1]))
    return found


def test_the_menu_has_what_a_newsroom_uses(make_item: MakeItem, desk: Client, chief_desk: Client) -> None:
    make_item()
    entries = menu(desk)
    usual = ["Heute", "Eingang", "Artikel", "Seiten", "Absender", "Bilder", "Themen", "Autoren"]
    assert [entry for entry in entries if entry in usual] == usual
    assert entries["Eingang"]["attrs"] == {"data-desk-count": "1"}
    assert not {"Dokumente", "Berichte", "Schnipsel", "Publikation"} & set(entries)
    assert "?" in str(entries["Kürzel"]["attrs"])
    assert {"Publikation", "Weiterleitungen"} <= set(menu(chief_desk))


def test_what_appeared_on_this_day_of_other_years_is_shown(desk: Client, sections: Sections) -> None:
    today = timezone.localtime().replace(hour=12)
    if (today.month, today.day) == (2, 29):
        pytest.skip("there was no such day in these years")
    for years, headline in ((0, "Heute neu"), (1, "Vor einem Jahr"), (3, "Vor drei Jahren")):
        with publishing.dated(today.replace(year=today.year - years)):
            services.publish(write(sections["politik"], headline))
    html = desk.get("/desk/").content.decode()
    shown = html[html.index('id="today-years-ago"') :]
    assert "Dieser Tag in anderen Jahren" in shown
    assert "Heute neu" not in shown
    assert shown.index("Vor einem Jahr") < shown.index("vor einem Jahr") < shown.index("Vor drei Jahren")
    assert "vor 3 Jahren" in shown
