"""What each place shows of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.language import copydesk
from depesche.language.copydesk import lengths
from depesche.language.copydesk.lengths import Guide

TEN = Guide("push", 10)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Kurz", "Kurz"),
        ("  Kurz  ", "Kurz"),
        ("Zehn genau", "Zehn genau"),
        ("Zehn genau und mehr", "Zehn genau"),
        ("Der Rat tagt heute", "Der Rat"),
        ("Rat tagt, und wie", "Rat tagt"),
        ("Donaudampfschiff", "Donaudampf"),
    ],
)
def test_whole_words_are_shown(text: str, seen: str) -> None:
    assert lengths.shown(text, TEN) == seen


@given(st.text(max_size=60))
def test_no_more_is_shown_than_fits_and_nothing_that_is_not_there(text: str) -> None:
    seen = lengths.shown(text, TEN)
    assert len(seen) <= TEN.most
    assert text.strip().startswith(seen)


def test_the_copy_desk_and_the_bars_go_by_the_same_numbers() -> None:
    assert not _is_long("x" * lengths.FRONT.most)
    assert _is_long("x" * (lengths.FRONT.most + 1))
    assert not copydesk.check_lead("x" * lengths.LEAD.most)
    assert copydesk.check_lead("x" * (lengths.LEAD.most + 1))


def _is_long(headline: str) -> bool:
    return any(finding.rule == "length.headline" for finding in copydesk.check_headline(headline))
