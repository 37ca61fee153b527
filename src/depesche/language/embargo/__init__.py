"""Embargo lines, as press offices write them, read the way a careful editor reads them.

`parse` answers `until` only when the line names one instant beyond doubt; wherever an editor would pick up the
telephone it answers `ask`. It never names an instant earlier than the one that was meant.
"""

from __future__ import annotations

from datetime import datetime

from depesche.language.embargo.answer import Embargo

__all__ = ["Embargo", "parse", "rest"]


def parse(text: str, *, received_at: datetime, time_zone: str = "Europe/Berlin", lang: str = "de") -> Embargo:
    """Read the embargo that a press office put on a text (a line, or a whole mail with its subject).

    `received_at` (aware) gives "heute" its day and a missing year its year; times without a zone are read in
    `time_zone`, an IANA name; in German ("de") a time such as "5:00" counts from midnight, in English it may be the
    afternoon. Raises `ValueError` when `received_at` is naive, `ZoneInfoNotFoundError` for an unknown zone; no
    text makes it raise.
    """
    # The patterns take a while to compile; a process that reads no mail need not wait for them.
    from depesche.language.embargo.reading import read

    return read(text, received_at=received_at, time_zone=time_zone, lang=lang)


def rest(line: str) -> str | None:
    """What stands behind the announcement of an embargo with which `line` begins: "" when it is all of the line.

    None when the line announces none. Lines that say that a text is free ("Zur sofortigen Veröffentlichung") count as
    announcements. For readers who look for the headline below or behind such a line; no text makes it raise.
    """
    from depesche.language.embargo import notices

    return notices.rest(line)
