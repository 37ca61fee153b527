"""What a word tells of an article, and how it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.archive import words
from depesche.archive.reasons import reason, series_of


def test_names_tell_more_than_nouns_and_nouns_more_than_small_words() -> None:
    found = words.weights("", "Der Rat beriet am Montag über Tjarks und den Haushalt.", lang="de")
    assert found["tjark"] > found["haushalt"] > found["beraten"]
    assert found["montag"] < found["haushalt"]
    assert "der" not in found


def test_parts_of_compounds_count_a_little_less() -> None:
    found = words.weights("Waffenlieferung", "", lang="de")
    assert found["waffenlieferung"] > found["waffe"] == found["lieferung"]


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_text_is_weighed_and_kept(text: str) -> None:
    found = words.weights(text, text, lang="de")
    again = words.unpack(words.pack(found))
    assert list(again) == list(found)
    assert len(again) <= words.MOST
    for token, weight in found.items():
        assert again[token] / 30 == pytest.approx(weight, abs=0.04)


@pytest.mark.parametrize(
    ("kicker", "series"),
    [
        ("Serie „Wohnen“, Teil 3", "serie wohnen"),
        ("Serie: Wohnen (4)", "serie wohnen"),
        ("Sommerserie", "sommerserie"),
        ("Kranichbrück", ""),
        ("Seriensieger", ""),
        ("", ""),
    ],
)
def test_a_kicker_may_name_a_series(kicker: str, series: str) -> None:
    assert series_of(kicker) == series


def test_reasons() -> None:
    assert reason(language="de", is_of_series=True, seconds_before=0) == "Aus der Serie"
    assert reason(language="de", is_of_series=False, seconds_before=86_400) == "Vorgeschichte"
    assert reason(language="de", is_of_series=False, seconds_before=-86_400) == "Mehr zum Thema"
