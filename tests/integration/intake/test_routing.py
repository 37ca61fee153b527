"""Rules: what is made by itself, and above all what is not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.unit.intake.authenticity.signing import MAIL, Zone

from depesche.desk.models import Item, KnownSender, Rule
from depesche.intake import checking, reading, routing, sources
from depesche.intake.arrivals import Circumstances
from depesche.intake.authenticity.names import FileNames
from depesche.intake.door import open_door
from depesche.kit.config import Config

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC) + timedelta(minutes=2)
GOOD: dict[str, Any] = {"dkim": "pass", "spf": "none", "dmarc": "pass", "arc": "none", "aligned": True}


@pytest.fixture
def config(tmp_path: Path, plant_folders: Path) -> Config:
    from depesche.stories import services

    services.home()
    services.section("politik")
    return Config(home=tmp_path / "home")


def register(rule: str, **more: str) -> None:
    entry = {"domain": "lindenau.example", "organisation": "Agentur", "section": "politik", "rule": rule, **more}
    sources.take_in({"known": [entry]})


def _soon() -> datetime:
    """When what came in by now is surely due to be checked."""
    return datetime.now(UTC) + timedelta(minutes=2)


def mail(config: Config, raw: bytes, zone: Zone) -> Item:
    arrival = open_door(config).accept(raw, Circumstances(fetcher="smtp", peer="192.0.2.1", mail_from="x@y.example"))
    reading.drain(config)
    checking.catch_up(config, seconds=5, names=FileNames(zone.records), clock=_soon)
    return Item.objects.get(pk=arrival.id)


def wire(config: Config, source: str, **more: Any) -> Item:
    content = {
        "uri": "urn:x:1",
        "version": "1",
        "headline": "Brücke fertig",
        "body_text": "Die Brücke ist fertig.",
        **more,
    }
    arrival = open_door(config).accept(json.dumps(content).encode(), Circumstances(fetcher="push", source=source))
    reading.drain(config)
    return Item.objects.get(pk=arrival.id)


def state(item: Item) -> str:
    from depesche.stories.models import ArticlePage

    if item.article_id is None:
        return "inbox"
    return "public" if ArticlePage.objects.get(pk=item.article_id).live else "draft"


@pytest.mark.parametrize(("rule", "becomes"), [("none", "inbox"), ("draft", "draft"), ("publish", "public")])
def test_a_proven_mail(config: Config, rule: str, becomes: str) -> None:
    register(rule)
    zone = Zone({"_dmarc.lindenau.example": "v=DMARC1; p=reject"})
    assert state(mail(config, zone.sign(), zone)) == becomes


def test_an_unproven_mail_is_never_published(config: Config) -> None:
    register("publish")
    assert state(mail(config, MAIL, Zone())) == "draft"


def test_a_forged_mail_becomes_nothing(config: Config) -> None:
    register("publish")
    assert state(mail(config, MAIL, Zone({"_dmarc.lindenau.example": "v=DMARC1; p=reject"}))) == "inbox"


def test_a_lookalike_with_a_valid_signature_becomes_nothing(config: Config) -> None:
    register("publish")
    zone = Zone()
    item = mail(config, zone.sign(MAIL.replace(b"lindenau", b"1indenau"), domain="1indenau.example"), zone)
    assert (item.lookalike_of, item.auth["aligned"], state(item)) == ("lindenau.example", True, "inbox")


@pytest.mark.parametrize(("rule", "becomes"), [("none", "inbox"), ("draft", "draft"), ("publish", "public")])
def test_a_wire_of_a_source_in_the_register(config: Config, rule: str, becomes: str) -> None:
    register(rule)
    assert state(wire(config, "Agentur")) == becomes


def test_other_sources_and_later_versions_wait(config: Config) -> None:
    register("publish")
    assert state(wire(config, "Andere")) == "inbox"
    later = wire(config, "Agentur", version="2", body_text="Die Brücke ist doch noch nicht fertig.")
    assert (later.corrects_id is not None, state(later)) == (True, "inbox")


def test_a_missing_section_leaves_it_in_the_inbox(config: Config) -> None:
    register("publish", section="gibtsnicht")
    assert state(wire(config, "Agentur")) == "inbox"


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({}, Rule.PUBLISH),
        ({"embargo_kind": "until"}, Rule.DRAFT),
        ({"embargo_kind": "ask"}, Rule.DRAFT),
        ({"auth": {**GOOD, "aligned": False, "dmarc": "none"}}, Rule.DRAFT),
        ({"auth_checked_at": None}, Rule.DRAFT),
        ({"auth_due_at": NOW}, Rule.NONE),
        ({"auth": {**GOOD, "dmarc": "fail"}}, Rule.NONE),
        ({"lookalike_of": "a.example"}, Rule.NONE),
        ({"corrects_id": "01X"}, Rule.NONE),
        ({"kind": "newsletter"}, Rule.NONE),
        ({"kind": "spam_or_phish"}, Rule.NONE),
        ({"reason": "Enthält zwei Fassungen."}, Rule.NONE),
        ({"body": "", "lead": ""}, Rule.NONE),
    ],
)
def test_what_a_rule_may_do(facts: dict[str, Any], rule: Rule) -> None:
    usual = {
        "kind": "press_release",
        "parser": "rfc822",
        "headline": "H",
        "body": "B",
        "auth": GOOD,
        "auth_checked_at": NOW,
    }
    assert routing.decide(Item(**{**usual, **facts}), KnownSender(rule=Rule.PUBLISH)) == rule
