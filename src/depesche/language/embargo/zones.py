"""Time zones as people write them: abbreviations, cities, and the ones nobody can be sure of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Zone:
    """A written zone: the IANA `place` whose clock is meant, a fixed `offset` in minutes, or both.

    With both, the offset must be the one in force at the place: "MEZ" in July is a slip that somebody has to clear up.
    Neither means that the abbreviation stands for several zones.
    """

    place: str = ""
    offset: int | None = None

    @property
    def unclear(self) -> bool:
        return not self.place and self.offset is None


UNCLEAR = Zone()
BERLIN = Zone("Europe/Berlin")
_NEW_YORK, _LOS_ANGELES, _LONDON = "America/New_York", "America/Los_Angeles", "Europe/London"

_FIXED = {
    "mez": ("Europe/Berlin", 60),
    "mesz": ("Europe/Berlin", 120),
    "cet": ("Europe/Berlin", 60),
    "cest": ("Europe/Berlin", 120),
    "bst": (_LONDON, 60),
    "edt": (_NEW_YORK, -240),
    "est": (_NEW_YORK, -300),
    "pdt": (_LOS_ANGELES, -420),
    "pst": (_LOS_ANGELES, -480),
    "oez": ("Europe/Athens", 120),
    "oesz": ("Europe/Athens", 180),
    "eet": ("Europe/Athens", 120),
    "eest": ("Europe/Athens", 180),
    "wet": ("Europe/Lisbon", 0),
    "west": ("Europe/Lisbon", 60),
}
_PLAIN_OFFSETS = {"utc": 0, "gmt": 0, "jst": 540, "aest": 600, "aedt": 660, "msk": 180, "hkt": 480, "sgt": 480}
_PLACES = {"et": _NEW_YORK, "pt": _LOS_ANGELES}
_SEVERAL_MEANINGS = frozenset({"ist", "cst", "cdt", "ct", "mt", "mst", "mdt", "ast", "sst", "wst", "amt", "bt", "uk"})

_CITIES = {
    "deutsch": "Europe/Berlin",
    "german": "Europe/Berlin",
    "berlin": "Europe/Berlin",
    "berliner": "Europe/Berlin",
    "brüsseler": "Europe/Brussels",
    "brussels": "Europe/Brussels",
    "wiener": "Europe/Vienna",
    "vienna": "Europe/Vienna",
    "österreichisch": "Europe/Vienna",
    "schweizer": "Europe/Zurich",
    "zürcher": "Europe/Zurich",
    "swiss": "Europe/Zurich",
    "pariser": "Europe/Paris",
    "paris": "Europe/Paris",
    "londoner": _LONDON,
    "london": _LONDON,
    "britisch": _LONDON,
    "british": _LONDON,
    "uk": _LONDON,
    "new yorker": _NEW_YORK,
    "new york": _NEW_YORK,
    "washingtoner": _NEW_YORK,
    "eastern": _NEW_YORK,
    "us eastern": _NEW_YORK,
    "pacific": _LOS_ANGELES,
    "us pacific": _LOS_ANGELES,
    "tokioter": "Asia/Tokyo",
    "moskauer": "Europe/Moscow",
    "moscow": "Europe/Moscow",
}
_CITY_TIME = re.compile(
    r"\b(?P<city>"
    + "|".join(sorted(map(re.escape, _CITIES), key=len, reverse=True))
    + r")(?:e[rnms]?)?\s+(?:orts)?(?:zeit|time)\b",
    re.IGNORECASE,
)
_IN_WORDS = {
    "central european": Zone("Europe/Berlin", 60),
    "central european summer": Zone("Europe/Berlin", 120),
    "british summer": Zone(_LONDON, 60),
    "greenwich mean": Zone(offset=0),
    "coordinated universal": Zone(offset=0),
    "eastern standard": Zone(_NEW_YORK, -300),
    "eastern daylight": Zone(_NEW_YORK, -240),
    "pacific standard": Zone(_LOS_ANGELES, -480),
    "pacific daylight": Zone(_LOS_ANGELES, -420),
}
_LONG_NAMES = re.compile(
    r"\bmitteleurop(?:ä|ae)ische[rn]?\s+(?P<summer>sommer)?zeit\b"
    rf"|\b(?P<words>{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))})\s+time\b",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(r"\b(?:ortszeit|lokal(?:er)?\s?zeit|local(?:\s+time)?|jeweilige[rn]?\s+zeit)\b", re.IGNORECASE)
_OFFSET = re.compile(r"\b(?:utc|gmt)\s*([+\-−–])\s*(\d{1,2})(?::?(\d{2}))?(?!\d)", re.IGNORECASE)
_PAIR = re.compile(r"\b(?:me\(s\)z|ce\(s\)t|mez/mesz|mesz/mez|cet/cest|cest/cet)", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Za-z]{2,4}\b")
_NEEDS_CAPITALS = frozenset(
    {"et", "pt", "est", "ist", "west", "wet", "ct", "mt", "bt", "uk", "ast", "pst", "cst", "mst"}
)


def read_zone(text: str, at: int) -> tuple[Zone, int] | None:
    """The zone written at `at` and where it ends, or None."""
    if pair := _PAIR.match(text, at):
        return BERLIN, pair.end()
    if offset := _OFFSET.match(text, at):
        return _from_offset(offset), offset.end()
    if long_name := _LONG_NAMES.match(text, at):
        words = long_name["words"] or ("central european summer" if long_name["summer"] else "central european")
        return _IN_WORDS[words.lower()], long_name.end()
    if city := _CITY_TIME.match(text, at):
        return Zone(_CITIES[city["city"].lower()]), city.end()
    if somewhere := _SOMEWHERE.match(text, at):
        return UNCLEAR, somewhere.end()
    abbreviation = _ABBREVIATION.match(text, at)
    zone = _abbreviated(abbreviation[0]) if abbreviation else None
    return (zone, abbreviation.end()) if abbreviation and zone else None


def _from_offset(match: re.Match[str]) -> Zone:
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > 14 * 60:
        return UNCLEAR
    return Zone(offset=minutes if match[1] == "+" else -minutes)


def _abbreviated(word: str) -> Zone | None:
    name = word.lower()
    if name in _NEEDS_CAPITALS and not word.isupper():
        return None
    if name in _FIXED:
        return Zone(*_FIXED[name])
    if name in _PLAIN_OFFSETS:
        return Zone(offset=_PLAIN_OFFSETS[name])
    if name in _PLACES:
        return Zone(_PLACES[name])
    return UNCLEAR if name in _SEVERAL_MEANINGS else None


@cache
def zone_info(name: str) -> ZoneInfo:
    """The IANA zone, read once."""
    return ZoneInfo(name)


def offset_minutes(delta: timedelta | None) -> int:
    """A UTC offset in minutes."""
    return 0 if delta is None else int(delta.total_seconds() // 60)
