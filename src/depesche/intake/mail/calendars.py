"""Invitations (RFC 5545): what a mail says that is nothing but a date for a calendar."""

from __future__ import annotations

import re

_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"^(SUMMARY|DTSTART|DTEND|LOCATION|DESCRIPTION)(?:;[^:\n]*)?:(.*)$", re.MULTILINE)
_EVENT = re.compile(r"BEGIN:VEVENT(.{0,50000}?)END:VEVENT", re.DOTALL)
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_MOST_EVENTS = 20


def read(text: str) -> str:
    """The dates of a calendar file as a text in German: title, time, place, description. "" when there is none."""
    unfolded = _FOLD.sub("", text)
    return "\n\n".join(filter(None, (_event(found[1]) for found in list(_EVENT.finditer(unfolded))[:_MOST_EVENTS])))


def _event(content: str) -> str:
    said = {name: _plain(value) for name, value in reversed(_LINE.findall(content.replace("\r", "")))}
    facts = []
    if start := _time(said.get("DTSTART", "")):
        end = _time(said.get("DTEND", "")).removeprefix(start.partition(",")[0] + ", ")
        facts.append(f"Termin: {start}" + (f" bis {end}" if end and end != start else ""))
    if place := said.get("LOCATION"):
        facts.append(f"Ort: {place}")
    return "\n\n".join(part for part in (said.get("SUMMARY"), "\n".join(facts), said.get("DESCRIPTION")) if part)


def _plain(value: str) -> str:
    """A value without its escapes."""
    return re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _time(stamp: str) -> str:
    """A time as the file has it, without a guess at its zone; one in UTC says so."""
    match = _STAMP.match(stamp)
    if match is None:
        return ""
    year, month, day, hour, minute, zulu = match.groups()
    date = f"{int(day)}.{int(month)}.{year}"
    clock = f", {int(hour)}:{minute} Uhr" if hour else ""
    return date + clock + (" (UTC)" if zulu else "")
