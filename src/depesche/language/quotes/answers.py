"""What the quotes package answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Quote:
    """One message in a text.

    `text[start:end]` are the words themselves: between the marks of direct speech, the clause of indirect speech.
    `speaker` is the full name of whoever said it, as the text gives it anywhere, or what an unnamed one is called
    ("Sprecher der Polizei"), or None. `speaker_start:speaker_end` is the mention it was read from (a surname, a
    pronoun, a role), -1 without one. `cue` is the word or phrase that attributes the message, "" without one.
    """

    kind: Literal["direct", "indirect"]
    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_start: int = -1
    speaker_end: int = -1
    cue: str = ""


VerdictKind = Literal[
    "verbatim", "shortened_marked", "shortened_unmarked", "altered", "not_in_source", "speaker_swapped"
]


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the word diff: the words of the quotation and those of the source that stand against each other.

    `op` is "same", "changed", "added" (only the quotation has them), "dropped" (only the source has them, silently) or
    "omitted" (only the source has them, and the quotation marks the gap).
    """

    op: Literal["same", "changed", "added", "dropped", "omitted"]
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comparing a quotation with its source has shown; see `quotes.verify` for the kinds.

    `score` is the share of words that agree, 1.0 for "verbatim". `source[source_start:source_end]` is the passage,
    -1 without one. `diff` tells the quotation word by word.
    """

    kind: VerdictKind
    score: float
    source_start: int
    source_end: int
    diff: tuple[Change, ...]
