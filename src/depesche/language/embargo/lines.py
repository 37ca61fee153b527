"""A text as lines that can be read: markup leftovers gone, each with the line as it stands in the text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.language.embargo import spacing

LONGEST = 600
"""Characters read to either side of a word that may speak of an embargo; longer lines are read in pieces."""

_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|<br\s?/?>|</(?:p|div|li|tr|h[1-6])>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_DECORATION = re.compile(r"[*_#>=~•·►▶‼!]+")
# Searched for in small letters, and each alternative begins with a plain letter: so the search skips all other letters.
_STEMS = re.compile(
    r"s(?<!\ws)p\w{0,3}r\w{0,3}-?\s?f\w{2,3}t|s(?<!\ws)p(?=\w{0,8}f)(?=\w{0,8}r)\w{6,10}t\b|sperr"
    rf"|{spacing.STEMS}|zur freien|stillschweigen|sendung|sendetermin"
    r"|senden|em(?:bar|bra|abr|bbar|barr)go|en(?:bar|bra)go|f(?<!\wf)rei|freig|für sich behalten"
    r"|für (?:die )?\w{0,30}ausgabe|for use|veröff|veroeff|&ouml;ff|vertraulich|verwend|verwert|verbreit"
    r"|release|publi[sckz]|confidential|berichterstatt|berichten|weitergabe|weitergegeben|online"
    r"|nicht (?:vor|eher|früher|für die öff)|nachdruck|nutzung|not (?:before|until|to be)|under wraps|usable"
    r"|zurück|zitat|zitier|abdruck|abgedruckt|ausstrahl|ausgestrahlt|gesendet|genutzt|h(?<!\wh)old"
    r"|k(?<!\wk)eep\b|stillhalte|bitte (?:erst|ni)|bekannt\s?(?:werden|ge)|unter (?:zwei|drei|[23])\b"
    r"|may (?:only )?(?:run|appear|air)\b"
    r"|geheim|diskret|verschluss|intern bleiben|under nda|zeitungen|schreiben|kein(?:e|en)? bericht"
    r"|umlauf|nicht vor|nichts vor|freigabe|nur zu|not\b|rezension|time of "
    r"|refrain from|papers\b|editions?\b"
)

# What mail programs write above a forwarded mail says when it was sent, not when it may be.
_MAIL_HEADER = re.compile(r"gesendet(?: am)?\s?:|gesendet (?:von|mit) mein", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `raw` as it stands in the text, without the white space around it, `clean` for reading.

    `text[start:][: len(raw)]` is `raw`; the line's own end, white space included, is at `end`.
    """

    raw: str
    clean: str
    start: int
    end: int


def candidates(text: str) -> Iterator[tuple[Line, list[Line]]]:
    """Lines that may speak of an embargo, each with up to two lines that follow it (blank ones passed over)."""
    small = text.replace("İ", "i").lower()  # The only capital that is longer in small letters.
    found, read = _STEMS.search(small), 0
    while found:
        line = _line_around(text, found.start(), max(read, found.start() - LONGEST))
        if not _MAIL_HEADER.match(line.clean):
            yield line, _following(text, line.end)
        read = max(line.end, found.end())
        found = _STEMS.search(small, read)


def may_speak(text: str) -> bool:
    """Whether any word in `text` may speak of an embargo: quickly told, and mostly none does."""
    return _STEMS.search(text.replace("İ", "i").lower()) is not None


def _line_around(text: str, at: int, low: int) -> Line:
    start = low
    for match in _BREAK.finditer(text, low, at):
        start = match.end()
    return _line_from(text, start, at)


def _line_from(text: str, start: int, at: int) -> Line:
    stop = _BREAK.search(text, at, min(len(text), at + LONGEST))
    end = stop.start() if stop else min(len(text), at + LONGEST)
    whole = text[start:end]
    raw = whole.strip()
    return Line(raw, clean(raw), start + len(whole) - len(whole.lstrip()), end)


def _following(text: str, end: int) -> list[Line]:
    lines: list[Line] = []
    at = end
    for _ in range(5):
        stop = _BREAK.match(text, at)
        if stop is None:
            break
        line = _line_from(text, stop.end(), stop.end())
        at = line.end
        if line.clean:
            lines.append(line)
        if len(lines) == 2:
            break
    return lines


def clean(raw: str) -> str:
    """One line without tags, entities, invisible characters and decoration, with single plain spaces."""
    text = html.unescape(raw) if "&" in raw else raw
    text = _TAG.sub(" ", text) if "<" in text else text
    text = spacing.closed(_SPACES.sub(" ", _INVISIBLE.sub("", text)))
    return _SPACES.sub(" ", _DECORATION.sub(" ", text)).strip()
