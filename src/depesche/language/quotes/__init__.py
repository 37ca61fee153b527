"""Quotations: who says what in a text, and whether a quotation is what its source says."""

from __future__ import annotations

from depesche.language.quotes.answers import Change, Quote, Verdict

__all__ = ["Change", "Quote", "Verdict", "extract", "verify"]


def extract(text: str, *, lang: str = "de") -> list[Quote]:
    """The messages of `text` with their speakers, direct and indirect, in the order of the text.

    `lang` is "de" or "en"; anything else is read as German. Marks of all kinds are paired („…“, »…«, «…», "…", “…”);
    titles and scare quotes are left out. The first 120,000 characters are read. Never raises.
    """
    # Lexicons and patterns wait until somebody asks.
    from depesche.language.quotes.extraction import Extraction

    return Extraction(text, lang).run()


def verify(quote: Quote | str, *, source: str) -> Verdict:
    """Compare `quote` with `source`, a release or a transcript.

    The verdict's kind is "verbatim"; "shortened_marked" when words are left out and every place says so with […] or
    …; "shortened_unmarked" when words are left out silently; "altered" when a word is changed or added;
    "not_in_source"; or "speaker_swapped" when the words are right and the source gives them to somebody else (only
    for a `Quote` with a speaker). The text between two quotations of the source ("..., sagte Meier, ...") may be
    missing. Never raises.
    """
    from depesche.language.quotes.verification import compare

    return compare(quote, source)
