"""Two versions of a story, word by word."""

from __future__ import annotations

import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from depesche.desk.comparison import GONE, NEW, SAME, Piece, compare, words
from depesche.desk.models import Item


def item(**facts: Any) -> Item:
    usual = {"headline": "Brücke gesperrt", "lead": "Von Montag an.", "body": "Zehn Tage lang.\n\nBusse fahren um."}
    return Item(**{**usual, **facts})


def test_the_same_text_has_no_difference() -> None:
    assert not any(paragraph.changed for paragraph in compare(item(), item()))


def test_one_word_is_one_difference() -> None:
    changed = [one for one in compare(item(), item(body="Zwölf Tage lang.\n\nBusse fahren um.")) if one.changed]
    assert [one.pieces for one in changed] == [(Piece(GONE, "Zehn"), Piece(NEW, "Zwölf"), Piece(SAME, " Tage lang."))]


def test_paragraphs_that_went_and_came() -> None:
    found = compare(item(), item(body="Busse fahren um.\n\nDas sagte die Stadt."))
    kinds = [(one.pieces[0].kind, one.pieces[0].text) for one in found]
    assert kinds[2:] == [(GONE, "Zehn Tage lang."), (SAME, "Busse fahren um."), (NEW, "Das sagte die Stadt.")]


@given(st.text(alphabet="ab .,", max_size=60), st.text(alphabet="ab .,", max_size=60))
def test_both_texts_can_be_read_from_the_difference(before: str, after: str) -> None:
    pieces = list(words(before, after))
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == before
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == after


def test_hostile_texts_take_no_time() -> None:
    start = time.process_time()
    compare(item(body="a " * 500_000), item(body="b a " * 250_000))
    compare(item(body="a b\n\n" * 5_000), item(body="b a\n\n" * 5_000))
    assert time.process_time() - start < 3
