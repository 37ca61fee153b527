"""What a mail says of an earlier one: that it corrects it or takes it back; and titles without such words.

Looked for in the subject and in the first lines only. In doubt nothing is said: news may speak of corrections, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

_I = re.IGNORECASE
_NOUN = (
    r"(?:(?:presse|medien)(?:meldung|mitteilung|information|aussendung|erklärung|text)|meldung|mitteilung|pm"
    r"|(?:press\s)?release|story|statement)"
)
_WORDED = r"(?:korrigierte|berichtigte|geänderte|aktualisierte|überarbeitete)"
_VERSION = r"(?:fassung|version)"
_ONLY_THIS = (
    rf"(?:bitte\s)?(?:verwenden\ssie\s|benutzen\ssie\s)?(?:bitte\s)?(?:nur|ausschließlich)\s(?:noch\s)?"
    rf"(?:diese|die\s(?:unten\s?stehende|folgende)|folgende)\s{_VERSION}"
    r"(?:\s(?:bitte\s)?(?:zu\s)?(?:verwenden|benutzen|nutzen|veröffentlichen|beachten))?"
    r"|(?:please\s)?(?:only\suse|use\sonly|use)\sthis\sversion(?:\sonly)?"
)
_CORRECTS = (
    rf"(?:{_ONLY_THIS}|korrektur(?:\s?meldung|fassung)?|{_WORDED}\s(?:{_VERSION}|{_NOUN})|berichtigung|richtigstellung"
    rf"|neufassung|ersetzt\sdie\s(?:{_NOUN}|fassung)|korrigierter?\s(?:text|link|termin)"
    r"|(?:wiederholung|wiederholt|erneut\sgesendet|neu)\s?[:,]?\s?mit\s(?:korrektur|berichtigung)"
    rf"|corrected(?:\s(?:version|{_NOUN}))?|correction)"
)
_WITHDRAWS = (
    r"(?:zurückgezogen|zurückziehung|annulliert|annullierung|(?:bitte\s)?nicht\s(?:mehr\s)?(?:verwenden|verbreiten)"
    rf"|(?:rückruf|rückzug|widerruf)\sder\s{_NOUN}|{_NOUN}\s(?:ist|wird|wurde)\s(?:zurückgezogen|annulliert)"
    r"|(?-i:KILL(?:ED)?)|(?:mandatory\s)?kill\s(?:notice|advisory)|withdrawn|retracted|retraction"
    r"|(?:please\s)?do\snot\suse)"
)
_SAYS = rf"(?:{_CORRECTS}|{_WITHDRAWS})"
_ABOUT = r"(?:\s(?:zu[rm]?|der|unserer|of|to)\s[^:]{1,60}(?=:))?"
_CALL = r"(?:(?:achtung|wichtig|bitte\sbeachten|attention)\s?[:!,–-]?\s)?"
_REPLIES = re.compile(r"^\W*(?:(?:wg|fwd?|aw|re)\s*:\s*)*", _I)
_BEFORE = re.compile(rf"[+*!#(\[\s]*{_CALL}{_SAYS}\b{_ABOUT}\s*(?:$|[+*!#)\]:|–—]+\s*[:|–—]?\s*|-\s)", _I)
_BEHIND = re.compile(
    rf"(?:[(\[]\s?{_CALL}{_SAYS}\b[^()\[\]]{{0,60}}[)\]]|[–—|+*]{{1,5}}\s?{_SAYS}|\s-{{1,3}}\s?{_SAYS})[\s!.+*]*$", _I
)
_OPENS = re.compile(
    rf"{_CALL}{_CORRECTS}\s*(?:$|[:!+*|(\])–—-]|zu[mr]?\b|unserer?\b|der (?:presse|medien|meldung|mitteilung))", _I
)
_ANYWHERE = re.compile(
    rf"{_ONLY_THIS}|(?:korrigierte|berichtigte)\s(?:{_VERSION}|pressemitteilung)(?!\s(?:folgt|kommt|senden|erhalten))"
    rf"|ersetzt\sdie\s(?:{_NOUN}|fassung|version)|(?:wiederholt|wiederholung)\W{{0,3}}mit\s(?:korrektur|berichtigung)"
    r"|corrected\sversion|(?-i:\bKORREKTUR\b(?!\sFOLGT)|\bCORRECTION\b(?!\sFOLLOWS|\sTO\sFOLLOW))",
    _I,
)
_TAKEN_BACK = re.compile(
    rf"(?:(?:unsere|diese|die|obige|vorige|heutige|our|this|the|previous|earlier)\s(?:[\w-]+\s){{0,3}}|^){_NOUN}\b"
    r"(?:[^.!?\n]|(?<=\d)\.){0,120}?\b(?:zurückgezogen|zurückziehen|zurück(?=\s*(?:[.!,;]|$))|annulliert|gegenstandslos|hinfällig"
    r"|nicht\s(?:mehr\s|weiter\s|zu\s)*(?:verwende[nt]|veröffentlich(?:en|t)|verbreite[nt]|abdrucken)"
    r"|withdrawn|retracted|killed|not\sbe\sused)\b"
    rf"|\bwe\s(?:hereby\s|have\s|must\s)*(?:withdraw|retract)\w*\s(?:our|the|this)\s(?:[\w-]+\s){{0,3}}{_NOUN}"
    rf"|\bplease\s(?:do\snot\suse|don't\suse|disregard)\s(?:our|the|this)\s(?:[\w-]+\s){{0,3}}{_NOUN}",
    _I,
)
_ON_CONDITION = re.compile(r"\b(?:vor|bis|ohne|außerhalb|before|until|without)\b", _I)
"""Words that make of “nicht veröffentlichen” an embargo or a condition."""
_NOT_TO_USE = re.compile(r"\b(?:nicht|not|don't|disregard)\b", _I)
_LINES, _LINE, _SENTENCES = 6, 160, 500
_RELEASE = 800
"""Characters of a mail that holds more than a note."""


class Statement(Enum):
    """What is said of an earlier text."""

    CORRECTS = "corrects"
    WITHDRAWS = "withdraws"


def of(subject: str, texts: Sequence[str]) -> Statement | None:
    """What a mail says, by its subject, or else by the first of its paragraphs `texts`."""
    if _corrects(subject):
        return Statement.CORRECTS
    if _is_withdrawn(subject):
        return Statement.WITHDRAWS
    lines = [line for text in texts[:_LINES] if len(line := text.strip().split("\n", 1)[0]) < _LINE]
    if any(map(_corrects, lines)):
        return Statement.CORRECTS
    taken_back = next((match for text in texts[:_LINES] if (match := _takes_back(text[:_SENTENCES]))), None)
    if taken_back and _NOT_TO_USE.search(taken_back[0]) and sum(map(len, texts)) > _RELEASE:
        return Statement.CORRECTS  # what to use instead stands below
    return Statement.WITHDRAWS if taken_back or any(map(_is_withdrawn, lines)) else None


def without(title: str) -> str:
    """A title without such words before and behind it; "" when it says nothing else."""
    text = _BEHIND.sub("", title).rstrip() if _BEHIND.search(title) else title
    while (match := _BEFORE.match(text)) is not None:
        text = text[match.end() :]
    return text


def _corrects(line: str) -> bool:
    opening = _REPLIES.sub("", line).lstrip("+*!#[( ")
    return bool(_OPENS.match(opening) or _ANYWHERE.search(line))


def _is_withdrawn(line: str) -> bool:
    """Whether it begins or ends with the word for it, set apart from the rest."""
    rest = _REPLIES.sub("", line).strip()
    for pattern in (_BEFORE, _BEHIND):
        match = pattern.search(rest) if pattern is _BEHIND else pattern.match(rest)
        if match and re.search(_WITHDRAWS, match[0], _I):
            return True
    return bool(_takes_back(rest))


def _takes_back(text: str) -> re.Match[str] | None:
    match = _TAKEN_BACK.search(text)
    return match if match and not _ON_CONDITION.search(match[0]) else None
