"""Is a quotation what its source says? Typography never counts; a word always does."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from depesche.language import quotes

SAMPLES = Path(__file__).parents[3] / "tests/samples/language"
RECORDS = [
    json.loads(line)
    for name in ("verify.jsonl", "verify_held_out.jsonl", "verify_held_out_2.jsonl")
    for line in (SAMPLES / name).read_text("utf-8").splitlines()
]
SOURCE = (
    "„Wir haben den Hafen in nur drei Jahren erneuert – und das ohne neue Schulden“, sagte Hafenchef Jan Ohm."
    " „Darauf sind wir stolz.“"
    " Eva Lenz vom Seglerverein erklärte: „Für die kleinen Boote ist leider kein Platz mehr geblieben.“"
)


def quoted(words: str, speaker: str) -> quotes.Quote:
    return quotes.Quote("direct", 0, len(words), words, speaker)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["quote"][:60])
def test_verdicts(record: dict[str, Any]) -> None:
    quote = quoted(record["quote"], record["speaker"]) if "speaker" in record else record["quote"]
    assert quotes.verify(quote, source=record["source"]).kind == record["kind"]


def test_the_span_is_the_passage() -> None:
    verdict = quotes.verify("Darauf sind wir stolz", source=SOURCE)
    assert SOURCE[verdict.source_start : verdict.source_end] == "Darauf sind wir stolz"
    assert verdict.score == 1.0


def test_the_diff_names_the_words() -> None:
    verdict = quotes.verify("Wir haben den Hafen in nur zwei Jahren erneuert", source=SOURCE)
    assert [(change.quote, change.source) for change in verdict.diff if change.op != "same"] == [("zwei", "drei")]


def test_what_was_said_between_the_quotations_is_no_part_of_them() -> None:
    joined = "Wir haben den Hafen in nur drei Jahren erneuert - und das ohne neue Schulden. Darauf sind wir stolz."
    assert quotes.verify(joined, source=SOURCE).kind == "verbatim"


@pytest.mark.parametrize(
    ("quote", "added"),
    [
        ("Wir haben den Hafen in nur drei Jahren erneuert - und das ohne neue Schulden, sagte", ["sagte"]),
        ("erklärte: Für die kleinen Boote ist leider kein Platz mehr geblieben", ["erklärte"]),
        ("und das ohne neue Schulden, sagte Hafenchef Jan Ohm", ["sagte", "Hafenchef", "Jan", "Ohm"]),
        ("erneuert - und das ohne neue Schulden, sagte Hafenchef Jan Ohm. Darauf sind wir stolz", ["sagte"]),
    ],
)
def test_a_word_beside_the_marks_was_not_said(quote: str, added: list[str]) -> None:
    verdict = quotes.verify(quote, source=SOURCE)
    assert verdict.kind == "altered"
    assert verdict.score < 1
    assert [change.quote for change in verdict.diff if change.op == "added"][: len(added)] == added


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        # Nobody's direct speech: a title, a term, a text that is quoted with the speech in it.
        ("Wir öffnen das Haus am See schon im Mai", "Wir öffnen das „Haus am See“ schon im Mai. Alle sind eingeladen."),
        ("Wir öffnen das Haus am See schon im Mai", "„Wir öffnen das ‚Haus am See‘ schon im Mai“, sagte Jan Ohm."),
        ("Jan Ohm sagte: ‚Wir öffnen schon im Mai.‘", "Am Montag kam er. Jan Ohm sagte: „Wir öffnen schon im Mai.“"),
        (
            "Hafenchef Jan Ohm freut sich auf den Sommer",
            "Hafenchef Jan Ohm freut sich auf den Sommer. „Endlich“, sagte er.",
        ),
    ],
)
def test_a_word_beside_marks_that_hold_no_speech_may_be_taken_in(quote: str, source: str) -> None:
    assert quotes.verify(quote, source=source).kind == "verbatim"


OTHERS = sorted({word.strip("„“.,:–") for word in SOURCE.split()} - {""})


@pytest.mark.parametrize("at", [0, -1])
@pytest.mark.parametrize("is_added", [False, True], ids=["another", "one more"])
def test_another_word_at_the_edge_is_no_shortening_because_it_stands_elsewhere_in_the_source(
    at: int, is_added: bool
) -> None:
    said = ["Für", "die", "kleinen", "Boote", "ist", "leider", "kein", "Platz", "mehr", "geblieben"]
    for word in OTHERS:
        if word in said or word == "erklärte":  # the word before the quotation: as it stands, but for the mark
            continue
        own = [*said] if is_added else said[1:] if at == 0 else said[:-1]
        own.insert(0 if at == 0 else len(own), word)
        assert quotes.verify(" ".join(own), source=SOURCE).kind == "altered", own


def test_a_shortening_may_end_with_the_verb_far_behind() -> None:
    source = (
        "„Das Haus am Markt wird nach allem, was wir seit dem 3. März wissen, nicht an Fremde verkauft“, sagte Lenz."
    )
    assert quotes.verify("Das Haus wird verkauft", source=source).kind == "shortened_unmarked"


def test_the_words_of_two_people_do_not_make_one_quotation() -> None:
    joined = "Darauf sind wir stolz. Für die kleinen Boote ist leider kein Platz mehr geblieben."
    assert quotes.verify(joined, source=SOURCE).kind == "shortened_unmarked"


def test_a_speaker_by_surname_or_role_is_no_swap() -> None:
    words = "Darauf sind wir stolz"
    assert quotes.verify(quoted(words, "Ohm"), source=SOURCE).kind == "verbatim"
    assert quotes.verify(quoted(words, "Hafenchef Jan Ohm"), source=SOURCE).kind == "verbatim"
    assert quotes.verify(quoted(words, "Sprecher des Hafens"), source=SOURCE).kind == "verbatim"
    assert quotes.verify(quoted(words, "Eva Lenz"), source=SOURCE).kind == "speaker_swapped"


def test_capitals_count_inside_a_sentence_only() -> None:
    source = "Die Stadt sagt: „Wir bitten Sie um Geduld, denn wir bauen.“"
    assert quotes.verify("wir bitten Sie um Geduld", source=source).kind == "verbatim"
    assert quotes.verify("Wir bitten sie um Geduld", source=source).kind == "altered"


@pytest.mark.parametrize("nothing", ["", "…", "„“", " – "])
def test_a_quotation_without_words_is_in_no_source(nothing: str) -> None:
    assert quotes.verify(nothing, source=SOURCE).kind == "not_in_source"


WORDS = re.findall(r"\S+", SOURCE)
PASSAGES = st.integers(0, len(WORDS) - 6).flatmap(
    lambda first: st.integers(first + 5, min(len(WORDS), first + 25)).map(lambda last: WORDS[first:last])
)


def typeset(text: str, seed: int) -> str:
    """The same words with other marks, dashes and spaces."""
    chance = random.Random(seed)
    text = re.sub("[„“]", lambda _: chance.choice('„“"»«”'), text)
    text = text.replace(" – ", chance.choice([" - ", " — ", "—", " – "]))
    return re.sub(" ", lambda _: chance.choice([" ", "\u00a0", "  ", "\n", "\u2009"]), text)


def hyphenated(text: str, seed: int) -> str:
    """Long words broken at line ends."""
    chance = random.Random(seed)
    return re.sub(r"([a-zäöü]{4})([a-zäöü]{4})", lambda m: m[1] + chance.choice(["", "-\n", "\u00ad"]) + m[2], text)


@given(PASSAGES, st.integers(0, 10_000))
@settings(max_examples=120, deadline=None)
def test_typography_is_no_change(passage: list[str], seed: int) -> None:
    source = hyphenated(typeset(SOURCE, seed), seed)
    assert quotes.verify(typeset(" ".join(passage), seed + 1), source=source).kind == "verbatim"


@given(PASSAGES, st.data(), st.sampled_from(["replace", "add", "drop"]))
@settings(max_examples=150, deadline=None)
def test_a_word_is_a_change(passage: list[str], data: st.DataObject, how: str) -> None:
    inner = [at for at, word in enumerate(passage) if re.search(r"\w", word)][1:-1]
    at = data.draw(st.sampled_from(inner))
    other = {"replace": ["niemals"], "add": [passage[at], "nicht"], "drop": []}[how]
    changed = [*passage[:at], *other, *passage[at + 1 :]]
    verdict = quotes.verify(" ".join(changed), source=SOURCE)
    assert verdict.kind in ("altered", "shortened_unmarked", "not_in_source")
    assert verdict.score < 1


@given(st.text(max_size=80), st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_nothing_makes_it_raise_and_spans_are_inside(quote: str, source: str) -> None:
    verdict = quotes.verify(quote, source=source)
    assert (verdict.source_start, verdict.source_end) == (-1, -1) or (
        0 <= verdict.source_start < verdict.source_end <= len(source)
    )


@given(st.text(min_size=1, max_size=80))
@settings(max_examples=100, deadline=None)
def test_every_text_is_its_own_source(text: str) -> None:
    assume(re.search(r"[^\W_]", text))
    assert quotes.verify(text, source=text).kind == "verbatim"
