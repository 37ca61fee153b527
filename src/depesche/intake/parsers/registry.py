"""Which parsers there are, and which of them reads a thing. Built-in ones are registered like anybody's."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points

from depesche.intake.arrivals import Circumstances
from depesche.intake.parsed import ParsedItem, Parser, Reading, quarantined

log = logging.getLogger(__name__)

GROUP = "depesche.parsers"
UNKNOWN = "Unbekanntes Format: Das ist weder eine Mail noch ein Feed, ninjs oder NewsML-G2."
WEB_PAGE = (
    "Das ist eine Webseite, kein Feed. Vielleicht ist eine Anmeldung nötig, oder die Adresse des Feeds hat sich"
    " geändert."
)
OLD_WIRE = "Das ist NewsML 1 oder NITF. Depesche liest NewsML-G2 und ninjs; die Agentur bietet sie meist auch an."
UNTITLED = "(ohne Titel)"
FAILED = "Beim Lesen ist ein Fehler aufgetreten. Die Rohfassung ist gesichert und kann erneut gelesen werden."
_LONGEST_TITLE = 120
_LOOK_AT = 2_000
_MAIL_ROADS = frozenset({"smtp", "lmtp", "imap"})
_OLD_WIRE = re.compile(rb"<(?:NewsML|nitf)[\s>]")
_LARGEST = 20 * 1024 * 1024
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
    raw = _unpacked(raw)
    for parser in parsers() if among is None else among:
        try:
            if parser.can_parse(raw, how):
                reading = parser.parse(raw, how)
                return parser.name, replace(reading, items=tuple(_titled(item, how) for item in reading.items))
        except Exception as error:  # a parser's fault must not keep the other arrivals waiting
            log.error("parser %s failed on %d bytes: %s: %s", parser.name, len(raw), type(error).__name__, error)
            return parser.name, _unread(FAILED, how)
    return "", _unread(_unknown(raw), how)


def _unread(reason: str, how: Circumstances) -> Reading:
    return Reading(items=tuple(_titled(item, how) for item in quarantined(reason).items))


def _unpacked(raw: bytes) -> bytes:
    """What a file in gzip holds, if it is not beyond measure; else the file as it is."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    try:
        unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        content = unpacking.decompress(raw, _LARGEST)
    except zlib.error:
        return raw
    return raw if unpacking.unconsumed_tail else content


def _unknown(raw: bytes) -> str:
    """Why nobody reads this, as far as its first bytes tell."""
    if not raw.strip():
        return "Die Datei ist leer."
    head = raw[:_LOOK_AT]
    if _WEB_PAGE.search(head):
        return WEB_PAGE
    return OLD_WIRE if _OLD_WIRE.search(head) else UNKNOWN


def _titled(item: ParsedItem, how: Circumstances) -> ParsedItem:
    """An item for the inbox has a headline, if need be a makeshift one."""
    if _visible(item.headline):
        return item
    if item.status == "quarantined":
        return item if _visible(item.subject) else replace(item, headline=_makeshift(item, how))
    said = (_visible(text)[:_LONGEST_TITLE] for text in (item.subject, item.lead, item.body))
    return replace(item, headline=next(filter(None, said), UNTITLED))


def _makeshift(item: ParsedItem, how: Circumstances) -> str:
    """What it is and whom or where it is from, for want of anything in it."""
    name = re.split(r"[\\/]", how.file_name.rstrip("/"))[-1]
    sender = item.sender_name or item.sender_address or how.mail_from or how.source or how.peer
    if name and "://" not in how.file_name:
        return f"Datei {_visible(name)}"[:_LONGEST_TITLE]
    what = "Mail ohne Betreff" if how.fetcher in _MAIL_ROADS else "Unlesbare Sendung"
    return f"{what} von {_visible(sender)}"[:_LONGEST_TITLE] if sender else what


def _visible(text: str) -> str:
    """The characters of a text that can be seen, as far as a title needs them."""
    shown = "".join(character if character.isprintable() else " " for character in text[: 10 * _LONGEST_TITLE])
    return " ".join(shown.split())
