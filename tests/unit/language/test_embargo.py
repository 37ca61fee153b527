"""Embargo lines: right or asking, and never earlier than the truth."""

from __future__ import annotations

import doctest
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language import embargo

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests/samples/language"
RECEIVED = datetime(2025, 7, 1, 7, 0, tzinfo=UTC)
RECORDS = [
    json.loads(line)
    for name in (
        "embargo.jsonl",
        "embargo_held_out.jsonl",
        "embargo_held_out_2.jsonl",
        "embargo_held_out_3.jsonl",
        "embargo_outside.jsonl",
    )
    for line in (SAMPLES / name).read_text("utf-8").splitlines()
]


def parse(text: str, received: datetime = RECEIVED, **more: str) -> embargo.Embargo:
    return embargo.parse(text, received_at=received, **more)


def answer_to(record: dict[str, Any]) -> embargo.Embargo:
    received = datetime.fromisoformat(record["received_at"])
    return parse(record["text"], received, time_zone=record["time_zone"], lang=record["lang"])


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["text"][:60])
def test_lines_are_read_as_an_editor_reads_them(record: dict[str, Any]) -> None:
    answer = answer_to(record)
    until = datetime.fromisoformat(record["until"]) if "until" in record else None
    assert (answer.kind, answer.until) == (record["kind"], until)


ASKED_OFTEN = [
    json.loads(line)
    for name in (
        "embargo_held_out_4.jsonl",
        "embargo_held_out_5.jsonl",
        "embargo_fresh.jsonl",
        "embargo_fresh_2.jsonl",
    )
    for line in (SAMPLES / name).read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("record", ASKED_OFTEN, ids=lambda record: record["text"][:60])
def test_odd_lines_are_read_right_or_asked_about(record: dict[str, Any]) -> None:
    answer = answer_to(record)
    until = datetime.fromisoformat(record["until"]) if "until" in record else None
    assert answer.kind == "ask" or (answer.kind, answer.until) == (record["kind"], until)


@pytest.mark.parametrize("record", [r for r in RECORDS if r["kind"] != "none"], ids=lambda r: r["text"][:60])
def test_the_evidence_stands_in_the_text(record: dict[str, Any]) -> None:
    evidence = answer_to(record).evidence
    assert evidence
    assert evidence in record["text"]


def test_the_evidence_is_the_line_alone() -> None:
    text = "Betreff: Mieten\n\n  Sperrfrist: 3. Juli 2025, 11 Uhr  \n\nDie Mieten steigen weiter."
    assert parse(text).evidence == "Sperrfrist: 3. Juli 2025, 11 Uhr"


def test_the_answer_is_in_utc() -> None:
    until = parse("Sperrfrist: 3. Juli 2025, 11 Uhr").until
    assert until is not None
    assert until.isoformat() == "2025-07-03T09:00:00+00:00"


def test_the_house_has_its_own_clock() -> None:
    until = parse("Sperrfrist: 3. Juli 2025, 11 Uhr", time_zone="Asia/Tokyo").until
    assert until == datetime(2025, 7, 3, 2, 0, tzinfo=UTC)


def test_today_is_the_day_where_the_house_is() -> None:
    late = datetime(2025, 7, 1, 22, 30, tzinfo=UTC)
    assert parse("Sperrfrist: heute, 6 Uhr", late).until == datetime(2025, 7, 2, 4, 0, tzinfo=UTC)


def test_a_news_text_about_an_oil_embargo_is_free() -> None:
    text = (
        "Ölembargo: Brüssel sucht einen Kompromiss\n\nDie EU will das Embargo gegen Russland verlängern."
        " Das Embargo gilt bis zum 31. Januar.\nUngarn lehnt ein Embargo ab. Ein Embargo sei nicht denkbar."
    )
    assert parse(text) == embargo.Embargo("none")


def test_a_time_of_receipt_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        parse("Sperrfrist", datetime(2025, 7, 1))  # noqa: DTZ001


@given(
    day=st.datetimes(min_value=datetime(2025, 7, 2), max_value=datetime(2025, 12, 31)),  # noqa: DTZ001
    form=st.sampled_from(
        [
            "Sperrfrist: {d.day}.{d.month}.{d.year}, {d.hour}:{d.minute:02} Uhr UTC",
            "SPERRFRIST {d.day:02}.{d.month:02}., {d.hour:02}.{d.minute:02} Uhr GMT",
            "Embargo: {d:%Y-%m-%d} {d:%H:%M} UTC",
            "Embargoed until {d:%H:%M} UTC, {d:%A} {d.day} {d:%B} {d.year}",
            "Frei ab {d.day}. {d.month}. {d.year}, {d:%H:%M} Uhr UTC",
        ]
    ),
)
@settings(max_examples=60, deadline=None)
def test_what_was_written_is_what_is_read(day: datetime, form: str) -> None:
    answer = parse(form.format(d=day))
    assert answer.kind == "until" or (day.replace(tzinfo=UTC) - RECEIVED > timedelta(days=170))
    if answer.until:
        assert answer.until == day.replace(tzinfo=UTC, second=0, microsecond=0)


WORDS = st.sampled_from(
    """Sperrfrist Sperrfrist: Embargo embargoed until bis 3. 3.7. 31.2. 2025 Juli 11 Uhr 24 0:00 12am pm MESZ CET UTC+25
    heute morgen Freitag nächsten mittags frei ab aufgehoben sofort <b> &nbsp; ( ) / – , Do. h ２５ ² nicht vor 99:99
    """.split()  # noqa: SIM905 (a list of fifty strings is hard to read)
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=25))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_raise(parts: list[str]) -> None:
    text = " ".join(parts)
    answer = parse(text)
    assert answer.evidence in text
    assert (answer.kind == "until") == (answer.until is not None)


def test_the_page_tells_the_truth() -> None:
    failures, _ = doctest.testfile(str(ROOT / "docs/language/embargo.md"), module_relative=False)
    assert failures == 0


@pytest.mark.parametrize(
    "line",
    [
        "Bitte diskret behandeln bis zur Sitzung am Mittwoch",
        "Das Ergebnis darf vor Donnerstag, 9 Uhr, nicht in Umlauf kommen.",
        "Nichts vor Donnerstag, 9 Uhr, raus!",
        "Meldung gesperrt!",
        "Entwurf, noch nicht freigegeben",
        "Kein Vorabdruck erlaubt",
        "Wir bitten, von einer Veröffentlichung vorerst abzusehen.",
        "Check against delivery. Embargoed pending delivery.",
        "Spefrrist: Donnerstag",
        "Frei zur Veröffentlichung\n3. Juli 2025",
    ],
)
def test_a_text_held_back_in_everyday_words_is_asked_about(line: str) -> None:
    assert parse(line).kind == "ask"


@pytest.mark.parametrize(
    "line",
    [
        "Frei zur Veröffentlichung",
        "Keine Sperrfrist. Zur sofortigen Veröffentlichung.",
        "For immediate release: Museum shows new finds on July 9, 2025",
        "Der Abschnitt ist noch nicht für den Verkehr freigegeben, sagte der Landrat am Dienstag.",
        "Seebrücke am Strand: gesperrt bis Freitag, 4. Juli, 12 Uhr",
        "Bitte stellen Sie die Tonnen erst am Freitag ab 6 Uhr an die Straße.",
        "Der Spezialist kommt am 3. Juli um 11 Uhr.",
    ],
)
def test_what_is_free_or_news_of_other_closures_is_none(line: str) -> None:
    assert parse(line).kind == "none"


def test_statistics_closed_until_an_instant_are_held_back() -> None:
    answer = parse("Unfallbilanz, gesperrt bis 4. Juli, 11.30 Uhr")
    assert (answer.kind, answer.until) == ("until", datetime(2025, 7, 4, 9, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "Von: Presse\nGesendet: Samstag, 28. November 2026 09:12\nAn: Redaktion\nBetreff: Eule befreit",
        "Gesendet am: 28.11.2026, 9.12 Uhr",
        "Gesendet von meinem Telefon, am 28.11.2026 um 9 Uhr",
    ],
)
def test_when_a_mail_was_sent_is_no_embargo(text: str) -> None:
    assert embargo.parse(text, received_at=datetime(2026, 11, 22, 12, tzinfo=UTC)).kind == "none"


def test_below_the_head_of_a_forwarded_mail_an_embargo_is_read() -> None:
    text = "Von: A\nGesendet: Montag, 23. November 2026 18:00\nBetreff: x\n\nSperrfrist: 1. Dezember 2026, 10 Uhr"
    found = embargo.parse(text, received_at=datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert (found.kind, found.until) == ("until", datetime(2026, 12, 1, 9, tzinfo=UTC))
