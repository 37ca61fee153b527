"""One story, one row: the newest version on top, the others behind it, and alerts until they are dealt with."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

if TYPE_CHECKING:
    from django.test import Client

    from depesche.accounts.models import User
    from depesche.desk.models import Item

pytestmark = pytest.mark.django_db
MakeItem = Callable[..., "Item"]


@pytest.fixture
def three(make_item: MakeItem) -> list[Item]:
    """Three versions, the newest first."""
    return [
        make_item(family="01ITEM0003", headline=f"Fassung {number}", body=f"Es sind {number}.") for number in (3, 2, 1)
    ]


def inbox_page(client: Client, query: str = "") -> str:
    return client.get(f"/desk/inbox/{query}").content.decode()


def rows(page: str) -> int:
    return len(re.findall(r'class="desk-item[ "]', page))


def test_the_list_has_one_row_with_the_newest_version(desk: Client, three: list[Item]) -> None:
    page = inbox_page(desk)
    assert rows(page) == 1
    assert "Fassung 3" in page
    assert "3 Fassungen" in page
    assert 'data-open-count="1"' in page


def test_a_search_finds_the_older_ones_too(desk: Client, three: list[Item]) -> None:
    assert rows(inbox_page(desk, "?q=Fassung")) == 3


def test_spiking_takes_the_older_ones_along_and_undoing_brings_them_back(
    desk: Client, three: list[Item], anna: User
) -> None:
    from depesche.desk import inbox
    from depesche.desk.models import Item

    inbox.claim(three[2].pk, anna, at=timezone.now())
    desk.post(f"/desk/inbox/{three[0].pk}/spike/")
    statuses = dict(Item.objects.values_list("pk", "status"))
    assert [statuses[item.pk] for item in three] == ["spiked", "spiked", "claimed"], "a colleague's stays"
    desk.post(f"/desk/inbox/{three[0].pk}/restore/")
    statuses = dict(Item.objects.values_list("pk", "status"))
    assert [statuses[item.pk] for item in three] == ["new", "new", "claimed"]
    assert "Fassung bei Anna" in inbox_page(desk)


def test_an_article_of_the_newest_files_the_older_ones(
    desk: Client, three: list[Item], sections: dict[str, Any]
) -> None:
    from depesche.desk.models import Item

    desk.post(f"/desk/inbox/{three[0].pk}/article/", {"into": sections["politik"].pk})
    assert list(Item.objects.order_by("-received_at").values_list("status", flat=True)) == ["used", "filed", "filed"]


def test_the_item_shows_its_versions_and_their_differences(desk: Client, three: list[Item]) -> None:
    page = desk.get(f"/desk/inbox/{three[1].pk}/").content.decode()
    assert "Es gibt eine neuere Fassung" in page
    compare = f"/desk/inbox/{three[1].pk}/compare/{three[0].pk}/"
    assert compare in page
    difference = desk.get(compare).content.decode()
    assert "<del>2</del><ins>3</ins>" in difference
    assert desk.get(f"/desk/inbox/{three[1].pk}/compare/nirgends/").status_code == 404


def test_an_editor_is_told_of_a_correction_until_it_is_dealt_with(
    desk: Client, make_item: MakeItem, sections: dict[str, Any]
) -> None:
    from depesche.desk.models import Alert, Item

    first = make_item(sender_domain="stadt.example")
    desk.post(f"/desk/inbox/{first.pk}/article/", {"into": sections["politik"].pk})
    first.refresh_from_db()
    fragment = f"/desk/alerts/{first.article_id}/"
    cursor = {"cursor": "de."}
    assert desk.get(fragment, cursor).status_code == 204
    seen = desk.get("/desk/today/fragment/").content.decode()
    assert "Korrekturen zu dem" not in seen
    correction = make_item(
        kind="correction_of_earlier_release",
        headline="Doch erst im Oktober",
        corrects=first,
        family=first.family,
        received_at=first.received_at + timedelta(hours=1),
    )
    today = desk.get("/desk/today/fragment/").content.decode()
    assert "Korrekturen zu dem, was erschienen ist" in today
    assert "Betrifft einen Artikel" in inbox_page(desk)
    assert "Doch erst im Oktober" in desk.get(fragment, cursor).content.decode()
    assert "Doch erst im Oktober" in desk.get(f"/desk/pages/{first.article_id}/edit/").content.decode()
    assert "Aus der Vorlage, die hier korrigiert wird" in desk.get(f"/desk/inbox/{correction.pk}/").content.decode()
    desk.post(f"/desk/inbox/{correction.pk}/settle/")
    assert desk.get(fragment, cursor).status_code == 204
    alert = Alert.objects.get()
    assert alert.done_at is not None
    assert str(alert.done_by) == "Anna"
    assert Item.objects.get(pk=correction.pk).status == "new"
