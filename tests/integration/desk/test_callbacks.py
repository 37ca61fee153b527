"""A call on record: who, when, which number; and taking it back leaves its trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from depesche.desk.models import Item

pytestmark = pytest.mark.django_db
CALL = {"person": "Frau Ott", "number": "0341 1234", "note": "Termin stimmt"}


def page(client: Client, item: Item) -> str:
    return client.get(f"/desk/inbox/{item.pk}/").content.decode()


def test_a_call_is_shown_with_everything_and_on_the_list(desk: Client, make_item: Callable[..., Item]) -> None:
    item = make_item()
    desk.post(f"/desk/inbox/{item.pk}/confirm/", CALL)
    shown = page(desk, item)
    for words in ("Am Telefon bestätigt von Frau Ott", "0341 1234", "Termin stimmt", "Anna"):
        assert words in shown
    assert "Telefonisch bestätigt" in desk.get("/desk/inbox/").content.decode()


def test_taking_it_back_leaves_a_trace(desk: Client, chief_desk: Client, make_item: Callable[..., Item]) -> None:
    from depesche.desk.models import Confirmation

    item = make_item()
    desk.post(f"/desk/inbox/{item.pk}/confirm/", CALL)
    call = Confirmation.objects.get()
    chief_desk.post(f"/desk/inbox/{item.pk}/confirm/{call.pk}/undo/")
    shown = page(desk, item)
    assert "<del>Am Telefon bestätigt von Frau Ott" in shown
    assert "von Chefin" in shown
    item.refresh_from_db()
    assert item.confirmed_at is None
    call.refresh_from_db()
    first = call.undone_at
    desk.post(f"/desk/inbox/{item.pk}/confirm/{call.pk}/undo/")
    call.refresh_from_db()
    assert call.undone_at == first, "it is taken back once"


def test_a_call_needs_a_name(desk: Client, make_item: Callable[..., Item]) -> None:
    from depesche.desk.models import Confirmation

    item = make_item()
    answer = desk.post(f"/desk/inbox/{item.pk}/confirm/", {**CALL, "person": ""}, follow=True)
    assert "Bitte nennen Sie jemanden" in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_the_mails_own_number_is_offered_only_for_a_sender_beyond_doubt(
    desk: Client, make_item: Callable[..., Item]
) -> None:
    contact = {"contact_name": "Herr Falsch", "contact_phone": "0900 666"}
    offered = 'name="number" value="0900 666"'
    assert offered in page(desk, make_item(known_sender=True, **contact))
    assert offered not in page(desk, make_item(known_sender=False, **contact))
    assert offered not in page(desk, make_item(known_sender=True, auth={"dmarc": "fail"}, **contact))


def test_a_confirmed_impostor_stays_an_impostor(desk: Client, make_item: Callable[..., Item]) -> None:
    item = make_item(lookalike_of="stadt.example")
    desk.post(f"/desk/inbox/{item.pk}/confirm/", CALL)
    assert "Nachgeahmter Absender" in page(desk, item)
    assert desk.post("/desk/inbox/nirgends/confirm/", CALL).status_code == 404
