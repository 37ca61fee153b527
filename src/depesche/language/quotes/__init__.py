"""Quotations: who says what in a text, and whether a quotation is what its source says."""

from __future__ import annotations

from depesche.language.quotes.answers import Quote
from depesche.language.quotes.extraction import Extraction

__all__ = ["Quote", "extract"]


def extract(text: str, *, lang: str = "de") -> list[Quote]:
    """Direct and indirect speech in `text` with its speakers, in the order of the text."""
    return Extraction(text, lang).run()
