"""Names: the site's own first, patterns second."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language import names
from depesche.language.names import Kind, Known

ROOT = Path(__file__).parents[3]


def found(text: str, *known: Known) -> list[tuple[str, str, str]]:
    return [(text[one.start : one.end], one.name, one.kind) for one in names.find(text, known=known)]


@pytest.mark.parametrize("spelling", ["Müller-Lüdenscheidt", "MUELLER LUEDENSCHEIDT", "Müller-Lüdenscheidts"])
def test_a_known_name_is_found_in_every_spelling(spelling: str) -> None:
    known = Known("Müller-Lüdenscheidt", Kind.PERSON, "/person/ml/")
    assert found(f"Da saß {spelling} schon.", known) == [(spelling, "Müller-Lüdenscheidt", "person")]


def test_the_longest_known_name_wins_and_small_words_are_none() -> None:
    known = (Known("Stadtrat"), Known("Stadtrat Kranichbrück"), Known("Brücke"))
    assert [name for _, name, _ in found("Im Stadtrat Kranichbrück ging es um die brücke.", *known)] == [
        "Stadtrat Kranichbrück"
    ]


def test_a_surname_stands_for_who_was_named_in_full_before() -> None:
    text = "Oldekop schwieg. Dann kam Rainer Oldekop, und Oldekops Rede begann."
    assert found(text) == [("Rainer Oldekop", "Rainer Oldekop", "person"), ("Oldekops", "Rainer Oldekop", "person")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sagte Vereinschef Gero Steinwender gestern", ("Gero Steinwender", "person")),
        ("von Ursula von der Leyen", ("Ursula von der Leyen", "person")),
        ("bei der Merle Energie AG", ("Merle Energie AG", "organisation")),
        ("an der Universität Karlsfurt", ("Universität Karlsfurt", "organisation")),
        ("im Landkreis Merletal", ("Merletal", "place")),
        ("in New York", ("New York", "place")),
        ("mit Frau Sandvoss", ("Sandvoss", "person")),
    ],
)
def test_patterns_find_what_no_dictionary_holds(text: str, expected: tuple[str, str]) -> None:
    assert [(name, kind) for _, name, kind in found(text)] == [expected]


def test_what_is_certain_wins_over_a_pattern() -> None:
    known = Known("Frau Holle", Kind.TOPIC, "/thema/frau-holle/")
    assert found("Das Märchen von Frau Holle", known) == [("Frau Holle", "Frau Holle", "topic")]


def test_parts_of_hyphened_words_are_no_names() -> None:
    assert found("Die Berlin-Reise und Neu-Ulm") == []


def test_each_page_is_linked_once() -> None:
    known = names.Dictionary([Known("Berlin", Kind.PLACE, "/thema/berlin/"), Known("Rhein", Kind.PLACE)])
    linked = names.links("Von Berlin nach Berlin am Rhein", known=known)
    assert [(one.start, one.path) for one in linked] == [(4, "/thema/berlin/")]


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_mentions_lie_inside_the_text_in_order_without_overlap(text: str) -> None:
    end = 0
    for mention in names.find(text, known=[Known("Aa b"), Known("A")]):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


def test_the_page_of_the_manual_runs() -> None:
    failures, _ = doctest.testfile(
        str(ROOT / "docs/language/names.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert failures == 0
