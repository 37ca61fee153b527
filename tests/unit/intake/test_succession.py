"""Who may supersede what, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from depesche.desk.models import Item
from depesche.intake import succession

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OLD = (
    "Das Hallenbad öffnet am Samstag nach drei Jahren Bauzeit. Der Bau hat 18 Millionen Euro gekostet, sagt die Stadt."
)
NEW = OLD.replace("18 Millionen", "19 Millionen")


def item(text: str = OLD, *, hour: int = 0, **facts: Any) -> Item:
    usual: dict[str, Any] = {
        "id": f"01{hour:04}",
        "kind": "press_release",
        "headline": "Hallenbad öffnet",
        "body": text,
        "sender_address": "presse@stadt.example",
        "known_sender": True,
        "organisation": "Stadt",
        "received_at": NOON + timedelta(hours=hour),
    }
    facts = {**usual, **facts}
    return Item(**facts, sender_domain=facts["sender_address"].rpartition("@")[2])


def unknown(text: str = OLD, **facts: Any) -> Item:
    return item(text, sender_address="x@blog.example", known_sender=False, organisation="", **facts)


ORIGINAL = item(rank=0)
CORRECTION = item(NEW, hour=1, rank=1, kind="correction_of_earlier_release", corrects=ORIGINAL)
STORY = [ORIGINAL, CORRECTION]


@pytest.mark.parametrize(
    ("version", "than", "older"),
    [
        ("1", "2", True),
        ("9", "10", True),
        ("2", "2", False),
        ("2026-11-23T10:00:00Z", "2026-11-23T12:00:00+01:00", True),
        ("2026-11-23T10:00:00Z", "3", False),
        ("draft", "final", False),
        ("", "1", False),
    ],
)
def test_versions_are_numbers_or_moments(version: str, than: str, older: bool) -> None:
    assert succession.is_older(version, than) is older


@pytest.mark.parametrize(
    ("address", "other", "same"),
    [
        ("presse@stadt.example", "amt@stadt.example", True),
        ("presse@mail.stadt.example", "amt@stadt.example", True),
        ("a@stadt.example", "a@start.example", False),
        ("verein@gmx.de", "anderer@gmx.de", False),
        ("Verein@gmx.de", "verein@gmx.de", True),
    ],
)
def test_a_sender_speaks_for_its_own_domain(address: str, other: str, same: bool) -> None:
    one, two = (unknown() for _ in range(2))
    one.sender_address, two.sender_address = address, other
    one.sender_domain, two.sender_domain = (text.lower().rpartition("@")[2] for text in (address, other))
    assert succession.speaks_for(one, two) is same


def test_a_known_organisation_speaks_with_all_its_addresses_and_a_look_alike_with_none() -> None:
    office = item(sender_address="buero@rathaus.example")
    assert succession.speaks_for(office, ORIGINAL)
    assert not succession.speaks_for(item(lookalike_of="stadt.example"), ORIGINAL)


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        (OLD, ORIGINAL),
        (f"Zur Kenntnis für die Redaktion. {OLD}", ORIGINAL),
        (NEW, None),
        (f"Zur Kenntnis für die Redaktion. {NEW}", None),
        ("Der Turnverein sucht für sein Sommerfest noch Helferinnen und Helfer, die Zelte aufbauen.", None),
    ],
)
def test_a_copy_is_told_by_what_was_corrected(text: str, repeats: Item | None) -> None:
    assert succession.repeated(unknown(text, hour=2), STORY) is repeats


def test_an_erratum_without_the_text_makes_copies_of_the_text_old() -> None:
    erratum = item("Richtig ist: 19 Millionen Euro.", hour=1, rank=1, kind="correction_of_earlier_release")
    assert succession.repeated(unknown(hour=2), [ORIGINAL, erratum]) is ORIGINAL


@pytest.mark.parametrize(
    ("new", "rank"),
    [
        (unknown("Ein Bad öffnet wieder, schreibt das Blog.", hour=2), 0),
        (unknown(NEW, hour=2), 0),
        (unknown(NEW, hour=2, kind="correction_of_earlier_release", corrects=ORIGINAL), 0),
        (item(NEW + " Der Eintritt ist am ersten Tag frei.", hour=2), 1),
        (item(NEW, hour=2, kind="correction_of_earlier_release", corrects=CORRECTION), 2),
        (item("", hour=2, withdraws=True, corrects=CORRECTION), 2),
    ],
)
def test_only_its_own_sender_gets_above_a_correction(new: Item, rank: int) -> None:
    assert succession.rank(new, STORY) == rank


def test_a_known_sender_gets_above_what_somebody_unknown_corrected() -> None:
    story = [unknown(rank=0), unknown(NEW, hour=1, rank=1, kind="correction_of_earlier_release")]
    assert succession.rank(item(hour=2), story) == 1


def test_what_repeats_an_old_version_stands_beside_that() -> None:
    assert succession.rank(item(hour=2), STORY, repeats=ORIGINAL) == 0


def wire(version: str, **facts: Any) -> Item:
    return item(
        kind="wire", sender_address="", known_sender=False, organisation="", uri="urn:1", version=version, **facts
    )


def test_an_overtaken_wire_stands_between_its_neighbours() -> None:
    story = [wire("2", rank=0), wire("4", rank=1)]
    assert succession.rank(wire("1"), story) == -1
    assert succession.rank(wire("3"), story) == 0
    assert succession.rank(wire("5", corrects=story[1]), story) == 2
