"""“Artikel anlegen” from an old page: what happened meanwhile is told, and must be read before the article is made."""

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
def press(desk: Client, sections: dict[str, Any]) -> Callable[..., tuple[int, str]]:
    """Anna presses the button on an item's page, however old that is; the status of the answer and its text."""

    def press(item: Item, **more: str) -> tuple[int, str]:
        answer = desk.post(f"/desk/inbox/{item.pk}/article/", {"into": sections["politik"].pk, **more})
        return answer.status_code, answer.content.decode()

    return press


def read(page: str) -> dict[str, str]:
    """What the page's own form sends back."""
    found = re.search(r'name="known" value="([^"]+)"', page)
    assert found is not None
    return {"known": found[1]}


def articles() -> int:
    from depesche.stories.models import ArticlePage

    return int(ArticlePage.objects.count())


def test_who_spiked_an_item_is_named_and_the_article_made_only_all_the_same(
    press: Callable[..., tuple[int, str]], make_item: MakeItem, chefin: User
) -> None:
    from depesche.desk import inbox

    item = make_item()
    inbox.spike(item.pk, chefin, at=timezone.now())
    status, page = press(item)
    assert (status, articles()) == (409, 0)
    assert "Chefin hat diese Meldung verworfen" in page
    assert press(item, **read(page))[0] == 302
    assert articles() == 1


def test_what_comes_while_the_question_stands_is_asked_too(
    press: Callable[..., tuple[int, str]], make_item: MakeItem, chefin: User
) -> None:
    from depesche.desk import inbox

    item = make_item(sender_domain="stadt.example")
    inbox.claim(item.pk, chefin, at=timezone.now())
    known = read(press(item)[1])
    make_item(
        headline="Doch erst im Oktober",
        kind="correction_of_earlier_release",
        corrects=item,
        family=item.family,
        rank=1,
        received_at=item.received_at + timedelta(hours=1),
    )
    status, page = press(item, **known)
    assert (status, articles()) == (409, 0)
    assert "Doch erst im Oktober" in page
    assert "Chefin hat diese Meldung in der Hand" in page


def test_a_withdrawn_story_is_asked_about_from_either_side(
    press: Callable[..., tuple[int, str]], make_item: MakeItem
) -> None:
    item = make_item()
    withdrawal = make_item(withdraws=True, corrects=item, family=item.family, rank=1)
    assert "Der Absender hat diese Meldung zurückgezogen" in press(item)[1]
    assert "zieht der Absender eine Meldung zurück" in press(withdrawal)[1]
    assert articles() == 0


def test_an_article_that_somebody_else_made_is_told_of(
    press: Callable[..., tuple[int, str]], desk: Client, make_item: MakeItem, chefin: User, sections: dict[str, Any]
) -> None:
    from depesche.desk import drafts

    item = make_item()
    other = make_item(family=item.family)
    drafts.article_from(item.pk, sections["politik"], chefin, at=timezone.now())
    status, page = press(other)
    assert (status, articles()) == (409, 1)
    assert "Chefin hat aus einer anderen Fassung einen Artikel angelegt" in page
    assert press(item)[0] == 302
    assert "Chefin hat daraus" in desk.get("/desk/").content.decode()
    assert articles() == 1


def test_what_nothing_speaks_against_is_made_at_once(
    press: Callable[..., tuple[int, str]], make_item: MakeItem
) -> None:
    assert press(make_item())[0] == 302
    assert articles() == 1
