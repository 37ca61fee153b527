"""What the language room adds to a parsed item: its language and its embargo."""

from __future__ import annotations

from datetime import datetime

from depesche.intake.parsed import Embargo, ParsedItem
from depesche.language import detect
from depesche.language import embargo as embargo_lines

_ENOUGH = 5_000
_MACHINES = ("bounce", "auto_reply")


def language(item: ParsedItem, *, default: str = "") -> str:
    """What the text is written in; where it is too short to tell, what the sender or the register says; "" if none."""
    text = "\n".join((item.headline, item.lead, item.body))[:_ENOUGH]
    said = item.lang.strip().lower().replace("_", "-").partition("-")[0]
    return detect(text) or (said if len(said) in (2, 3) and said.isalpha() else "") or default


def embargo(item: ParsedItem, *, received_at: datetime, time_zone: str, lang: str) -> Embargo:
    """The embargo in the item's fields and in its wording; of two the later, and a doubt in either is a doubt."""
    said = item.embargo or Embargo()
    if item.kind in _MACHINES or not item.wording.strip():
        return said
    found = embargo_lines.parse(
        item.wording, received_at=received_at, time_zone=time_zone, lang="en" if lang == "en" else "de"
    )
    read = Embargo(kind=str(found.kind), until=found.until, evidence=found.evidence)
    return _stricter(said, read)


def _stricter(one: Embargo, other: Embargo) -> Embargo:
    for kind in ("ask", "until"):
        strict = [embargo for embargo in (one, other) if embargo.kind == kind]
        if kind == "until":
            strict.sort(key=lambda embargo: embargo.until.timestamp() if embargo.until else 0.0, reverse=True)
        if strict:
            return strict[0]
    return Embargo()
