"""What the language room adds to a parsed item: its language and its embargo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

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
    """The embargo in the item's fields, its subject, its wording and its files; of two the later, and a doubt in one
    is a doubt. Only where the wording names the instant in full may the subject be brief about the same day.

    Where a file and the mail around it name different instants, somebody must ask.
    """
    found = [item.embargo or Embargo()]
    enclosed: list[Embargo] = []
    if item.kind not in _MACHINES:
        zone = ZoneInfo(time_zone)
        language_read = "en" if lang == "en" else "de"
        subject, wording = (
            _read(text, received_at=received_at, time_zone=time_zone, lang=language_read)
            for text in (item.subject, item.wording)
        )
        found.append(wording)
        brief = subject.kind == "ask" and wording.until is not None
        if not (brief and wording.until and _names_day(subject.evidence, wording.until.astimezone(zone))):
            found.append(subject)
        enclosed = [
            _read(text, received_at=received_at, time_zone=time_zone, lang=language_read) for text in item.enclosed
        ]
    return _together(_strictest(found), _strictest(enclosed))


def _together(mail: Embargo, files: Embargo) -> Embargo:
    """The stricter of what a mail and its files say; when both name an instant and not the same one, a question."""
    if mail.until and files.until and mail.until != files.until:
        return Embargo(kind="ask", evidence=f"{mail.evidence} / {files.evidence}")
    return _strictest([mail, files])


def _read(text: str, *, received_at: datetime, time_zone: str, lang: str) -> Embargo:
    if not text.strip():
        return Embargo()
    found = embargo_lines.parse(text, received_at=received_at, time_zone=time_zone, lang=lang)
    return Embargo(kind=str(found.kind), until=found.until, evidence=found.evidence)


def _names_day(evidence: str, day: datetime) -> bool:
    return bool(re.search(rf"\b0?{day.day}\b", evidence))


def _strictest(found: Sequence[Embargo]) -> Embargo:
    for one in found:
        if one.kind == "ask":
            return one
    dated = [one for one in found if one.until]
    return max(dated, key=lambda one: one.until.timestamp() if one.until else 0.0, default=Embargo())
