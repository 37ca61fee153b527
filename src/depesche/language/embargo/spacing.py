"""Words that a typist has spread letter by letter ("S P E R R F R I S T", "E-M-B-A-R-G-O"), put together again.

Only words that announce an embargo are: any others, and all figures, stay as they are, so that a deadline that is
spread out too is never read wrong, but asked about.
"""

from __future__ import annotations

import re

_F = re.IGNORECASE
_GAP = r"[\W_]{1,3}"
_SPREAD = re.compile(rf"(?<![^\W_])[^\W\d_](?:{_GAP}[^\W\d_](?![^\W_])){{3,}}")
_ANNOUNCES = re.compile(
    r"(sperrfristen|sperrfrist|sperrvermerk|gesperrt|embargoed|embargo|freigabe|frei|nicht)"
    r"(bis|ab|für|vor|until|till)?(.*)",
    _F,
)
STEMS = "|".join(_GAP.join(stem) for stem in ("sperr", "gesper", "emba", "frei", "nicht"))
"""A pattern for the beginnings of such words in small letters, each with a plain letter first."""


def closed(text: str) -> str:
    """`text` with such words in one piece."""
    return _SPREAD.sub(_joined, text)


def _joined(spread: re.Match[str]) -> str:
    letters = re.sub(r"[\W_]+", "", spread[0])
    found = _ANNOUNCES.fullmatch(letters)
    return " ".join(filter(None, found.groups())) if found else spread[0]
