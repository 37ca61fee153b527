"""The register of known senders at the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from depesche.desk.models import Item

pytestmark = pytest.mark.django_db
FORM = {
    "organisation": "Stadt Merle",
    "domain": "Presse@Stadt.Example.",
    "addresses": "",
    "section": "politik",
    "language": "de",
    "usage_terms": "Frei zum Abdruck",
    "trust": "hoch",
    "rule": "none",
}


def test_the_chief_enters_a_sender_and_open_items_know_it_at_once(
    chief_desk: Client, sections: Any, make_item: Callable[..., Item]
) -> None:
    from depesche.desk.models import KnownSender

    facts = {"known_sender": False, "first_contact": True, "lookalike_of": "stadl.example", "organisation": ""}
    item = make_item(sender_domain="amt.stadt.example", **facts)
    other = make_item(sender_domain="anderestadt.example", **facts)
    answer = chief_desk.post("/desk/senders/new/", FORM, follow=True)
    assert answer.status_code == 200
    sender = KnownSender.objects.get()
    assert (sender.domain, sender.usage_terms) == ("stadt.example", "Frei zum Abdruck")
    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.known_sender, item.first_contact, item.lookalike_of) == (True, False, "")
    assert item.organisation == "Stadt Merle"
    assert not other.known_sender


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("domain", "keine Domain", "Das ist keine Domain"),
        ("addresses", "presse@stadt.example\nkeine", "„keine“ ist keine Adresse"),
        ("section", "", "Eine Regel braucht ein Ressort"),
    ],
)
def test_mistakes_are_said_in_the_form(chief_desk: Client, sections: Any, field: str, value: str, said: str) -> None:
    answer = chief_desk.post("/desk/senders/new/", {**FORM, "rule": "draft", field: value})
    assert said in answer.content.decode()


def test_addresses_are_lines(chief_desk: Client, sections: Any) -> None:
    from depesche.desk.models import KnownSender

    sender = KnownSender.objects.create(domain="gmx.de", addresses=["verein@gmx.de"], organisation="Verein")
    assert "verein@gmx.de" in chief_desk.get(f"/desk/senders/edit/{sender.pk}/").content.decode()
    chief_desk.post(
        f"/desk/senders/edit/{sender.pk}/", {**FORM, "domain": "gmx.de", "addresses": "B@gmx.de\na@gmx.de\n"}
    )
    sender.refresh_from_db()
    assert sender.addresses == ["a@gmx.de", "b@gmx.de"]


def test_writers_read_the_register_and_do_not_change_it(desk: Client, sections: Any) -> None:
    assert desk.get("/desk/senders/").status_code == 200
    assert desk.post("/desk/senders/new/", FORM).status_code == 302
    from depesche.desk.models import KnownSender

    assert not KnownSender.objects.exists()


def test_an_items_page_leads_to_the_register(
    chief_desk: Client, desk: Client, sections: Any, make_item: Callable[..., Item]
) -> None:
    item = make_item(sender_domain="stadt.example", first_contact=True)
    link = "/desk/senders/new/?domain=stadt.example&amp;organisation=Pressestelle"
    assert link in chief_desk.get(f"/desk/inbox/{item.pk}/").content.decode()
    assert link not in desk.get(f"/desk/inbox/{item.pk}/").content.decode()
    form = chief_desk.get("/desk/senders/new/?domain=stadt.example&organisation=Pressestelle").content.decode()
    assert 'value="stadt.example"' in form
