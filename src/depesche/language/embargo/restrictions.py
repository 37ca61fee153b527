"""Lines that restrict the use of a text without any of the usual words: a use, a limit, and a time.

"Abdruck erst ab 3. Juli, 11 Uhr", "Bitte halten Sie die Zahlen bis Donnerstag zurück", "Not before 3 July, 11:00 CEST".
The words for what newsrooms do with a text are many, and so are those for "not yet"; it is their meeting with a
deadline that announces an embargo. News about publications mostly lacks the clock, or the plea.
"""

from __future__ import annotations

import re
from itertools import islice

_F = re.IGNORECASE
_USE = (
    r"(?:(?:vorab-?)?veröffentlich\w*|publi(?:k|z|c|s)\w*|verwend\w*|verwert\w*|verbreit\w*|abdruck\w*|abgedruckt"
    r"|nachdruck\w*"
    r"|nutzung|nutzbar|genutzt|sendung|senden|gesendet|sendetermin\w*|ausstrahl\w*|ausgestrahlt|berichte?n?"
    r"|berichterstattung|berichtet"
    r"|zitate?|\w*zitier\w*|weitergabe|weiter(?:zu)?geb\w*|weitergegeben|online-?\s?(?:stell\w*|gestellt|gehen|publi\w*)"
    r"|bekannt (?:werden|gegeben|gemacht|zu geben|geben)|bekannt(?:gegeben|zugeben|geben|gemacht|werden)"
    r"|freigabe\w*|freigeb\w*|freigegeben|release\w*|broadcast\w*|aired|used?|reported|distribut\w*|shared?|quoted?)"
)
_NOT_YET = (
    r"(?:erst|frühestens|nicht vor|nicht bevor|nicht eher als|nicht früher als|keinesfalls vor|not before|not until"
    r"|only (?:after|from)|no earlier than|not earlier than|until|before|on or after|after|from)"
)
_LABEL = re.compile(
    rf"^[\W\d_]*(?:(?:frühestens|earliest|zur|zum|for)\W+)?(?:{_USE}(?:\s(?:der|des|dieser|unserer|of)(?:\s\w+){{1,3}}?)?\W{{0,3}}"
    r"(?:\(?\w{0,12}\)?\W{0,3})?(?:erst|frei|nicht|ab|am|frühestens|date|time|not|from|after|until|:)(?!\w)"
    r"|stichtag (?:der|für die) (?:veröffentlichung|publikation)|sperr(?:zeit|datum|termin|tag)\s?:"
    r"|(?:frei(?:gabe|gegeben)?|veröffentlichungs|publikations|release|publication|publishing)[- ]?"
    r"(?:datum|zeitpunkt|termin|tag|zeit|date|time|day)\s?:"
    r"|frei\s+(?=(?:mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b)"
    r"|für (?:die )?\w*ausgaben?\b|entsperr\w*\s?:|zur freien (?:verfügung|verwendung|veröffentlichung)\b"
    r"|not before\b|under wraps (?:until|till)\b|to be (?:released|published|used)\b"
    r"|may be (?:published|used|released)\b|for (?:use|publication|release|broadcast) (?:on or )?(?:after|from)\b"
    r"|publishable\b|usable\b)",
    _F,
)
_PLEA = re.compile(
    r"\b(?:bitten?|please|kindly|darf|dürfen|gestattet|erlaubt|untersagt|zulässig|freigegeben|vorab\w*|must|may)\b", _F
)
_HELD = re.compile(
    r"\b(?:stillschweigen|zurück(?:zu)?halten|halten\b.{1,80}\bzurück|vertraulich\b.{0,40}\bbis|bis\b.{1,60}\bvertraulich"
    r"|für sich behalten|under wraps|keep\b.{1,60}\b(?:confidential|private)|hold\b.{1,40}\buntil|sendetermin)\b",
    _F,
)
_LIMITED_USE = re.compile(rf"\b{_NOT_YET}\b.{{0,80}}\b{_USE}\b|\b{_USE}\b.{{0,60}}\b{_NOT_YET}\b", _F)
_BEFORE_NOT = re.compile(rf"\b(?:vor|bis)\b.{{1,60}}\b(?:nicht|nichts|keine?)\b.{{0,40}}\b{_USE}\b", _F)
_NEVER = re.compile(
    r"(?<!\bwar )(?<!\bwaren )(?<!\bsei )\b(?:nicht|keinesfalls) (?:zur|für die) "
    r"(?:veröffentlichung|öffentlichkeit|weitergabe|verbreitung|berichterstattung)\b"
    r"|\bbitte\w*\b.{0,80}\b(?:von|auf)\b.{0,30}\b(?:berichterstattung|veröffentlichung|verbreitung)\b.{0,60}"
    r"\b(?:ab(?:zu)?sehen|(?:zu )?verzichten)\b|\bplease refrain from (?:report|publish)ing\b"
    r"|\bnicht zitier(?:fähig|bar)\b|^unter (?:zwei|drei|[23])\b(?=\W*(?:$|bis\b))"
    r"|\b(?:darf|dürfen)\b.{0,40}\b(?:nicht vor|erst nach)\b.{1,60}\bbekannt\s?(?:werden|gegeben|gemacht)\b"
    r"|\b(?:story|release|piece|article|text) is for the (?:\w+day|weekend)(?:'s)? (?:papers|editions?)\b",
    _F,
)
_CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:uhr|h|[ap]\.?m)\b|\b\d{1,2}:\d\d\b|\b\d{4}\s?(?:hrs|hours|gmt)\b", _F)
_DAY = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[a-zäö]{3,9}\b)|\b\d{1,2}(?:st|nd|rd|th)?\s(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug"
    r"|sep|oct|nov|dec)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}\b|\b\d{4}-\d\d-\d\d"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)s?(?:früh|morgen|abend|mittag)?\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:heute|morgen|übermorgen|today|tomorrow)\b",
    _F,
)


_SEPARATOR = re.compile(r"[(\[|]\s?|\s[–—-]\s")
_MOST_PLACES = 6
_SET_FOR = re.compile(
    r"\b(?:veröffentlichung|publikation|abdruck|nachdruck|verwendung|verwertung|verbreitung|weitergabe|ausstrahlung"
    r"|sendung|freigabe|publication|release) (?:erst|frühestens|nicht vor|not before|not until)\b",
    _F,
)


def names_an_instant(text: str) -> bool:
    """True when a day and a time by the clock are written in it."""
    return bool(_DAY.search(text) and _CLOCK.search(text))


def names_a_day_or_time(text: str) -> bool:
    """True when a day or a time by the clock is written in it."""
    return bool(_DAY.search(text) or _CLOCK.search(text))


def label_places(line: str) -> list[int]:
    """Where a label may begin: with the line, and behind a bracket, a bar or a dash when a day or a time follows."""
    behind = [found.end() for found in islice(_SEPARATOR.finditer(line), _MOST_PLACES)]
    return [0, *(place for place in behind if _DAY.search(line, place) or _CLOCK.search(line, place))]


def find_restriction(line: str) -> tuple[int, int, bool] | None:
    """Start and end of the words that restrict the use, and whether they are the line's label; None for plain news."""
    never = _NEVER.search(line)
    if never is not None:
        return never.start(), never.end(), False
    if not names_a_day_or_time(line):
        return None
    for start in label_places(line):
        label = _LABEL.search(line[start:])
        if label is not None:
            return start + label.start(), start + label.end(), True
    start = _start_of_plea(line)
    return None if start < 0 else (start, start, False)


def _start_of_plea(line: str) -> int:
    """Where a sentence with a day in it asks not to use the text yet; -1 when none does."""
    set_for = _SET_FOR.search(line)
    if set_for is not None:
        return set_for.start()
    clock, plea = _CLOCK.search(line), _PLEA.search(line)
    held = _HELD.search(line) if plea or clock else None
    limited = _LIMITED_USE.search(line) or _BEFORE_NOT.search(line) if plea and clock else None
    found = held or limited
    return found.start() if found else -1
