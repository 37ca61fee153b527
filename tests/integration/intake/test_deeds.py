"""What can be done with an item, and that doing it twice is doing it once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from depesche.desk import changes, inbox
from depesche.desk.inbox import Refused
from depesche.desk.models import Deed, Item, Status

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def anna(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("anna")


@pytest.fixture
def bert(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("bert")


def new(key: str = "1", **fields: Any) -> Item:
    return inbox.receive([Item(id=key, received_at=NOW, raw_sha256="0" * 64, **fields)], at=NOW)[0]


def deeds(key: str = "1") -> list[str]:
    return list(Item.objects.get(pk=key).actions.values_list("deed", flat=True))


def test_an_item_is_received_once() -> None:
    new(headline="first")
    assert inbox.receive([Item(id="1", received_at=NOW, raw_sha256="0" * 64, headline="second")], at=NOW) == []
    assert Item.objects.get().headline == "first"
    assert deeds() == [Deed.RECEIVED]


def test_only_one_editor_has_it_in_hand_until_another_takes_over(anna: Any, bert: Any) -> None:
    new()
    for _ in range(2):
        item = inbox.claim("1", anna, at=NOW)
    assert (item.status, item.claimed_by, item.claimed_at) == (Status.CLAIMED, anna, NOW)
    with pytest.raises(Refused, match="anna"):
        inbox.claim("1", bert, at=NOW)
    assert inbox.claim("1", bert, at=NOW, take_over=True).claimed_by == bert
    for _ in range(2):
        item = inbox.release("1", bert, at=NOW)
    assert (item.status, item.claimed_by) == (Status.NEW, None)
    assert deeds() == [Deed.RECEIVED, Deed.CLAIMED, Deed.CLAIMED, Deed.RELEASED]


def test_what_is_spiked_can_be_restored_but_not_claimed(anna: Any) -> None:
    new()
    for _ in range(2):
        inbox.spike("1", anna, at=NOW, note="Werbung")
    with pytest.raises(Refused):
        inbox.claim("1", anna, at=NOW)
    with pytest.raises(Refused):
        inbox.release("1", anna, at=NOW)
    for _ in range(2):
        item = inbox.restore("1", anna, at=NOW)
    assert item.status == Status.NEW
    assert deeds() == [Deed.RECEIVED, Deed.SPIKED, Deed.RESTORED]
    assert item.actions.get(deed=Deed.SPIKED).note == "Werbung"


def test_what_is_filed_apart_can_be_restored_and_what_is_in_quarantine_cannot(anna: Any) -> None:
    new("filed", status=Status.FILED, reason="Newsletter")
    new("locked", status=Status.QUARANTINED, reason="verschlüsselt")
    assert inbox.restore("filed", anna, at=NOW).reason == "Newsletter"
    with pytest.raises(Refused):
        inbox.restore("locked", anna, at=NOW)


def test_an_item_remembers_the_first_article_made_of_it(anna: Any) -> None:
    from wagtail.models import Page

    new()
    root = Page.objects.get(depth=1)
    first, second = (root.add_child(instance=Page(title=title, slug=title)) for title in ("eins", "zwei"))
    for article in (first, first, second, second):
        item = inbox.mark_used("1", anna, article=article, at=NOW)
    assert (item.status, item.article_id) == (Status.USED, first.pk)
    assert deeds() == [Deed.RECEIVED, Deed.USED, Deed.USED]
    with pytest.raises(Refused):
        inbox.spike("1", anna, at=NOW)


def test_a_list_that_asks_for_changes_gets_each_once_and_in_order(anna: Any) -> None:
    for key in ("1", "2", "3"):
        new(key)
    seen = changes.head()
    assert list(changes.since(seen)) == []
    inbox.claim("2", anna, at=NOW)
    inbox.spike("1", anna, at=NOW)
    inbox.spike("1", anna, at=NOW)
    assert [item.pk for item in changes.since(seen)] == ["2", "1"]
    assert changes.head() == seen + 2


def test_what_is_undone_gives_its_number_back(anna: Any) -> None:
    new()
    seen = changes.head()
    point = transaction.savepoint()
    inbox.claim("1", anna, at=NOW)
    transaction.savepoint_rollback(point)
    assert changes.head() == seen
    assert Item.objects.get().status == Status.NEW


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_numbers_are_only_given_out_in_a_transaction() -> None:
    assert not connection.in_atomic_block
    with pytest.raises(transaction.TransactionManagementError):
        changes.take()


def test_an_unknown_item_is_said_to_be_none(anna: Any) -> None:
    with pytest.raises(Item.DoesNotExist):
        inbox.claim("nothing", anna, at=NOW)
