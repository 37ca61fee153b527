"""The parts of a deadline: days, times, zones, and the words between them, each with its place in the line."""

from __future__ import annotations

import re

from depesche.language.embargo.values import (
    Day,
    DayPart,
    Doubt,
    Element,
    Number,
    Part,
    Relative,
    Time,
    Value,
    Weekday,
    Word,
)
from depesche.language.embargo.zones import Zone, read_zone
from depesche.language.word_sets import word_set

_MONTH_NAMES = (
    "januar january jan jänner jaenner jän",
    "februar february feb feber",
    "märz maerz march mär mar mrz",
    "april apr",
    "mai may",
    "juni june jun juno",
    "juli july jul julei",
    "august aug",
    "september sep sept",
    "oktober october okt oct",
    "november nov",
    "dezember december dez dec",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAY_NAMES = (
    "montag mo monday mon",
    "dienstag di tuesday tue tues",
    "mittwoch mi wednesday wed weds",
    "donnerstag do thursday thu thur thurs",
    "freitag fr friday fri",
    "samstag sonnabend sa saturday sat",
    "sonntag so sunday sun",
)
_WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
_RELATIVE = {
    "heute": 0,
    "heutigen": 0,
    "morgen": 1,
    "morgigen": 1,
    "übermorgen": 2,
    "uebermorgen": 2,
    "today": 0,
    "tomorrow": 1,
}
_PARTS: dict[str, Part] = {
    "früh": "morning", "morgens": "morning", "vormittags": "morning", "vormittag": "morning", "morning": "morning",
    "mittags": "noon", "mittag": "noon",
    "nachmittags": "afternoon", "nachmittag": "afternoon", "afternoon": "afternoon",
    "abends": "evening", "abend": "evening", "evening": "evening",
    "nachts": "night",
}  # fmt: skip
_HOURS_IN_WORDS = (
    "null", "ein eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig", "einundzwanzig",
    "zweiundzwanzig", "dreiundzwanzig", "vierundzwanzig",
)  # fmt: skip
_NUMBER_WORDS = {name: number for number, names in enumerate(_HOURS_IN_WORDS) for name in names.split()}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d{2}(?!\d)"
_FLAGS = re.IGNORECASE
_ISO = re.compile(
    r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)"
    r"(?:(?:\s*T\s*|[ ,]+)(\d{2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?:(Z)\b"
    r"|([+-]\d{2}):?([0-5]\d)(?!\d))?(?:\s*(?:[Uu]hr|UHR)\b)?)?"
)
_TWELVE_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap])\.?\s?m\b\.?", _FLAGS)
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})\s*(?:\.|st\b|nd\b|rd\b|th\b)?\s*(?:of\s+)?({_MONTH})\b\.?(?:,?\s*({_YEAR}))?", _FLAGS
)
_MONTH_DAY = re.compile(
    rf"({_MONTH})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\s*(?:uhr|[:.]\d\d|h\b|[ap]\.?m\b))(?:,?\s*({_YEAR}))?",
    _FLAGS,
)
_NUMERIC_DAY = re.compile(
    rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?({_YEAR}(?!\s*(?:uhr|h\b)))|(\d{{1,2}})\.\s?(\d{{1,2}})\.(\d{{2}})(?!\d"
    rf"|\s*(?:uhr|h\b)|[:.]\d)",
    _FLAGS,
)
_DAY_WITHOUT_YEAR = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?!\d)")
_UHR = re.compile(
    r"(\d{1,2})(?:(?:\.|\s?:\s?)(\d{2}))?(?::\d{2})?\s*(?:uhr\b(?:\s*(\d{2})(?![\d.:/]))?|h(\d{2})?\b(?!\w))", _FLAGS
)
_HOURS = re.compile(r"(\d{1,2})[:.]?(\d{2})\s*(?:hrs?\b\.?|hours\b|uhr\b)", _FLAGS)
_MILITARY = re.compile(r"([01]\d|2[0-4])([0-5]\d)(?=\s*(?:gmt|utc|bst|ce?s?t|mes?z|e[ds]?t|p[ds]?t)\b)", _FLAGS)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?![\d:])")
_SLASHES = re.compile(r"(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})(?![\d.])")
_NOON = re.compile(r"12\s*(?:noon|midday)\b", _FLAGS)
_HOUR_BEFORE_ZONE = re.compile(r"(\d{1,2})(?=\s+(?:gmt|utc|cest|cet|mesz|mez)\b)", _FLAGS)
_NUMBER_WORD_UHR = re.compile(r"([^\W\d_]+)\s+uhr\b(?!\s*\d)", _FLAGS)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DIGITS = re.compile(r"\d+")
_SHORT_WEEKDAY_TAIL = re.compile(r"\.|,|\s+(?:den\s+)?\d")
_DOUBTFUL = word_set(
    "mitternacht mitternachts midnight halb viertel dreiviertel quarter half uhr clock tonight night nacht"
)


def read_elements(text: str) -> list[Element]:
    """All words, numbers, days, times and zones of one line, from left to right."""
    elements: list[Element] = []
    at = 0
    while at < len(text):
        if iso := _ISO.match(text, at):
            elements.extend(_iso(iso))
            at = iso.end()
            continue
        char = text[at]
        read = _read_digits(text, at) if char.isdecimal() else _read_word(text, at) if char.isalpha() else None
        if read is None:
            at += 1
            continue
        value, end = read
        elements.append(Element(at, end, value))
        at = end
    return elements


def _read_digits(text: str, at: int) -> tuple[Value, int]:  # noqa: C901, PLR0911 (one branch per way to write it)
    if match := _TWELVE_HOUR.match(text, at):
        return _twelve_hour(match), match.end()
    if match := _DAY_MONTH.match(text, at):
        return _day(match[1], str(_MONTHS[match[2].lower()]), match[3]), match.end()
    if match := _NUMERIC_DAY.match(text, at):
        day, month, year = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
        return _day(day, month, year), match.end()
    if match := _UHR.match(text, at):
        minute = match[2] or match[3] or match[4]
        return _time(match[1], minute), match.end()
    if match := _HOURS.match(text, at) or _MILITARY.match(text, at):
        return _time(match[1], match[2]), match.end()
    if match := _CLOCK.match(text, at):
        return _time(match[1], match[2], sure=len(match[1]) == 2), match.end()
    if match := _DAY_WITHOUT_YEAR.match(text, at):
        return _day(match[1], match[2], None), match.end()
    if match := _SLASHES.match(text, at):
        return _day_or_month_first(match[1], match[3], match[4]), match.end()
    if match := _DOTTED.match(text, at):
        return _dotted(match[1], match[2]), match.end()
    if match := _NOON.match(text, at):
        return Time(12, 0), match.end()
    if match := _HOUR_BEFORE_ZONE.match(text, at):
        return _time(match[1], None), match.end()
    digits = _DIGITS.match(text, at)
    return Number(), digits.end() if digits else at + 1


def _read_word(text: str, at: int) -> tuple[Value, int] | None:  # noqa: PLR0911 (one branch per kind of word)
    if match := _MONTH_DAY.match(text, at):
        return _day(match[2], str(_MONTHS[match[1].lower()]), match[3]), match.end()
    if zone := read_zone(text, at):
        return zone
    if (match := _NUMBER_WORD_UHR.match(text, at)) and match[1].lower() in _NUMBER_WORDS:
        return Time(_NUMBER_WORDS[match[1].lower()], 0), match.end()
    match = _WORD.match(text, at)
    if match is None:
        return None
    word, end = match[0].lower(), match.end()
    if word in _RELATIVE:
        return _relative(word, text, at, end)
    if weekday := _weekday(word, text, end):
        return weekday[0], at + weekday[1]
    if word in _PARTS:
        return DayPart(_PARTS[word]), end
    if word in ("noon", "midday"):
        return Time(12, 0), end
    return (Doubt() if word in _DOUBTFUL or word in _MONTHS else Word(word)), end


def _relative(word: str, text: str, at: int, end: int) -> tuple[Value, int]:
    """ "morgen" is tomorrow, but a part of the day in "heute Morgen" and "am Morgen"."""
    before = text[:at].rstrip(" ,").lower()
    if word == "morgen" and before.endswith(("heute", "am", "tag", "mittwoch", "morgen")):
        return DayPart("morning"), end
    return Relative(_RELATIVE[word]), end


def _weekday(word: str, text: str, end: int) -> tuple[Weekday, int] | None:
    """The weekday and its length; "Donnerstagabend" leaves the evening to be read next."""
    if word in _WEEKDAYS:
        sure = len(word) > 2 or _SHORT_WEEKDAY_TAIL.match(text, end)
        return (Weekday(_WEEKDAYS[word]), len(word)) if sure else None
    for part in ("vormittag", "nachmittag", "mittag", "morgen", "abend", "nacht", "früh"):
        stem = word.removesuffix("s").removesuffix(part)
        if stem != word.removesuffix("s") and stem in _WEEKDAYS and len(stem) > 5:
            return Weekday(_WEEKDAYS[stem]), len(stem)
    return None


def _iso(match: re.Match[str]) -> list[Element]:
    """An ISO 8601 day, with its time and offset where they follow."""
    elements = [Element(match.start(), match.end(4), _day(match[4], match[3], match[1]))]
    if match[5]:
        elements.append(Element(match.start(5), match.end(6), _time(match[5], match[6])))
    if match[7] or match[8]:
        minutes = 0 if match[7] else int(match[8]) * 60 + int(match[8][0] + match[9])
        elements.append(Element(match.end(6), match.end(), Zone(offset=minutes)))
    return elements


def _day(day: str, month: str, year: str | None) -> Value:
    full_year = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return Day(((int(month), int(day)),), full_year) if _exists(int(day), int(month), full_year) else Doubt()


def _exists(day: int, month: int, year: int | None) -> bool:
    if not (1 <= month <= 12 and day >= 1):
        return False
    longest = 30 if month in (4, 6, 9, 11) else 31
    if month == 2:
        leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        longest = 29 if leap else 28
    return day <= longest


def _day_or_month_first(first: str, second: str, year: str | None) -> Value:
    readings = {
        (value.candidates[0], value.year)
        for value in (_day(first, second, year), _day(second, first, year))
        if isinstance(value, Day)
    }
    if not readings or year is None:
        return Doubt()
    return Day(tuple(sorted(reading[0] for reading in readings)), next(iter(readings))[1])


def _dotted(first: str, second: str) -> Value:
    as_time, as_day = _time(first, second) if len(second) == 2 else Doubt(), _day(first, second, None)
    if isinstance(as_time, Time) and isinstance(as_day, Doubt):
        return as_time
    return as_day if isinstance(as_time, Doubt) else Doubt()


def _time(hour: str, minute: str | None, *, sure: bool = True) -> Value:
    hours, minutes = int(hour), int(minute or 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return Doubt()
    return Time(hours, minutes, sure)


def _twelve_hour(match: re.Match[str]) -> Value:
    hour, minute, afternoon = int(match[1]), int(match[2] or 0), match[3].lower() == "p"
    if minute > 59 or hour > 12 or (hour == 0 and afternoon):
        return Doubt()
    if hour == 12 and not afternoon and minute == 0:
        return Doubt()  # "12 am": many who write it mean noon, or the end of the day
    return Time(hour % 12 + (12 if afternoon else 0), minute)
