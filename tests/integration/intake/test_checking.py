"""Senders are checked after reading: stored with the time, repeated when nobody answered, never in the inbox's way."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.intake.authenticity.signing import Zone

from depesche.desk import changes, inbox
from depesche.desk.models import Item
from depesche.intake import checking, reading, reparsing
from depesche.intake.arrivals import Circumstances
from depesche.intake.authenticity.names import FileNames, Unanswered
from depesche.intake.door import open_door
from depesche.kit.config import Config

pytestmark = pytest.mark.django_db
CAME = datetime.now(UTC) + timedelta(hours=1)  # later than now, however long ago this file was collected
NOW = CAME + timedelta(minutes=3)
HOW = Circumstances(
    fetcher="smtp",
    received_at=CAME,
    mail_from="presse@lindenau.example",
    peer="192.0.2.10",
    helo="mail.lindenau.example",
)
WIRE = b'{"uri": "urn:x:1", "headline": "Wire", "body_text": "Text"}'


class Silent:
    def ask(self, name: str, kind: str) -> list[str]:
        raise Unanswered(name)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(home=tmp_path / "home")


def take(config: Config, raw: bytes) -> Item:
    arrival = open_door(config).accept(raw, HOW)
    reading.drain(config)
    return Item.objects.get(pk=arrival.id)


def test_an_item_is_there_before_its_sender_is_checked(config: Config) -> None:
    zone = Zone({"lindenau.example": "v=spf1 -all", "_dmarc.lindenau.example": "v=DMARC1; p=reject"})
    item = take(config, zone.sign())
    assert item.auth_checked_at is None
    assert item.auth["dkim"] == "error"
    before = changes.head()
    assert checking.catch_up(config, seconds=5, names=FileNames(zone.records), clock=lambda: NOW) == 1
    item.refresh_from_db()
    assert item.auth == {"dkim": "pass", "spf": "fail", "dmarc": "pass", "arc": "none", "aligned": True}
    assert item.auth_checked_at == NOW
    assert item.auth_evidence["dkim_domain"] == "lindenau.example"
    assert item.change == changes.head() == before + 1
    assert checking.catch_up(config, seconds=5, names=FileNames({}), clock=lambda: NOW) == 0


def test_what_nobody_answered_is_asked_again_for_a_day(config: Config) -> None:
    item = take(config, Zone().sign())
    checking.catch_up(config, seconds=5, names=Silent(), clock=lambda: NOW)
    item.refresh_from_db()
    assert item.auth["dkim"] == "error"
    assert item.auth_due_at == NOW + timedelta(minutes=5)
    assert checking.catch_up(config, seconds=5, names=Silent(), clock=lambda: NOW) == 0
    seen = changes.head()
    late = NOW + timedelta(hours=30)
    checking.catch_up(config, seconds=5, names=Silent(), clock=lambda: late)
    item.refresh_from_db()
    assert item.auth_due_at is None
    assert changes.head() == seen, "a list is not told of what looks as before"


def test_a_check_that_was_made_is_not_made_again_by_reading_again(config: Config) -> None:
    zone = Zone()
    item = take(config, zone.sign())
    checking.catch_up(config, seconds=5, names=FileNames(zone.records), clock=lambda: NOW)
    list(reparsing.reparse(config))
    assert checking.catch_up(config, seconds=5, names=FileNames({}), clock=lambda: NOW) == 0
    item.refresh_from_db()
    assert item.auth["dkim"] == "pass"


def test_a_mail_that_was_never_checked_is_when_it_is_read_again(config: Config) -> None:
    zone = Zone()
    item = take(config, zone.sign())
    Item.objects.update(auth_due_at=None)
    list(reparsing.reparse(config))
    assert checking.catch_up(config, seconds=5, names=FileNames(zone.records), clock=lambda: NOW) == 1
    item.refresh_from_db()
    assert item.auth["dkim"] == "pass"


def test_wires_have_no_sender_to_check(config: Config) -> None:
    open_door(config).accept(WIRE, Circumstances(fetcher="file"))
    reading.drain(config)
    assert Item.objects.get().auth_due_at is None


def test_the_table_takes_the_resolvers_place(config: Config, tmp_path: Path) -> None:
    table = tmp_path / "dns.json"
    table.write_text(json.dumps({"a.example": "v=spf1 -all"}))
    names = checking.open_names(Config(home=tmp_path, dns_file=table))
    assert names.ask("a.example", "TXT") == ["v=spf1 -all"]
    table.write_text("nonsense")
    with pytest.raises(Unanswered):
        checking.open_names(Config(home=tmp_path, dns_file=table)).ask("a.example", "TXT")
    with pytest.raises(Unanswered):
        checking.open_names(Config(home=tmp_path, dns_file=tmp_path / "missing")).ask("a.example", "TXT")


def test_nothing_found_is_nothing_changed() -> None:
    before = changes.head()
    inbox.authenticate({}, at=NOW)
    assert changes.head() == before
