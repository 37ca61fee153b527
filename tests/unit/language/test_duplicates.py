"""Near-duplicates: fingerprints, containment and the index."""

from __future__ import annotations

import doctest
import random
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language import duplicates
from depesche.language.duplicates.postings import MOST_TEXTS, Postings

ROOT = Path(__file__).parents[3]
STORY = (
    "Der Stadtrat von Neuenhagen hat am Mittwoch den Bau eines neuen Hallenbads beschlossen. Es soll am Rand des "
    "Stadtparks entstehen und 2028 öffnen. Die Kosten von 31 Millionen Euro trägt die Stadt halb, den Rest zahlen "
    "Land und Kreis. Das alte Bad war im Winter wegen Schäden am Dach geschlossen worden. Seitdem fällt der "
    "Schwimmunterricht an vier Schulen aus. Die Grünen stimmten dagegen, weil für den Neubau 60 Bäume fallen müssen."
)
OTHER = (
    "Nach dem Sturm der vergangenen Nacht sind im Landkreis noch immer 2000 Haushalte ohne Strom. Umgestürzte Bäume "
    "hätten mehrere Leitungen zerrissen, teilte der Netzbetreiber mit. Die Feuerwehr zählte bis Mittag 140 Einsätze."
)


def containment(a: str, b: str) -> float:
    return duplicates.containment(duplicates.fingerprint(a), duplicates.fingerprint(b))


def changed(text: str, share: float, chance: random.Random) -> str:
    return " ".join(f"wort{chance.randrange(9999)}" if chance.random() < share else word for word in text.split())


def test_typography_is_no_difference() -> None:
    assert containment(STORY, STORY.upper().replace(".", " –").replace("ß", "ss").replace("ü", "ue")) == 1.0


def test_a_shortened_copy_is_contained_whole() -> None:
    assert containment(STORY, STORY[: len(STORY) // 3].rsplit(" ", 1)[0]) == 1.0


def test_a_shortened_and_reworded_copy_is_near() -> None:
    chance = random.Random(7)
    sentences = STORY.split(". ")
    copies = [changed(". ".join(chance.sample(sentences, 4)), 0.2, chance) for _ in range(100)]
    assert sum(containment(STORY, copy) >= duplicates.NEAR for copy in copies) >= 95


def test_other_news_is_not_near() -> None:
    assert containment(STORY, OTHER) < duplicates.NEAR / 2


@pytest.mark.parametrize("text", ["", "   ", "…", "„“"])
def test_a_text_without_words_is_near_nothing(text: str) -> None:
    assert containment(text, text) == 0.0
    index: duplicates.Index[str] = duplicates.Index()
    index.add("empty", text)
    assert index.near(text) == []


def test_the_index_finds_what_was_added_and_forgets_what_was_removed() -> None:
    index: duplicates.Index[str] = duplicates.Index()
    index.add("story", STORY)
    index.add("other", OTHER)
    assert [key for key, _ in index.near(STORY.rsplit(".", 3)[0])] == ["story"]
    index.add("story", OTHER)
    assert [key for key, _ in index.near(STORY)] == []
    assert {key for key, _ in index.near(OTHER)} == {"story", "other"}
    index.remove("other")
    assert {key for key, _ in index.near(OTHER)} == {"story"}
    assert len(index) == 1


def test_the_index_finds_copies_among_many_texts() -> None:
    chance = random.Random(3)
    index: duplicates.Index[int] = duplicates.Index()
    words = [f"wort{number}" for number in range(5000)]
    texts = [" ".join(chance.choices(words, k=chance.randrange(120, 500))) for _ in range(1000)]
    for number, text in enumerate(texts):
        index.add(number, text)
    began = process_time()
    for number in range(0, 1000, 10):
        kept = texts[number].split()
        copy = changed(" ".join(kept[: len(kept) * 3 // 10]), 0.2, chance)
        assert [key for key, _ in index.near(copy)] == [number]
    assert (process_time() - began) / 100 < 0.01


def test_the_score_of_the_index_is_the_containment() -> None:
    index: duplicates.Index[str] = duplicates.Index()
    index.add("story", STORY)
    copy = changed(STORY, 0.2, random.Random(5))
    assert index.near(copy)[0][1] == pytest.approx(containment(STORY, copy), abs=0.03)


def test_a_trigram_of_very_many_texts_is_noted_no_further() -> None:
    postings = Postings()
    for text in range(3 * MOST_TEXTS):
        postings.add(4711, text)
    assert len(list(postings.texts(4711))) == MOST_TEXTS


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_containment_is_a_symmetric_share(a: str, b: str) -> None:
    assert 0.0 <= containment(a, b) == containment(b, a) <= 1.0


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_a_text_with_words_is_near_itself(text: str) -> None:
    index: duplicates.Index[int] = duplicates.Index()
    index.add(1, text)
    assert [key for key, _ in index.near(text)] == ([1] if duplicates.fingerprint(text).trigrams else [])


def test_the_page_of_the_manual_runs() -> None:
    failures, _ = doctest.testfile(str(ROOT / "docs/language/duplicates.md"), module_relative=False)
    assert failures == 0
