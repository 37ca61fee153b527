"""Whether a line says that the embargo it names is over, or that there is none."""

from __future__ import annotations

import re

_F = re.IGNORECASE
_OVER = (
    r"(?:aufgehoben|entfällt|entfallen|hinfällig|abgelaufen|gegenstandslos|vorbei|lifted|expired|removed|over"
    r"|cancelled)"
)
_OVER_AFTER = re.compile(
    rf"(?:\s(?:zur|zum|der|vom|für die)\s[\w./-]+(?:\s[\w./-]{{1,12}})?)?"
    rf"\W*(?:\([^()]{{0,60}}\)\W*)?(?:(?:ist|sind|wurde|wird|hiermit|damit|ab|sofort"
    r"|bereits|vorzeitig|soeben|jetzt|nun|is|"
    r"has|been|was|now"
    rf"|für|die|diese|meldung|pressemitteilung)\W+)*{_OVER}\b",
    _F,
)
_OVER_BEFORE = re.compile(r"\b(?:aufgehobene|abgelaufene|lifted|expired|aufhebung der)\W+$", _F)
_NEVER_BEFORE = re.compile(r"\b(?:keine?|ohne|no|without)\W+$", _F)
_NONE_SET = re.compile(r"^\W*(?:keine?|none|nein|no|n/a|entfällt|ohne|-{1,3}|/)\W*$", _F)
_NOT_YET = re.compile(
    r"\b(?:nicht|not|noch|wird|werden|will|kann|könnte|soll|sobald|wenn|bevor|until|bis|erst|once|when)\b", _F
)


def is_over(line: str, named: re.Match[str]) -> bool:
    """Whether the embargo `named` in a clean line is told, with nothing else between, to be over or not to be."""
    before, after = line[: named.start()], line[named.end() :]
    over = _OVER_AFTER.match(after) or _NONE_SET.match(after.lstrip(" :"))
    never = _NEVER_BEFORE.search(before) or _OVER_BEFORE.search(before)
    if not (over or never):
        return False
    around = before[-40:] + " " + after[: (over.end() if over else 0) + 40]
    return _NOT_YET.search(around) is None
