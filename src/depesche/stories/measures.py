"""How long an article is: as readers are told, and as the desk shows while it is being written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from depesche.stories import markup

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Measure:
    """Words of lead and body; minutes that reading them takes, one at least."""

    words: int
    minutes: int


def of(lead: str, body: Any) -> Measure:
    """The length of a lead and a body (a stream value of `stories.blocks.Body`)."""
    words = len(f"{markup.text_of_body(body)} {lead}".split())
    return Measure(words, max(1, round(words / WORDS_A_MINUTE)))
