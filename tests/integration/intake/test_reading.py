"""From the spool to the inbox: each thing once, nothing lost, whatever comes in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError

from depesche.delivery.stores.blobs import Blobs
from depesche.desk import changes, inbox
from depesche.desk.models import Deed, Item, Status
from depesche.intake import listing, reading, reparsing, sources
from depesche.intake.arrivals import Arrival, Circumstances
from depesche.intake.door import Door, open_door, open_spool
from depesche.intake.models import Outcome, Receipt
from depesche.intake.parsers import feeds
from depesche.intake.rounds import Rounds
from depesche.kit.config import Config

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[2] / "samples"
NOW = datetime(2025, 7, 20, 12, 0, tzinfo=UTC)


def clock() -> datetime:
    return NOW


@pytest.fixture
def door(config: Config) -> Door:
    return open_door(config, clock=clock)


def mail(name: str) -> bytes:
    return (SAMPLES / "mails" / f"{name}.eml").read_bytes()


def take(door: Door, raw: bytes, **how: Any) -> Arrival:
    return door.accept(raw, Circumstances(**{"fetcher": "file", **how}))


def lines() -> list[dict[str, Any]]:
    return [listing.line(receipt) for receipt in listing.every()]


def test_a_mail_becomes_an_open_item_with_all_that_is_known(config: Config, door: Door) -> None:
    arrival = take(door, mail("embargo_line"), file_name="mails/embargo.eml", source="Hochschule")
    assert reading.drain(config, clock=clock) == 1
    item = Item.objects.get()
    assert (item.pk, item.status, item.kind, item.parser) == (arrival.id, "new", "press_release", "rfc822")
    assert item.embargo_kind == "until"
    assert item.embargo_until == datetime(2025, 7, 10, 9, 0, tzinfo=UTC)
    assert "SPERRFRIST" in item.embargo_evidence
    assert item.lang == "de"
    assert item.received_at == datetime(2025, 7, 9, 13, 0, tzinfo=UTC)
    (line,) = lines()
    assert line["raw_sha256"] == arrival.sha256
    assert (line["file"], line["source"], line["status"]) == ("mails/embargo.eml", "Hochschule", "new")
    assert line["embargo"]["until"] == "2025-07-10T09:00:00+00:00"
    assert open_spool(config).waiting() == []
    assert item.actions.get().deed == Deed.RECEIVED


def test_the_contract_s_fields_are_all_there(config: Config, door: Door) -> None:
    take(door, mail("pictures_with_captions"))
    reading.drain(config, clock=clock)
    (line,) = lines()
    wanted = (
        "id file status reason kind parser received_at subject sender_name sender_address headline lead body contact "
        "lang embargo attachments images auth known_sender lookalike_of duplicate_of corrects raw_sha256"
    )
    assert set(wanted.split()) <= line.keys()
    assert line["contact"].keys() == {"name", "phone", "email"}
    assert line["embargo"].keys() == {"kind", "until", "evidence"}
    assert line["auth"].keys() == {"dkim", "spf", "dmarc", "arc", "aligned"}
    assert line["attachments"][0].keys() == {"filename", "content_type", "bytes", "inline", "sha256"}
    assert line["images"][0].keys() >= {"filename", "caption", "credit", "usable"}
    for attachment in line["attachments"]:
        content = Blobs(config.raw_folder).get(attachment["sha256"])
        assert content is not None
        assert len(content) == attachment["bytes"]


def test_the_same_bytes_again_make_a_receipt_and_no_item(config: Config, door: Door) -> None:
    first = take(door, mail("city_plain_text"))
    second = take(door, mail("city_plain_text"))
    reading.drain(config, clock=clock)
    third = take(door, mail("city_plain_text"))
    reading.drain(config, clock=clock)
    assert Item.objects.count() == 1
    assert [line["status"] for line in lines()] == ["new", "duplicate", "duplicate"]
    for line, arrival in zip(lines()[1:], (second, third), strict=True):
        assert (line["id"], line["duplicate_of"]) == (arrival.id, first.id)
        assert line["headline"] == "Neues Hallenbad öffnet am Samstag"
        assert line["reason"]


def test_the_same_mail_by_another_road_is_a_duplicate(config: Config, door: Door) -> None:
    raw = mail("city_plain_text")
    take(door, raw)
    take(door, b"Received: from elsewhere.example by mx2; Thu, 3 Jul 2025 11:00:00 +0200\r\n" + raw, fetcher="smtp")
    take(door, raw.replace(b"\r\n", b"\n"))
    reading.drain(config, clock=clock)
    assert [line["status"] for line in lines()] == ["new", "duplicate", "duplicate"]


def test_another_text_under_the_same_message_id_is_another_item(config: Config, door: Door) -> None:
    take(door, mail("city_plain_text"))
    take(door, mail("city_plain_text").replace(b"18 Millionen", b"19 Millionen"))
    reading.drain(config, clock=clock)
    assert Item.objects.count() == 2


def test_mails_that_nobody_can_tell_apart_by_id_or_date_are_all_kept(config: Config, door: Door) -> None:
    for number in range(3):
        take(door, b"From: a@b.example\r\nSubject: Hallo\r\nX-Number: %d\r\n\r\nGleicher Text.\r\n" % number)
    reading.drain(config, clock=clock)
    assert Item.objects.count() == 3


def test_a_correction_finds_what_it_corrects(config: Config, door: Door) -> None:
    first = take(door, mail("city_plain_text"))
    take(door, mail("correction"))
    unnamed = mail("correction").replace(b"<bad-45@", b"<unbekannt@").replace(b"<bad-45k@", b"<bad-46@")
    take(door, unnamed.replace(b"19 Mill", b"20 Mill"))
    reading.drain(config, clock=clock)
    assert [line["corrects"] for line in lines()][:2] == [None, first.id]
    assert lines()[2]["corrects"] is not None


def test_a_new_version_of_a_wire_is_tied_to_the_one_before(config: Config, door: Door) -> None:
    raw = (SAMPLES / "wires" / "ninjs_1.json").read_bytes()
    first = take(door, raw)
    take(door, raw.replace(b'"version": "2"', b'"version": "3"').replace(b"2,4", b"2,6"))
    reading.drain(config, clock=clock)
    assert [line["corrects"] for line in lines()] == [None, first.id]


def test_a_feed_gives_an_item_for_each_entry_and_knows_them_again(config: Config, door: Door) -> None:
    raw = (SAMPLES / "feeds" / "city_rss.xml").read_bytes()
    first = take(door, raw)
    take(door, raw.replace(b"</channel>", b"<item><title>Neu dazu</title><guid>3</guid></item></channel>"))
    take(door, raw)
    reading.drain(config, clock=clock)
    statuses = [(line["id"].partition("-")[2], line["status"]) for line in lines()]
    assert statuses == [
        ("", "new"), ("2", "new"),
        ("", "duplicate"), ("2", "duplicate"), ("3", "new"),
        ("", "duplicate"), ("2", "duplicate"),
    ]  # fmt: skip
    assert lines()[2]["duplicate_of"] == first.id


def test_an_empty_feed_says_so_each_time(config: Config, door: Door) -> None:
    for _ in range(2):
        take(door, (SAMPLES / "feeds" / "empty_rss.xml").read_bytes())
    reading.drain(config, clock=clock)
    assert [(line["status"], line["reason"]) for line in lines()] == [("empty", "Der Feed enthält keine Einträge.")] * 2
    assert Item.objects.count() == 0


def test_known_senders_and_those_who_want_to_pass_for_them(config: Config, door: Door) -> None:
    sources.take_in(
        {
            "known": [
                {
                    "domain": "Stadtwerke-Lindenau.example",
                    "organisation": "Stadtwerke",
                    "addresses": [],
                    "section": "lokales",
                },
                {"domain": "gmx.de", "organisation": "Chor", "addresses": ["chor@gmx.de"]},
            ]
        }
    )
    for name in ("winmail", "lookalike_sender"):
        take(door, mail(name))
    for address in (b"chor@gmx.de", b"jemand@gmx.de"):
        take(door, b"From: " + address + b"\r\nSubject: Konzert im Dom\r\n\r\nAm Sonntag singt der Chor.\r\n")
    reading.drain(config, clock=clock)
    known, fake, choir, other = lines()
    assert (known["known_sender"], known["organisation"], known["section"]) == (True, "Stadtwerke", "lokales")
    assert (fake["known_sender"], fake["lookalike_of"]) == (False, "stadtwerke-lindenau.example")
    assert (choir["known_sender"], other["known_sender"], other["lookalike_of"]) == (True, False, None)


def test_the_time_of_receipt_is_what_the_road_says_else_what_the_mail_says(config: Config, door: Door) -> None:
    given = datetime(2024, 1, 1, tzinfo=UTC)
    take(door, mail("city_plain_text"), received_at=given)
    take(door, mail("thunderbird_flowed"))
    future = mail("embargo_line").replace(b"Wed, 9 Jul 2025", b"Wed, 9 Jul 2036")
    take(door, future)
    take(door, future.replace(b"<s1@", b"<s2@").replace(b"Jul 2036", b"Jul 1975"))
    reading.drain(config, clock=clock)
    found = [line["received_at"] for line in lines()]
    assert found == [given.isoformat(), "2025-07-08T07:30:00+00:00", NOW.isoformat(), NOW.isoformat()]


def test_a_crash_after_the_commit_doubles_nothing(config: Config, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("city_plain_text", "embargo_line"):
        take(door, mail(name))
    with monkeypatch.context() as patch:
        patch.setattr("depesche.intake.spool.Spool.remove", killed)
        with pytest.raises(Killed):
            reading.drain(config, clock=clock)
    assert len(open_spool(config).waiting()) == 2
    reading.drain(config, clock=clock)
    assert [line["status"] for line in lines()] == ["new", "new"]
    assert open_spool(config).waiting() == []


def test_a_crash_before_the_commit_loses_nothing(config: Config, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    take(door, mail("city_plain_text"))
    with monkeypatch.context() as patch:
        patch.setattr("depesche.intake.reading._received", killed)
        with pytest.raises(Killed):
            reading.drain(config, clock=clock)
    assert Item.objects.count() == 0
    assert reading.drain(config, clock=clock) == 1
    assert Item.objects.count() == 1


def test_a_database_that_is_away_leaves_everything_in_the_spool(
    config: Config, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(door, mail("city_plain_text"))

    def away(*_args: object) -> Iterator[Receipt]:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr("depesche.intake.reading._received", away)
        with pytest.raises(OperationalError):
            reading.drain(config, clock=clock)
    assert len(open_spool(config).waiting()) == 1


def test_one_arrival_the_database_refuses_does_not_hold_up_the_others(
    config: Config, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("city_plain_text", "embargo_line", "thunderbird_flowed"):
        take(door, mail(name))
    real = inbox.receive

    def picky(items: list[Item], *, at: datetime) -> list[Item]:
        if "Schlaf" in items[0].headline:
            raise DatabaseError("value too long")
        return real(items, at=at)

    monkeypatch.setattr("depesche.desk.inbox.receive", picky)
    assert reading.drain(config, clock=clock) == 3
    assert sorted(Item.objects.values_list("status", flat=True)) == ["new", "new", "quarantined"]


def test_a_parser_that_fails_leaves_a_quarantine_entry(
    config: Config, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("depesche.intake.parsers.rfc822._item", lambda *_: 1 / 0)
    arrival = take(door, mail("city_plain_text"))
    reading.drain(config, clock=clock)
    (line,) = lines()
    assert (line["status"], line["parser"], line["raw_sha256"]) == ("quarantined", "rfc822", arrival.sha256)
    monkeypatch.undo()
    (receipt,) = reparsing.reparse(config, [arrival.id], clock=clock)
    assert listing.line(receipt)["status"] == "new"
    assert Item.objects.get().headline == "Neues Hallenbad öffnet am Samstag"


def test_raw_bytes_that_are_gone_are_told(config: Config, door: Door) -> None:
    arrival = take(door, mail("city_plain_text"))
    (config.raw_folder / arrival.sha256[:2] / arrival.sha256).unlink()
    reading.drain(config, clock=clock)
    assert lines()[0]["status"] == "quarantined"


def test_reading_again_keeps_what_editors_decided(config: Config, door: Door, django_user_model: Any) -> None:
    editor = django_user_model.objects.create_user("anna")
    ids = [take(door, mail(name)).id for name in ("city_plain_text", "newsletter", "embargo_line")]
    reading.drain(config, clock=clock)
    inbox.claim(ids[0], editor, at=NOW)
    inbox.restore(ids[1], editor, at=NOW)
    inbox.spike(ids[2], editor, at=NOW)
    sources.take_in({"known": [{"domain": "lindenau.example", "organisation": "Stadt", "addresses": []}]})
    before = changes.head()
    assert len(list(reparsing.reparse(config, clock=clock))) == 3
    found = Item.objects.in_bulk(ids)
    assert [found[one].status for one in ids] == [Status.CLAIMED, Status.NEW, Status.SPIKED]
    assert found[ids[0]].known_sender
    assert changes.head() > before


def test_what_is_unknown_cannot_be_read_again(config: Config) -> None:
    with pytest.raises(KeyError):
        list(reparsing.reparse(config, ["nothing"], clock=clock))


def test_every_sample_gets_a_receipt_and_again_only_receipts(config: Config, door: Door) -> None:
    files = [path for folder in ("mails", "feeds", "wires") for path in sorted((SAMPLES / folder).iterdir())]
    files = [
        path for path in files if not path.name.endswith((".json", ".md")) or path.name in ("blog.json", "ninjs_1.json")
    ]
    for _ in range(2):
        for path in files:
            take(door, path.read_bytes(), file_name=path.name)
        assert reading.drain(config, clock=clock) == len(files)
        items = Item.objects.count()
    receipts = Receipt.objects.filter(outcome=Outcome.READ).count()
    assert items == receipts
    assert Receipt.objects.values("arrival_id").distinct().count() == 2 * len(files)
    assert all(line["reason"] for line in lines() if line["status"] in ("filed", "quarantined", "duplicate", "empty"))


def test_strange_envelopes_can_be_stored(config: Config, door: Door) -> None:
    take(door, mail("empty"), fetcher="smtp", mail_from="a\udcff\x00@b", rcpt_tos=("c\udc80@d",), helo="\x01" * 900)
    take(door, mail("binary_rubbish"), file_name="\udcff/\x00name")
    assert reading.drain(config, clock=clock) == 2
    assert [line["status"] for line in lines()] == ["quarantined", "quarantined"]


def test_proofs_that_nobody_checked_are_not_said_to_be_missing(config: Config, door: Door) -> None:
    signed = b"DKIM-Signature: v=1; d=lindenau.example\r\n" + mail("city_plain_text")
    take(door, signed, fetcher="smtp", peer="192.0.2.1")
    take(door, mail("thunderbird_flowed"))
    reading.drain(config, clock=clock)
    assert [line["auth"] for line in lines()] == [
        {"dkim": "error", "spf": "error", "dmarc": "error", "arc": "none", "aligned": False},
        {"dkim": "none", "spf": "none", "dmarc": "none", "arc": "none", "aligned": False},
    ]


def test_waiting_things_are_listed_as_received(config: Config, door: Door) -> None:
    arrival = take(door, mail("city_plain_text"), file_name="a.eml")
    line = listing.waiting_line(open_spool(config).waiting()[0])
    assert (line["id"], line["status"], line["raw_sha256"]) == (arrival.id, "received", arrival.sha256)
    reading.drain(config, clock=clock)
    assert line.keys() == lines()[0].keys()


def test_only_open_items_are_listed_newest_first(config: Config, door: Door) -> None:
    for days, name in ((1, "city_plain_text"), (3, "embargo_line"), (2, "newsletter")):
        take(door, mail(name), received_at=NOW + timedelta(days=days))
    reading.drain(config, clock=clock)
    assert [receipt.item.headline for receipt in listing.still_open() if receipt.item] == [
        "Hochschule stellt Studie zum Schlaf vor",
        "Neues Hallenbad öffnet am Samstag",
    ]


class Killed(BaseException):
    """What a SIGKILL looks like from inside a test: nobody catches it."""


def killed(*_args: object, **_options: object) -> Any:
    raise Killed


def test_entries_that_say_nothing_are_told_of_but_do_not_come_to_the_inbox(config: Config, door: Door) -> None:
    feed = b"<rss><channel><title>T</title><item/><item><title>Eins</title></item></channel></rss>"
    nothing = b"<rss><channel><title>T</title><item/><item/></channel></rss>"
    for raw in (feed, nothing, feed):
        take(door, raw)
    reading.drain(config, clock=clock)
    assert [line["status"] for line in lines()] == ["empty", "new", "empty", "empty", "empty", "duplicate"]
    assert all(line["reason"] for line in lines() if line["status"] != "new")
    assert Item.objects.get().headline == "Eins"
    assert [receipt.item and receipt.item.headline for receipt in reparsing.reparse(config, clock=clock)] == [
        None,
        "Eins",
    ]


def test_an_item_that_came_before_blank_entries_were_passed_over_stays(
    config: Config, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(feeds, "empty_if_blank", lambda item: item)
        take(door, b"<rss><channel><title>T</title><item/></channel></rss>")
        reading.drain(config, clock=clock)
    assert [receipt.item and receipt.item.status for receipt in reparsing.reparse(config, clock=clock)] == ["new"]


def long_feed(count: int) -> bytes:
    entries = "".join(f"<item><guid>{n}</guid><title>Meldung {n}</title></item>" for n in range(count))
    return f"<rss><channel><title>Amt</title>{entries}</channel></rss>".encode()


class Turns:
    """A timer that lets `count` turns pass before the time is up."""

    def __init__(self, count: int) -> None:
        self._left = count + 2

    def __call__(self) -> float:
        self._left -= 1
        return 0.0 if self._left > 0 else 99.0


def test_a_long_feed_comes_in_by_rounds_with_mails_between_and_survives_a_crash(config: Config, door: Door) -> None:
    feed = take(door, long_feed(55), fetcher="feed")
    rounds = Rounds(size=10)
    reading.drain(config, clock=clock, rounds=rounds, seconds=1, timer=Turns(1))
    assert Item.objects.count() == 10
    take(door, mail("city_plain_text"))
    reading.drain(config, clock=clock, rounds=rounds, seconds=1, timer=Turns(1))
    assert (Item.objects.count(), Item.objects.filter(parser="rfc822").count()) == (21, 1)
    copy = take(door, long_feed(55), fetcher="file")
    # A new process, which knows nothing of how far the one before it had come.
    reading.drain(config, clock=clock, rounds=Rounds(size=10))
    assert open_spool(config).waiting() == []
    of_feed = Receipt.objects.filter(arrival_id=feed.id).order_by("position")
    assert list(of_feed.values_list("position", "outcome")) == [(n, Outcome.READ) for n in range(55)]
    assert Item.objects.count() == 56
    again = Receipt.objects.filter(arrival_id=copy.id)
    assert (again.count(), set(again.values_list("outcome", flat=True))) == (55, {Outcome.DUPLICATE})
    # Asked again, with one entry more at the end: that is all that is new.
    more = take(door, long_feed(56), fetcher="feed")
    reading.drain(config, clock=clock, rounds=Rounds(size=10))
    assert [receipt.position for receipt in Receipt.objects.filter(arrival_id=more.id)] == [55]
    same = take(door, long_feed(30), fetcher="feed")
    reading.drain(config, clock=clock, rounds=Rounds(size=10))
    (nothing,) = Receipt.objects.filter(arrival_id=same.id)
    assert (nothing.position, nothing.outcome) == (0, Outcome.EMPTY)


def test_an_entry_the_database_refuses_keeps_no_other_of_its_feed_out(
    config: Config, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = inbox.receive

    def picky(items: list[Item], *, at: datetime) -> list[Item]:
        if items[0].headline == "Meldung 13":
            raise DatabaseError("value too long")
        return real(items, at=at)

    monkeypatch.setattr("depesche.desk.inbox.receive", picky)
    take(door, long_feed(25), fetcher="feed")
    reading.drain(config, clock=clock, rounds=Rounds(size=10))
    found = dict(Receipt.objects.values_list("position", "item__status"))
    assert found == {n: "quarantined" if n == 13 else "new" for n in range(25)}
