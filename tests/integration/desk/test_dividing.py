"""Dividing a mail with several releases on the desk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from depesche.desk import dividing, inbox
from depesche.desk.models import Item, Status

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 7, 8, 12, tzinfo=UTC)
PARTS = [
    {"headline": "Eins", "lead": "L1", "body": "B1", "html": "<p>B1</p>", "contact_name": "Anna"},
    {"headline": "Zwei", "lead": "L2", "body": "B2", "html": "<p>B2</p>", "contact_name": ""},
]


@pytest.fixture
def mail() -> Item:
    item = Item(
        id="01ABC",
        received_at=NOW,
        headline="Pressedienst",
        sender_address="presse@erlenbach.example",
        known_sender=True,
        embargo_kind="until",
        embargo_until=NOW,
        embargo_evidence="Sperrfrist",
        raw_sha256="ab" * 32,
        raw_size=10,
        identity="x",
        message_id="m@x",
        parts=PARTS,
    )
    return inbox.receive([item], at=NOW)[0]


def test_each_part_becomes_an_item_with_all_that_is_known_of_the_mail(mail: Item, django_user_model: Any) -> None:
    editor = django_user_model.objects.create_user("anna")
    parts = dividing.divide(mail.pk, editor, at=NOW)
    assert [(part.pk, part.headline, part.body, part.status) for part in parts] == [
        ("01ABC-t1", "Eins", "B1", Status.NEW),
        ("01ABC-t2", "Zwei", "B2", Status.NEW),
    ]
    for part in parts:
        assert (part.raw_sha256, part.sender_address, part.known_sender) == (mail.raw_sha256, mail.sender_address, True)
        assert (part.embargo_kind, part.embargo_evidence) == ("until", "Sperrfrist")
        assert (part.identity, part.message_id, part.parts) == ("", "", [])
        assert part.family == part.pk
    mail.refresh_from_db()
    assert mail.status == Status.SPIKED


def test_dividing_twice_is_dividing_once(mail: Item, django_user_model: Any) -> None:
    editor = django_user_model.objects.create_user("anna")
    first = dividing.divide(mail.pk, editor, at=NOW)
    inbox.claim(first[0].pk, editor, at=NOW)
    again = dividing.divide(mail.pk, editor, at=NOW)
    assert [part.pk for part in again] == [part.pk for part in first]
    assert again[0].status == Status.CLAIMED
    assert Item.objects.count() == 3


def test_one_release_is_not_divided(mail: Item, django_user_model: Any) -> None:
    Item.objects.filter(pk=mail.pk).update(parts=[])
    with pytest.raises(inbox.Refused):
        dividing.divide(mail.pk, django_user_model.objects.create_user("anna"), at=NOW)


def test_the_desk_offers_it_and_does_it(mail: Item, admin_client: Any) -> None:
    page = admin_client.get(reverse("desk:item", args=[mail.pk])).content.decode()
    assert reverse("desk:divide", args=[mail.pk]) in page
    answer = admin_client.post(reverse("desk:divide", args=[mail.pk]), headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 200
    assert Item.objects.filter(status=Status.NEW).count() == 2
