"""Two texts, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depesche.language.comparison import GONE, NEW, words


@given(st.text(alphabet="ab .,", max_size=60), st.text(alphabet="ab .,", max_size=60))
def test_both_texts_can_be_read_from_the_difference(before: str, after: str) -> None:
    pieces = list(words(before, after))
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == before
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == after
