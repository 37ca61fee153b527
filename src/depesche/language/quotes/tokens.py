"""A text as sentences of tokens; whatever stands between quotation marks is one token of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from depesche.language.quotes.marks import Marked
from depesche.language.word_sets import word_set

Kind = Literal["word", "number", "quote", "mark"]


@dataclass(frozen=True, slots=True)
class Token:
    """`text[start:end]`; for a quote the marks are inside, and `quote` is its place in the list of marked spans."""

    kind: Kind
    text: str
    start: int
    end: int
    quote: int = -1

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Written with a capital, as nouns and names are; "45-Jährige" too."""
        return self.kind == "word" and (self.text[0].isupper() or (self.text[0].isdigit() and self.text != self.lower))


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens from one full stop to the next; `paragraph` counts from zero."""

    tokens: tuple[Token, ...]
    paragraph: int

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


LONGEST = 150
"""Tokens of one sentence; a longer one is read in pieces."""

_TOKEN = re.compile(
    r"(?P<break>\n[ \t\r]*\n\s*|\n)|(?P<number>\d+(?:[.,:]\d+)*(?![^\W_]|[-‐‑][^\W\d_]))"
    r"|(?P<word>[^\W_]+(?:[-‐‑'’&/][^\W_]+)*-?)|(?P<mark>([^\w\s])\5{3,}|[^\w\s])"
)
_ABBREVIATIONS = word_set(
    """dr prof st ca etc bzw vgl nr abs art mr mrs ms jr sr hl ing dipl med phil jur rer nat u.a z.b d.h usw inkl
    evtl ggf geb gest str mio mrd tel al jan feb mär apr jun jul aug sep sept okt nov dez rd zz sog allg gen
    gov sen rep inc ltd co corp vs frhr hrsg bd rev hon lt col sgt capt z b d h u a o i e v"""
)
_STARTERS = word_set(
    "Der Die Das Er Sie Es Wir Ein Eine Im In Am Auf Nach Dabei Damit Auch Doch Aber Dazu Zudem The He She It"
)
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset(")]}")


def sentences_of(text: str, spans: Sequence[Marked]) -> list[Sentence]:
    """The sentences of `text`; marks inside `spans` end none."""
    wrapped = _is_hard_wrapped(text)
    found: list[Sentence] = []
    current: list[Token] = []
    paragraph = 0
    tokens = list(_tokens(text, spans))
    for position, token in enumerate(tokens):
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.kind == "mark" and token.text[0] == "\n":
            blank = token.text.count("\n") > 1
            if (blank or not wrapped) and current:
                found.append(Sentence(tuple(current), paragraph))
                current = []
            paragraph += blank
            continue
        current.append(token)
        if _ends_sentence(text, spans, current, following):
            found.append(Sentence(tuple(current), paragraph))
            current = []
    if current:
        found.append(Sentence(tuple(current), paragraph))
    return found


def _tokens(text: str, spans: Sequence[Marked]) -> Iterator[Token]:
    at = 0
    for number, span in enumerate(spans):
        yield from _plain_tokens(text, at, span.outer_start)
        yield Token("quote", text[span.outer_start : span.outer_end], span.outer_start, span.outer_end, number)
        at = span.outer_end
    yield from _plain_tokens(text, at, len(text))


def _plain_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        group = match.lastgroup
        kind: Kind = "word" if group == "word" else "number" if group == "number" else "mark"
        yield Token(kind, match[0], match.start(), match.end())


def _ends_sentence(text: str, spans: Sequence[Marked], current: Sequence[Token], following: Token | None) -> bool:
    token = current[-1]
    if following is None or len(current) >= LONGEST:
        return True
    if not _begins(following):
        return False
    if token.kind == "quote":
        span = spans[token.quote]
        return text[max(span.start, span.end - 1) : span.end] in _ENDS or text[token.end - 1] in _ENDS
    if token.text in _CLOSERS and len(current) > 1:
        return current[-2].text in _ENDS
    if token.kind != "mark" or token.text not in _ENDS:
        return False
    shortened = token.text == "." and len(current) > 1 and _is_shortened(current[-2], token)
    return not shortened or following.text in _STARTERS


def _is_shortened(previous: Token, stop: Token) -> bool:
    """True when the full stop belongs to an ordinal, an initial or an abbreviation."""
    if previous.end != stop.start:
        return False
    if previous.kind == "number":
        return len(previous.text) <= 2
    return previous.lower in _ABBREVIATIONS or (len(previous.text) == 1 and previous.text.isalpha())


def _begins(token: Token) -> bool:
    return token.kind in ("quote", "number") or token.capital or token.text in "–—([\n" or token.text[0] == "\n"


def _is_hard_wrapped(text: str) -> bool:
    """Lines of a mail, broken at some seventy characters, rather than paragraphs of one line each."""
    lines = [len(line) for line in text[:20000].split("\n") if line.strip()]
    long = sum(length > 90 for length in lines)
    full = sum(50 <= length <= 90 for length in lines)
    return full >= 3 and full > 4 * long


class Positions:
    """Finds the sentence that holds a character."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._starts = [sentence.start for sentence in sentences]

    def at(self, offset: int) -> int:
        """The index of the sentence that begins at or before `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)
