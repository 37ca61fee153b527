"""Searching beyond the words: filters, typing errors, words still being typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.archive import spelling
from depesche.archive.filters import Filters
from depesche.archive.index import Index
from depesche.archive.searching import Answer
from depesche.bakery import schema

from .conftest import NOW, Write


def paths(answer: Answer) -> list[str]:
    return [hit.path for hit in answer.hits]


@pytest.fixture
def filled(index: Index, write: Write) -> Index:
    by = (schema.Byline(name="Ada Muster", path="/person/ada-muster/"), schema.Byline(name="Agentur Süd"))
    index.add(write("bridge", "Brücke gesperrt", "Die Haubitze rollt.", topics=("verkehr",), days=1))
    index.add(replace(write("old", "Brücke gebaut", "Ein Fest.", days=400), bylines=by))
    index.add(write("match", "Brücke über den Platz", "Ein Pass.", section="sport", days=2))
    index.commit()
    return index


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), {"/politik/bridge/", "/politik/old/", "/sport/match/"}),
        (Filters(section="sport"), {"/sport/match/"}),
        (Filters(topic="verkehr"), {"/politik/bridge/"}),
        (Filters(author="ada-muster"), {"/politik/old/"}),
        (Filters(author="agentur sued"), {"/politik/old/"}),
        (Filters(since=NOW - timedelta(days=30)), {"/politik/bridge/", "/sport/match/"}),
        (Filters(until=NOW - timedelta(days=2)), {"/politik/old/"}),
        (Filters(section="politik", since=NOW - timedelta(days=30)), {"/politik/bridge/"}),
        (Filters(section="nichts"), set()),
    ],
)
def test_filters_narrow_down(filled: Index, filters: Filters, found: set[str]) -> None:
    answer = filled.find("Brücke", filters=filters)
    assert set(paths(answer)) == found
    assert answer.total == len(found)


def test_filters_alone_find_the_newest_and_nothing_at_all_finds_nothing(filled: Index) -> None:
    assert paths(filled.find("", filters=Filters(section="politik"))) == ["/politik/bridge/", "/politik/old/"]
    assert filled.find("").total == filled.find("  ").total == 0
    assert filled.find("!?", filters=Filters(section="politik")).total == 0


@pytest.mark.parametrize("typed", ["Haubizte", "Haubize", "Haubitzze", "Hqubitze", "haubitez"])
def test_one_wrong_letter_is_forgiven_and_what_was_meant_is_told(filled: Index, typed: str) -> None:
    answer = filled.find(f"{typed} Brücke")
    assert paths(answer) == ["/politik/bridge/"]
    assert answer.meant == {typed.lower(): "Haubitze"}
    assert "<mark>Haubitze</mark>" in answer.hits[0].snippet_html


def test_what_the_archive_knows_is_not_corrected(filled: Index) -> None:
    assert filled.find("Brücke").meant == {}
    assert filled.find("Fest gesperrt").total == 0
    assert filled.find("Xylophonistin").meant == {}


def test_a_phrase_stays_a_phrase(filled: Index) -> None:
    assert paths(filled.find("„Brücke gesperrt“")) == ["/politik/bridge/"]
    assert filled.find("„gesperrt Brücke“").total == 0


def test_the_last_word_may_be_unfinished_while_typing(filled: Index) -> None:
    assert filled.find("Brücke Hau").total == 0
    assert paths(filled.find("Brücke Hau", is_unfinished=True)) == ["/politik/bridge/"]
    assert filled.find("Ha", is_unfinished=True).total == 0


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8), st.sampled_from([1, 2]))
@settings(max_examples=150, deadline=None)
def test_distance_is_symmetric_and_grows_with_what_is_allowed(one: str, other: str, distance: int) -> None:
    assert spelling.are_within(one, other, distance) == spelling.are_within(other, one, distance)
    assert not spelling.are_within(one, other, distance) or spelling.are_within(one, other, distance + 1)
    assert spelling.are_within(one, one + "x", 1)
    assert not spelling.are_within(one, one + "xyz", 2)
