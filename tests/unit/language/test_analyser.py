"""The analyser: folding, lemmata, compound parts, and what counts as a match."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language import analyser
from depesche.language.analyser.compounds import split

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests/samples/language"


def parts(word: str) -> list[str]:
    return [part.lemma for part in split(word)]


def pairs(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (SAMPLES / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "MUELLER"),
        ("Straße", "Strasse"),
        ("Mu\u0308ller", "Müller"),
        ("Waf\u00adfen", "Waffen"),
        ("Häuser", "Haus"),
        ("Präsidenten", "Präsident"),
        ("Trumps", "Trump"),
        ("Selenskyjs", "Selenskyj"),
        ("telefonierte", "telefonieren"),
        ("gesagt", "sagte"),
        ("Lobbyistinnen", "Lobbyistin"),
        ("russischer", "russische"),
        ("größte", "groß"),
    ],
)
def test_spellings_and_forms_of_a_word_share_their_token(one: str, other: str) -> None:
    assert analyser.tokens(one)[0] == analyser.tokens(other)[0]


@pytest.mark.parametrize(
    ("one", "other"), [("fordern", "fördern"), ("Forderung", "Förderung"), ("Wal", "Wahl"), ("Kohl", "Kohle")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert analyser.tokens(one)[0] != analyser.tokens(other)[0]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("waffenlieferungen", ["waffe", "lieferung"]),
        ("bundesverfassungsgericht", ["bund", "verfassung", "gericht"]),
        ("schulbuch", ["schule", "buch"]),
        ("huehnerstall", ["huhn", "stall"]),
        ("fahrverbot", ["fahren", "verbot"]),
        ("laenderfinanzausgleich", ["land", "finanz", "ausgleich"]),
        ("klimaneutrale", ["klima", "neutral"]),
        ("hauptbahnhof", ["", "bahn", "hof"]),
    ],
)
def test_compounds_fall_into_words(word: str, expected: list[str]) -> None:
    assert parts(word) == expected


@pytest.mark.parametrize(
    "word",
    [
        "polizei",
        "generation",
        "hochzeit",
        "uniform",
        "leuchtende",
        "wirtschaft",
        "koeniginnen",
        "haushalt",
        "deutschland",
    ],
)
def test_words_that_only_look_like_compounds_stay_whole(word: str) -> None:
    assert parts(word) == []


def test_what_neighbouring_parts_make_is_found_too() -> None:
    assert {"klimaschutz", "klimaschutzgesetz", "gesetz"} <= set(analyser.tokens("Klimaschutzgesetze"))


def test_a_hyphened_word_is_found_in_one_and_in_its_elements() -> None:
    assert analyser.matches("Klimaschutzgesetz", "das Klimaschutz-Gesetz")
    assert analyser.matches("Ukraine-Krieg", "Krieg in der Ukraine")
    assert analyser.matches("EU", "die EU-Kommission")


def test_every_word_of_the_query_counts() -> None:
    assert analyser.matches("Drohne Kiew", "Drohnenangriff auf Kiew")
    assert not analyser.matches("Drohne Odessa", "Drohnenangriff auf Kiew")


def test_a_query_without_words_matches_nothing() -> None:
    assert not analyser.matches("", "Text")
    assert not analyser.matches("?! –", "Text")


def test_english_has_its_own_stems() -> None:
    assert analyser.matches("delivery", "arms deliveries", lang="en")
    assert analyser.matches("woman", "Women's rights", lang="en")
    assert analyser.matches("cease-fire", "a ceasefire", lang="en")
    assert not analyser.matches("port", "sport", lang="en")


@pytest.mark.parametrize(
    "name",
    ["compounds.jsonl", "compounds_held_out.jsonl", "compounds_held_out_2.jsonl", "compounds_held_out_3.jsonl"],
)
def test_the_sample_pairs_meet_the_goal(name: str) -> None:
    found = [(pair["match"], analyser.matches(str(pair["query"]), str(pair["document"]))) for pair in pairs(name)]
    true = [got for expected, got in found if expected]
    false = [got for expected, got in found if not expected]
    assert sum(true) / len(true) >= 0.97
    assert sum(false) / len(false) <= 0.02


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_words_without_spaces(text: str) -> None:
    for lang in ("de", "en"):
        assert all(token and not token.isspace() for token in analyser.tokens(text, lang=lang))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß -", max_size=60))
@settings(max_examples=100, deadline=None)
def test_a_text_matches_itself(text: str) -> None:
    assert analyser.matches(text, text) == bool(analyser.tokens(text))


def test_the_page_of_the_manual_runs() -> None:
    failures, _ = doctest.testfile(str(ROOT / "docs/language/analyser.md"), module_relative=False)
    assert failures == 0
