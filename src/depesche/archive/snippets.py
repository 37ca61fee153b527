"""Cuts a snippet out of a text and marks in it what the query found."""

from __future__ import annotations

import html

from depesche.language import analyser

LENGTH = 220
"""Characters of a snippet, markup not counted."""

_MOST_CHARACTERS = 20_000
_BEFORE = 50


def snippet(text: str, tokens: frozenset[str], *, lang: str = "de") -> str:
    """The stretch of the text with the most different hits, escaped, each whole word that is a hit in `<mark>`.

    A text without a hit (it stood in the headline) gives its beginning.
    """
    text = text[:_MOST_CHARACTERS]
    hits = [(start, end, tokens.intersection(found)) for start, end, found in analyser.hits(text, tokens, lang=lang)]
    start = _best_start(hits)
    start, end = _at_words(text, start, start + LENGTH)
    inside = [(first, last) for first, last, _ in hits if first >= start and last <= end]
    return ("… " if start else "") + _marked(text, start, end, inside) + (" …" if end < len(text) else "")


def _best_start(hits: list[tuple[int, int, frozenset[str]]]) -> int:
    """Where the window begins that holds the most different tokens; the first of several."""
    best, best_start = 0, 0
    for number, (start, _, _) in enumerate(hits):
        found: set[str] = set()
        for _, last, tokens in hits[number : number + 20]:
            if last > start + LENGTH - _BEFORE:
                break
            found |= tokens
        if len(found) > best:
            best, best_start = len(found), max(0, start - _BEFORE)
    return best_start


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Moves both ends so that no word is cut; a text that fits is taken whole."""
    if len(text) <= LENGTH:
        return 0, len(text)
    if start:
        start = next((at + 1 for at in range(start, min(start + _BEFORE, len(text))) if text[at].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, max(end - _BEFORE, start), -1) if text[at].isspace()), end)
    return start, min(end, len(text))


def _marked(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    for first, last in hits:
        pieces += [html.escape(text[start:first]), "<mark>", html.escape(text[first:last]), "</mark>"]
        start = last
    return "".join([*pieces, html.escape(text[start:end])]).replace("\n", " ").strip()
