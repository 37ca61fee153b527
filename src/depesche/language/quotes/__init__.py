"""Quotations: who says what in a text, and whether a quotation is what its source says."""

from __future__ import annotations

from depesche.language.quotes.answers import Change, Quote, Verdict
from depesche.language.quotes.extraction import extract
from depesche.language.quotes.verification import verify

__all__ = ["Change", "Quote", "Verdict", "extract", "verify"]
