"""Who says what: direct and indirect speech, and its speakers."""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language import quotes

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests/samples/language"
RECORDS = [
    json.loads(line)
    for name in (
        "quotes",
        "quotes_held_out",
        "quotes_held_out_2",
        "quotes_held_out_3",
        "quotes_outside",
        "quotes_held_out_4",
        "quotes_held_out_5",
    )
    for line in (SAMPLES / f"{name}.jsonl").read_text("utf-8").splitlines()
]


def direct(text: str, lang: str = "de") -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker) for quote in quotes.extract(text, lang=lang) if quote.kind == "direct"]


def indirect(text: str, lang: str = "de") -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker) for quote in quotes.extract(text, lang=lang) if quote.kind == "indirect"]


def overlap(quote: quotes.Quote, gold: dict[str, Any]) -> float:
    shared = min(quote.end, gold["end"]) - max(quote.start, gold["start"])
    return shared / max(quote.end - quote.start, gold["end"] - gold["start"])


def test_nearly_every_message_of_the_samples_is_found() -> None:
    found = named = wanted = answered = 0
    for record in RECORDS:
        answers = quotes.extract(record["text"], lang=record["lang"])
        wanted, answered = wanted + len(record["quotes"]), answered + len(answers)
        for gold in record["quotes"]:
            match = next((a for a in answers if a.kind == gold["kind"] and overlap(a, gold) >= 0.5), None)
            found += match is not None
            named += match is not None and (match.speaker or "").split()[-1:] == gold["speaker"].split()[-1:]
    assert 2 * found / (wanted + answered) > 0.98
    assert named / found > 0.92


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Wir gehen jetzt nach Hause“, sagte Eva Lenz.", [("Wir gehen jetzt nach Hause", "Eva Lenz")]),
        ("»Wir gehen jetzt nach Hause«, sagte Eva Lenz.", [("Wir gehen jetzt nach Hause", "Eva Lenz")]),
        ("«Wir gehen jetzt nach Hause», sagte Eva Lenz.", [("Wir gehen jetzt nach Hause", "Eva Lenz")]),
        ('"Wir gehen jetzt nach Hause", sagte Eva Lenz.', [("Wir gehen jetzt nach Hause", "Eva Lenz")]),
        ('„Wir gehen jetzt nach Hause", sagte Eva Lenz.', [("Wir gehen jetzt nach Hause", "Eva Lenz")]),
        ("Eva Lenz sagte: „Er rief ‚Halt‘, und alle standen.“", [("Er rief ‚Halt‘, und alle standen.", "Eva Lenz")]),
        ("„Ich gehe jetzt“, so die Ärztin Eva Lenz.", [("Ich gehe jetzt", "Eva Lenz")]),
        ("Der Film „Das Ende der Welt“ läuft im Kino.", []),
        ("Die sogenannte „schwarze Null“ wackelt.", []),
        ("Das Motto lautet wie immer „Gemeinsam sind wir stark“ und gilt.", []),
    ],
)
def test_direct_speech(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert direct(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eva Lenz sagte, sie werde kommen.", [("sie werde kommen", "Eva Lenz")]),
        ("Das Dach sei undicht, sagte Eva Lenz.", [("Das Dach sei undicht", "Eva Lenz")]),
        ("Das Dach ist undicht, teilte die Feuerwehr mit.", [("Das Dach ist undicht", "Feuerwehr")]),
        ("Laut Polizei gab es zwei Verletzte.", [("gab es zwei Verletzte", "Polizei")]),
        ("Der Polizei zufolge gab es zwei Verletzte.", [("gab es zwei Verletzte", "Polizei")]),
        ("Nach Angaben von Eva Lenz fehlt das Geld.", [("fehlt das Geld", "Eva Lenz")]),
        ("Wie Eva Lenz mitteilte, fehlt das Geld.", [("fehlt das Geld", "Eva Lenz")]),
        ("Die Stadt hat kein Geld.", []),
        ("Es sei denn, es regnet, findet das Fest statt.", []),
    ],
)
def test_indirect_speech(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert indirect(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Minister Jan Ohm kam spät. „Ich hatte eine Panne auf der Autobahn“, sagte Ohm.", "Jan Ohm"),
        ("Minister Jan Ohm kam spät. „Ich hatte eine Panne auf der Autobahn“, sagte er.", "Jan Ohm"),
        ("Minister Jan Ohm kam spät. „Ich hatte eine Panne auf der Autobahn“, sagte der Minister.", "Jan Ohm"),
        ("Jan Ohm traf Eva Lenz. „Ich hatte eine Panne auf der Autobahn“, sagte sie.", "Eva Lenz"),
        ("Der Chef der Bahn, Jan Ohm, sagte: „Ich hatte eine Panne auf der Autobahn.“", "Jan Ohm"),
        ("„Ich hatte eine Panne auf der Autobahn“, sagte ein Sprecher der Bahn.", "Sprecher der Bahn"),
        ("Jan Ohm kam spät. „Ich hatte eine Panne auf der Autobahn.“", "Jan Ohm"),
        ("Jan Ohm sagte: „Ja.“ „Ich hatte eine Panne auf der Autobahn.“", "Jan Ohm"),
    ],
)
def test_the_speaker_is_the_full_name(text: str, speaker: str) -> None:
    assert direct(text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("before", "pronoun", "speaker"),
    [
        ("Anna Berg und Petra Kamm kamen in den Rat.", "sie", None),
        ("Anna Berg sowie Bürgermeisterin Petra Kamm kamen.", "sie", None),
        ("Der Rat hörte Anna Berg, Petra Kamm und Eva Lenz.", "sie", None),
        ("Klaus Meier kritisierte Peter Lomm.", "er", None),
        ("Klaus Meier kritisierte Peter Lomm. Er blieb lange.", "er", None),
        ("„Der Haushalt ist beschlossen“, sagten Anna Berg und Petra Kamm.", "sie", None),
        # Clear: another gender, a dative, behind a preposition, or meant by a pronoun already.
        ("Bürgermeisterin Anna Berg traf Klaus Meier.", "sie", "Anna Berg"),
        ("Bürgermeisterin Anna Berg traf Klaus Meier.", "er", "Klaus Meier"),
        ("Klaus Meier sprach mit Peter Lomm.", "er", "Klaus Meier"),
        ("Klaus Meier widersprach dem Kollegen Peter Lomm.", "er", "Klaus Meier"),
        ("Anna Berg kam spät. Dann traf sie Petra Kamm.", "sie", "Anna Berg"),
        ("„Der Haushalt ist beschlossen“, sagte Anna Berg und lobte Petra Kamm.", "sie", "Anna Berg"),
        ("Anna Berg und Petra Kamm kamen. Dann sprach Petra Kamm.", "sie", "Petra Kamm"),
    ],
)
def test_a_pronoun_that_may_mean_two_means_nobody(before: str, pronoun: str, speaker: str | None) -> None:
    said = "Das war ein gutes Ergebnis für alle"
    for text in (f"{before} „{said}“, sagte {pronoun}.", f"{before} {pronoun.capitalize()} sagte: „{said}“"):
        assert direct(text)[-1] == (said, speaker), text


def test_a_sentence_in_the_subjunctive_goes_on_with_the_speaker() -> None:
    text = "Das Dach sei undicht, sagte Eva Lenz. Die Reparatur dauere länger und werde teuer."
    assert indirect(text)[-1] == ("Die Reparatur dauere länger und werde teuer", "Eva Lenz")


def test_the_mention_is_the_word_in_the_text() -> None:
    text = "Minister Jan Ohm kam spät. „Ich hatte eine Panne auf der Autobahn“, sagte er."
    (quote,) = quotes.extract(text)
    assert text[quote.speaker_start : quote.speaker_end] == "er"
    assert quote.cue == "sagte"


def test_english() -> None:
    text = "“We have been waiting for nine years,” said council leader Ann Price. Price said the work would start soon."
    assert direct(text, "en") == [("We have been waiting for nine years,", "Ann Price")]
    assert indirect(text, "en") == [("the work would start soon", "Ann Price")]


MARKS = st.sampled_from(
    ["„", "“", "”", "»", "«", '"', "‚", "‘", "’", "'", ",", ".", ":", "?", "\n", "\n\n", "(", ")", "–"]
)
CUES = st.sampled_from(
    ["sagte", "so", "laut", "nach Angaben von", "wie", "mitteilte", "zufolge", "sei", "hat", "gesagt"]
)
NAMES = st.sampled_from(
    ["Eva", "Lenz", "der", "die Ministerin", "er", "Dr.", "von der", "45-Jährige", "und", "dass", "3."]
)


@given(st.lists(st.one_of(MARKS, CUES, NAMES, st.text(max_size=3)), max_size=40), st.sampled_from(["de", "en"]))
@settings(max_examples=250, deadline=None)
def test_offsets_are_inside_and_true(parts: list[str], lang: str) -> None:
    text = " ".join(parts)
    for quote in quotes.extract(text, lang=lang):
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text
        assert (quote.speaker_start, quote.speaker_end) == (-1, -1) or (
            0 <= quote.speaker_start < quote.speaker_end <= len(text)
        )


@given(st.text(alphabet=st.characters(whitelist_categories=["Ll", "Lu", "Zs"]), min_size=20, max_size=80))
@settings(max_examples=50, deadline=None)
def test_the_words_between_the_marks_are_the_quotation(words: str) -> None:
    inside = "Ja " + " ".join(words.split()) + " doch."
    found = [quote for quote in quotes.extract(f"Eva Lenz sagte: „{inside}“") if quote.kind == "direct"]
    assert [quote.text for quote in found] == [inside]


def test_the_page_tells_the_truth() -> None:
    failures, _ = doctest.testfile(str(ROOT / "docs/language/quotes.md"), module_relative=False)
    assert failures == 0


def test_a_long_fragment_without_a_verb_is_speech() -> None:
    text = "Ratsherr Jan Ohm sprach von einer „Ohrfeige für alle Helfer in den Dörfern an der Küste“."
    assert direct(text) == [("Ohrfeige für alle Helfer in den Dörfern an der Küste", "Jan Ohm")]


def test_the_name_behind_a_role_that_no_list_has_is_the_speaker() -> None:
    text = "“We never gave up on this old ship,” said the boatbuilder, Tom Hale."
    assert direct(text, "en") == [("We never gave up on this old ship,", "Tom Hale")]
