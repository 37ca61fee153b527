"""Sections: a cold start, learning, keeping silent."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language import sections

ROOT = Path(__file__).parents[3]
USUAL = {slug: slug for slug in ("politik", "sport", "wirtschaft", "kultur", "klatsch", "nachrichten")}


def test_a_new_newsroom_gets_sensible_suggestions_and_silence() -> None:
    model = sections.begin(USUAL)
    lines = (ROOT / "tests/samples/language/sections.jsonl").read_text("utf-8").splitlines()
    for record in map(json.loads, lines):
        found = sections.suggest(record["text"], model=model)
        assert (found[0][0] if found else None) == record["section"], record


def test_sections_are_known_by_their_usual_names_whatever_their_slug() -> None:
    model = sections.begin({"s1": "Sport", "s2": "Kultur"})
    assert sections.suggest("Der Trainer lobt die Mannschaft nach dem Sieg.", model=model)[0][0] == "s1"
    assert sections.begin({"x": "Unfug"}).sections == []


def test_what_a_newsroom_writes_teaches_its_own_sections() -> None:
    model = sections.begin({"politik": "Politik", "sport": "Sport"})
    text = "Der Verein der Kleingärtner zeigt Kürbisse und Rosen auf seinem Sommerfest."
    for number in range(20):
        model.learn(f"{text} Parzelle {number}, Hecke, Laube und Kompost.", "garten")
        model.learn("Der Rat stimmt über den Haushalt ab, die Fraktion lehnt den Antrag ab.", "politik")
    assert sections.suggest("Rosen und Kürbisse in der Laube", model=model)[0][0] == "garten"


def test_what_was_learnt_can_be_forgotten() -> None:
    model = sections.begin({"politik": "Politik", "sport": "Sport"})
    before = json.loads(model.to_json())
    model.learn("Rosen und Kürbisse in der Laube", "garten")
    model.forget("Rosen und Kürbisse in der Laube", "garten")
    after = json.loads(model.to_json())
    assert after["words"].pop("garten") == {}
    assert {slug: pytest.approx(words) for slug, words in before["words"].items()} == after["words"]
    assert model.articles == 0


def test_a_model_goes_to_json_and_back() -> None:
    model = sections.begin(USUAL)
    model.learn("Der Rat stimmt ab.", "politik")
    again = sections.Model.from_json(model.to_json())
    text = "Der Trainer und der Minister"
    assert sections.suggest(text, model=again) == sections.suggest(text, model=model)
    assert again.articles == 1
    for broken in ("", "[]", "{}", '{"words": 1, "articles": {}, "holding": {}}'):
        with pytest.raises(ValueError, match=r"."):
            sections.Model.from_json(broken)


def test_an_empty_model_keeps_silent() -> None:
    assert sections.suggest("Der Trainer lobt die Mannschaft.", model=sections.Model()) == []


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_confidences_are_shares_best_first(text: str) -> None:
    found = sections.suggest(text, model=sections.begin(USUAL))
    assert all(0 < confidence <= 1 for _, confidence in found)
    assert [confidence for _, confidence in found] == sorted((share for _, share in found), reverse=True)
    assert not found or found[0][1] >= sections.LEAST_CONFIDENCE


def test_the_page_of_the_manual_runs() -> None:
    failures, _ = doctest.testfile(str(ROOT / "docs/language/sections.md"), module_relative=False)
    assert failures == 0
