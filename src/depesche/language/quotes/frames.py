"""A frame: the words that attribute a message, who is meant to have said it, and where the message stands."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.language.quotes.mention import Mention

MOST = 20
"""Cues looked at in one sentence; nobody attributes more often in earnest."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Within one sentence: the cue's tokens, the speaker's mention, and the tokens of the message (`first` to `last`).

    `previous` marks a frame without a speaker of its own that goes on with the one before ("Und weiter: ...").
    """

    cue_first: int
    cue_last: int
    mention: Mention | None
    first: int
    last: int
    previous: bool = False
    strong: bool = True
