"""Which parsers there are, and which of them reads a thing. Built-in ones are registered like anybody's."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsed import ParsedItem, Parser, Reading, quarantined

log = logging.getLogger(__name__)

GROUP = "depesche.parsers"
UNKNOWN = "Unbekanntes Format: Das ist weder eine Mail noch ein Feed, ninjs oder NewsML-G2."
WEB_PAGE = "Das ist eine Webseite und kein Feed. Wahrscheinlich hat sich die Adresse des Feeds geändert."
UNTITLED = "(ohne Titel)"
FAILED = "Beim Lesen ist ein Fehler aufgetreten. Die Rohfassung ist gesichert und kann erneut gelesen werden."
_LONGEST_TITLE = 120
_LOOK_AT = 2_000
_WEB_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)


@cache
def parsers() -> tuple[Parser, ...]:
    """All registered parsers in the order they are asked. Raises RuntimeError when there are none."""
    found = [entry.load()() for entry in entry_points(group=GROUP)]
    if not found:
        raise RuntimeError("no parsers are registered: install Depesche again (pip install .)")
    return tuple(sorted(found, key=lambda parser: (parser.priority, parser.name)))


def read(raw: bytes, how: Circumstances, *, among: Sequence[Parser] | None = None) -> tuple[str, Reading]:
    """The name of the parser that took `raw`, "" when none did, and what it read. Never raises for the bytes."""
    for parser in parsers() if among is None else among:
        try:
            if parser.can_parse(raw, how):
                reading = parser.parse(raw, how)
                return parser.name, replace(reading, items=tuple(map(_titled, reading.items)))
        except Exception as error:  # a parser's fault must not keep the other arrivals waiting
            log.error("parser %s failed on %d bytes: %s: %s", parser.name, len(raw), type(error).__name__, error)
            return parser.name, quarantined(FAILED)
    return "", quarantined(_unknown(raw))


def _unknown(raw: bytes) -> str:
    """Why nobody reads this, as far as its first bytes tell."""
    if not raw.strip():
        return "Die Datei ist leer."
    return WEB_PAGE if _WEB_PAGE.search(raw[:_LOOK_AT]) else UNKNOWN


def _titled(item: ParsedItem) -> ParsedItem:
    """An item for the inbox has a headline, if need be a makeshift one."""
    if item.headline.strip() or item.status == "quarantined":
        return item
    said = " ".join((item.subject or item.lead or item.body)[:_LONGEST_TITLE].split())
    return replace(item, headline=said or UNTITLED)
