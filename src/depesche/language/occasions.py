"""When it happened: the day of the event that a report is about, read from its first sentences.

A report says "am Montag" and appears on Tuesday. Only what the text says of the past counts: a sentence that looks
ahead, or leaves open whether it does, gives no day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MOST_CHARACTERS = 600
"""So much of the text is read: what happened stands at the beginning."""
LONGEST_AGO = 200
"""Days before publication that the event may lie back; what is older is the story's past, not its occasion."""

_WEEKDAYS = {
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
_MONTHS = {
    "de": "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
}
_NEAR = {
    "de": {"heute": 0, "gestern": 1, "vorgestern": 2},
    "en": {"today": 0, "yesterday": 1},
}
_AHEAD = {
    "de": r"soll|sollen|wird|werden|will|wollen|möchte|möchten|plant|planen|geplant\w*|beginnt|startet|kommend\w*"
    r"|nächst\w*|morgen|übermorgen|demnächst|ab|bis|bevor|findet|finden|steht|stehen|tagt",
    "en": r"will|shall|would|plans?|planned|next|coming|tomorrow|from|until|before|begins?|starts?|due",
}
_BEHIND = {
    "de": r"hat|haben|hatte|hatten|ist|sind|war|waren|wurde|wurden|worden|\w{2,}te|\w{2,}ten|gab|gaben|kam|kamen|ging"
    r"|gingen|fand|fanden|nahm|nahmen|stieg|stiegen|fiel|fielen|schloss|beschloss|brach|sprach|starb|stand|verlor"
    r"|verloren|gewann|gewannen|begann|begannen|trat|traten|trug|rief|lief|blieb|stieß|riss|lag|lagen",
    "en": r"has|have|had|was|were|\w{2,}ed|said|came|went|gave|took|fell|rose|won|lost|broke|began|told|met|died",
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„\"»])(?<!\d\.\s)")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day, and the words it was read from: `text[start:end]`."""

    day: date
    start: int
    end: int


def happened(text: str, *, published: date, lang: str = "de") -> Occasion | None:
    """The first day of the past that the beginning of `text` names; `None` when it names none for certain.

    `published` is the day of publication where the readers are. Weekdays mean the last such day, that day included.
    """
    lang = lang if lang in _WEEKDAYS else "de"
    start = 0
    for sentence in _SENTENCE.split(text[:MOST_CHARACTERS]):
        start = text.index(sentence, start)
        if found := _in_sentence(sentence, published, lang):
            return Occasion(found.day, start + found.start, start + found.end)
    return None


def _in_sentence(sentence: str, published: date, lang: str) -> Occasion | None:
    small = sentence.lower()
    if len(small) != len(sentence):  # A letter that grows when it is written small would move what was found.
        return None
    if _has(_AHEAD[lang], small) or not _has(_BEHIND[lang], small):
        return None
    found = [*_full_dates(small, published, lang), *_weekdays(small, published, lang), *_near(small, published, lang)]
    past = [one for one in found if 0 <= (published - one.day).days <= LONGEST_AGO]
    return min(past, key=lambda one: one.start) if past else None


def _has(words: str, small: str) -> bool:
    return re.search(rf"\b(?:{words})\b", small) is not None


def _full_dates(small: str, published: date, lang: str) -> list[Occasion]:
    months = _MONTHS[lang].split("|")
    names = rf"\b(?:am|vom|on)\s+(?:\w+,?\s+(?:dem\s+|den\s+)?)?(\d{{1,2}})\.?\s+({_MONTHS[lang]})(?:\s+(\d{{4}}))?\b"
    figures = r"\b(?:am|vom)\s+(?:\w+,?\s+(?:dem\s+|den\s+)?)?(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?(?!\d)"
    found = []
    for match in re.finditer(names, small):
        found.append((match, _day(match[1], months.index(match[2]) + 1, match[3], published)))
    for match in re.finditer(figures, small):
        found.append((match, _day(match[1], int(match[2]), match[3], published)))
    return [Occasion(day, match.start(), match.end()) for match, day in found if day is not None]


def _day(day: str, month: int, year: str | None, published: date) -> date | None:
    """That day; without a year the last one that has been."""
    for wanted in [int(year)] if year else [published.year, published.year - 1]:
        try:
            found = date(wanted, month, int(day))
        except ValueError:
            continue
        if found <= published:
            return found
    return None


def _weekdays(small: str, published: date, lang: str) -> list[Occasion]:
    found = []
    parts = "morgens?|vormittags?|mittags?|nachmittags?|abends?|nachts?"
    for number, names in enumerate(_WEEKDAYS[lang]):
        pattern = rf"\b(?:am|vom|von|zum|auf|on)\s+(?:\w+en\s+)?(?:{names})(?:{parts})?\b(?!\s*,?\s*(?:dem|den)?\s*\d)"
        for match in re.finditer(pattern, small):
            back = (published.weekday() - number) % 7
            found.append(Occasion(published - timedelta(days=back), match.start(), match.end()))
    return found


def _near(small: str, published: date, lang: str) -> list[Occasion]:
    found = []
    for word, back in _NEAR[lang].items():
        for match in re.finditer(rf"\b{word}\b", small):
            found.append(Occasion(published - timedelta(days=back), match.start(), match.end()))
    return found
