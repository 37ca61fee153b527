"""What a sender writes above a corrected release about the version that was wrong: no part of it, but for editors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.intake.markup.blocks import Block
from depesche.intake.release import wording

_SHORTEST, _LONGEST = 30, 1_000
_AFTER_CORRECTION = re.compile(r"\s*(?:[:!|–—*+.,-]|(?:zu[mr]?|der|des|unserer?|of|to)\b|$)", re.IGNORECASE)
_WAS_WRONG = re.compile(
    r"\b(?:falsch\w*|fehler\w*|irrtümlich\w*|unrichtig\w*|korrigier\w*|berichtig\w*|versehentlich|verwechselt"
    r"|zahlendreher|tippfehler|richtig (?:ist|sind|muss|heißt|lautet)|muss (?:es )?(?:richtig )?(?:heißen|lauten)"
    r"|wrong\w*|incorrect\w*|errors?|mistakes?|corrected|should read)\b",
    re.IGNORECASE,
)
_OWN_MESSAGE = re.compile(
    r"\b(?:unser\w*|meine[rnms]?|die|der|dieser?|vorige\w*|heutige\w*|our|the|my)\s(?:[\w-]+\s){0,3}?[\w-]*"
    r"(?:meldung|mitteilung|information|mail|nachricht|fassung|version|aussendung|text|release|message|email|e-mail)\b"
    r"|\bnur diese\b|\bplease (?:only )?use\b|\bbitte (?:nur |ausschließlich )?(?:diese|die folgende|untenstehende)\b",
    re.IGNORECASE,
)
_TO_EDITORS = re.compile(
    r"\b(?:bitte\w*|wir|uns\w*|ich|sie|ihnen|euch|please|we|our|sorry|apologi\w+|entschuldig\w*)\b|\bKORREKTUR\b"
    r"|^\W*korrektur\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4
"""Words behind "KORREKTUR" that say what was corrected."""


def explains(text: str) -> bool:
    """Whether a paragraph tells editors what was wrong in an earlier version."""
    text = text.strip()
    if not _SHORTEST <= len(text) <= _LONGEST or not _WAS_WRONG.search(text):
        return False
    return bool(_OWN_MESSAGE.search(text) and _TO_EDITORS.search(text))


def is_heading(text: str) -> bool:
    """Whether a line begins with "KORREKTUR" or the like, set apart from what follows."""
    opening = text.strip(" *+!#[")
    found = wording.CORRECTION.match(opening)
    return found is not None and bool(_AFTER_CORRECTION.match(opening, found.end()))


def told(above: Sequence[Block]) -> str:
    """What blocks above a release say about an earlier version, on one line; "" for a mere "KORREKTUR"."""
    said = [" ".join(block.text.split()) for block in above]
    return " ".join(dict.fromkeys(text for text in said if explains(text) or _says_what(text)))


def _says_what(text: str) -> bool:
    found = wording.CORRECTION.search(text) if is_heading(text) else None
    return found is not None and len(re.findall(r"[^\W\d_]{2,}", text[found.end() :])) >= _FEWEST_WORDS
