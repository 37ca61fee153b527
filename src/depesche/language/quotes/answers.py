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
