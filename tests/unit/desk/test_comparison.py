"""Two versions of a story, word by word."""

from __future__ import annotations

import time
from typing import Any

from depesche.desk.comparison import compare
from depesche.desk.models import Item
from depesche.language.comparison import GONE, NEW, SAME, Piece


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


def test_hostile_texts_take_no_time() -> None:
    start = time.process_time()
    compare(item(body="a " * 500_000), item(body="b a " * 250_000))
    compare(item(body="a b\n\n" * 5_000), item(body="b a\n\n" * 5_000))
    assert time.process_time() - start < 3
