"""Whom the register knows, and whom it takes for an impostor."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.desk.models import Item, KnownSender
from depesche.intake import reading, sources
from depesche.intake.arrivals import Circumstances
from depesche.intake.door import open_door
from depesche.intake.sources import Register, Standing
from depesche.kit.config import Config

pytestmark = pytest.mark.django_db
KNOWN = {
    "known": [
        {"domain": "polizei-merle.de", "organisation": "Polizei Merle", "usage_terms": "frei", "rule": "draft"},
        {"domain": "gmx.de", "organisation": "Heimatverein Merle e.V.", "addresses": ["verein@gmx.de"]},
        {"domain": "müllabfuhr.example", "organisation": "Müllabfuhr"},
    ]
}


@pytest.fixture
def register() -> Register:
    sources.take_in(KNOWN)
    return Register.load()


@pytest.mark.parametrize(
    ("address", "name", "of", "by"),
    [
        ("x@p0lizei-merle.de", "", "polizei-merle.de", "domain"),
        ("x@polizei-merle.de.boese.example", "", "polizei-merle.de", "domain"),
        ("x@boese.example", "Polizei Merle", "polizei-merle.de", "name"),
        ("x@boese.example", "Pressestelle der Polizei Merle", "polizei-merle.de", "name"),
        ("x@boese.example", "presse@polizei-merle.de", "polizei-merle.de", "name"),
        ("x@gmx.de", "Polizei Merle", "polizei-merle.de", "name"),
        ("x@anderswo.example", "Polizei Weser", "", ""),
        ("x@anderswo.example", "", "", ""),
        ("x@anderswo.example", "Heike Merle", "", ""),
    ],
)
def test_impostors(register: Register, address: str, name: str, of: str, by: str) -> None:
    assert register.standing(address, name=name) == Standing(lookalike_of=of, lookalike_by=by)


@pytest.mark.parametrize(
    "address",
    ["a@polizei-merle.de", "a@presse.Polizei-Merle.de", "verein@gmx.de", "a@xn--mllabfuhr-q9a.example"],
)
def test_the_known(register: Register, address: str) -> None:
    assert register.standing(address, name="Irgendwer").known


def test_a_change_of_the_register_is_seen(register: Register) -> None:
    assert not register.standing("a@neu.example").known
    KnownSender.objects.create(domain="neu.example")
    assert Register.load().standing("a@neu.example").known
    KnownSender.objects.filter(domain="neu.example").delete()
    assert not Register.load().standing("a@neu.example").known


def test_a_rule_that_is_none_is_refused() -> None:
    with pytest.raises(sources.RegisterError, match='"rule" must be one of'):
        sources.take_in({"known": [{"domain": "a.example", "rule": "irgendwas"}]})


def test_a_sources_name_stands_for_a_wire(register: Register) -> None:
    assert register.named("polizei merle") == register.sources["polizei-merle.de"]
    assert register.named("") is None


def test_the_first_mail_is_a_first_contact_and_the_second_is_not(tmp_path: Path, register: Register) -> None:
    config = Config(home=tmp_path)
    door = open_door(config)
    for number, sender in enumerate(("neu@fremd.example", "Neu@fremd.example", "x@polizei-merle.de")):
        raw = f"From: {sender}\r\nSubject: Nummer {number}\r\nMessage-ID: <{number}@x>\r\n\r\nText {number}.\r\n"
        door.accept(raw.encode(), Circumstances(fetcher="smtp"))
    reading.drain(config)
    found = Item.objects.order_by("pk")
    assert [item.first_contact for item in found] == [True, False, False]
    assert found[2].usage_terms == "frei"
