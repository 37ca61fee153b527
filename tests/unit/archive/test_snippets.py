"""Snippets: where they are cut and what they mark."""

from __future__ import annotations

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.archive.snippets import LENGTH, snippet
from depesche.archive.texts import plain
from depesche.language import analyser

LONG = "Vorher steht viel. " * 40 + "Dann kommt die Waffenlieferung nach Kiew & Odessa. " + "Danach steht viel. " * 40


def tokens(query: str) -> frozenset[str]:
    return frozenset(analyser.tokens(query))


def test_whole_words_are_marked_where_a_part_was_found() -> None:
    marked = snippet(LONG, tokens("Lieferung"))
    assert "<mark>Waffenlieferung</mark> nach Kiew &amp; Odessa" in marked
    assert marked.startswith("… ")
    assert marked.endswith(" …")


def test_the_stretch_with_most_different_hits_wins() -> None:
    text = "Kiew. " * 20 + "Anderes. " * 60 + "Eine Drohne traf Kiew."
    assert "<mark>Drohne</mark>" in snippet(text, tokens("Drohne Kiew"))


def test_a_text_without_hits_gives_its_beginning() -> None:
    assert snippet("Kurzer Text.", tokens("Kiew")) == "Kurzer Text."


def test_markup_of_the_text_is_escaped() -> None:
    assert snippet("<script>alert(1)</script> Kiew", tokens("Kiew")) == (
        "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Kiew</mark>"
    )


@given(st.text(alphabet="ab <&>\n“Kiew", max_size=600))
@settings(max_examples=60, deadline=None)
def test_a_snippet_is_a_stretch_of_the_text(text: str) -> None:
    made = snippet(text, tokens("Kiew"))
    inner = html.unescape(re.sub("</?mark>", "", made)).removeprefix("… ").removesuffix(" …")
    assert inner in text.replace("\n", " ") or inner == ""
    assert len(inner) <= LENGTH + 60


def test_plain_text_keeps_paragraphs_and_loses_tags() -> None:
    assert plain("<p>Eins &amp; <b>zwei</b></p><ul><li>drei</li></ul>") == "Eins & zwei\ndrei"
