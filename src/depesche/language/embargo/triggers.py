"""Which words announce an embargo, lift one, or only report on one (oil embargoes, closed roads, driving bans)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from depesche.language.embargo import lifting, subjects
from depesche.language.embargo.restrictions import find_restriction, label_places, names_a_day_or_time, names_an_instant
from depesche.language.embargo.withholding import find_withholding

Strength = Literal["label", "prose", "lifted"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """An announcement in `text[start:end]`: the line's label, part of a sentence, or the end of an embargo."""

    strength: Strength
    start: int
    end: int


_F = re.IGNORECASE
_HEAD = (
    r"^(?:[\W\d_]*(?:betreff|betr|gesperrt|subject|subj|aw|re|wg|fwd|fw|achtung|hinweis|wichtig"
    r"|please note|attention|note"
    r"|bitte beachten(?: sie)?"
    r"|pressemitteilung|pressemeldung|presseinformation|medieninformation|medienmitteilung"
    r"|press release"
    r"|news release|media release|vorabmeldung|strict(?:ly)?|medien-info)\b)*[\W\d_]*"
)
_SPERRFRIST = re.compile(
    r"\b(?:[^\W\d_]{2,20}-?)?spr?(?:e+|ä|a)r+e?r?-?\s?f(?:ri|ir|i)s?t\w*|\bsperrvermerk\b"
    r"|\bsendesperr\w+"
    r"|\bveröffentlichungssperr\w+",
    _F,
)
_EMBARGO = re.compile(
    r"(?<![\w-])(?:(?:presse|press|medien|media|news)[- ]?)?e[mn](?:bar|bra|abr|bbar|barr)go(?:ed|frist|hinweis|zeit"
    r"|datum|ende|frei|date"
    r"|time)?(?![\w])(?!-(?!frist|hinweis|ende|zeit|until|bis))",
    _F,
)
_LABEL = re.compile(
    _HEAD + r"(?P<label>frei(?:gegeben)?\s+(?:nur|ab|für|nach|mit|zur|erst|bei)\b|frei\s?:"
    r"|(?:presse|medien|text|bild)?freigabe\s?(?::|ab\b"
    r"|am\b|erst\b)|gesperrt\s?(?:bis\b|für\b|:)"
    r"|sperre\s?:|(?:erst )?zur veröffentlichung\b|veröffentlichung\s?(?::|erst\b|ab\b|frühestens\b|nicht\b|frei\b"
    r"|am\b)|veröffentlichungsfrei\b|(?:veröffentlichungs|publikations)(?:termin|datum|zeitpunkt)\s?:"
    r"|release\s?(?::|after\b)|sendefrei\b"
    r"|nicht\s+(?:vor|zur veröffentlichung)\b|(?:erst|frühestens) (?:ab|am)\b|(?:streng )?vertraulich bis\b"
    r"|hold (?:for|until)\b|for (?:release|publication|use)\b"
    r"|zu (?:veröffentlichen|senden|verwenden|drucken) (?:am|ab|erst|nicht|frühestens)\b"
    r"|not (?:for|to be)\b|release (?:at|date|time|on)\b|do not (?:publish|release|use)\b|publication not before\b)",
    _F,
)
_PRESS_NOUN = (
    r"(?:meldung|text|pressemitteilung|presseinformation|presseinfo|medienmitteilung|pressemeldung|pressetext"
    r"|beitrag|unterlagen|inhalte?|material(?:ien)?"
    r"|informationen|studie|redemanuskript|manuskript|interview|release|news|story|report|material|information"
    r"|content|bericht|zahlen|ergebnisse|redetext|veröffentlichung)"
)
_PROSE = re.compile(
    r"\bfrei zur veröffentlichung\b|\bzur (?:sofortigen )?veröffentlichung (?:ab|erst|nicht|am|frei|bestimmt"
    r"|freigegeben|frühestens)\b"
    r"|\b(?:hold|held) (?:for release|until)\b|\bnot for (?:publication|release|broadcast|distribution|use)\b"
    r"|\bfor release (?:at|on|after|until)\b"
    r"|\b(?:do|must|may|should|can) not (?:be )?(?:publish|release|use|broadcast|report)\w*"
    rf"|\b{_PRESS_NOUN}\b[^!?]{{0,100}}\b(?:gesperrt|frei(?:gegeben)? (?:ab|erst)|nicht vor|erst ab|frühestens"
    rf"|veröffentlicht werden)\b"
    rf"|\b{_PRESS_NOUN}\b.{{0,30}}\bbitte (?:erst|nicht vor|noch nicht)\b.{{1,60}}\b(?:bringen|drucken|posten)\b"
    r"|\berst nach\b.{0,60}\bveröffentlich\w*"
    r"|\bbitte\b[^.!?]{0,120}\b(?:nicht vor|erst|nicht bis|frühestens|nicht)\b[^!?]{0,80}\b(?:veröffentlich"
    r"|publizier|verwend|verbreit|send|bericht|weitergeb)\w*"
    r"|\b(?:erst ab|nicht vor|frühestens)\b[^!?]{0,80}\b(?:zu veröffentlichen|veröffentlichen|publizieren"
    r"|verwenden|verbreiten|zur veröffentlichung|frei)\b",
    _F,
)
_HELD_UNTIL = re.compile(
    rf"\b(?:{_PRESS_NOUN}|vorab\w*|\w*(?:meldung|mitteilung|bericht|foto|bild|abdruck|sperrung)\w*|fotos?|bilder\w*|quartalszahlen"
    r"|ad-?hoc|bitte|quelle\w*|redaktion\w*|medien\w*|presse\w*|nachrichtensperre)\b",
    _F,
)
_FREE_OR_CLOSED = re.compile(
    r"\b(?:frei|gesperrt|nachrichtensperre|stillhaltefrist)\s?:?\s(?:ab|für|bis)\b|\bstillhaltefrist\s?:|\bbis\b.{1,60}\bgesperrt\b"
    r"|\bbitte\b.{1,60}\b(?:erst|nicht vor|frühestens)\b.{1,60}\b(?:bringen|drucken|posten|senden|zeigen|teilen)\b"
    rf"|\b{_PRESS_NOUN}\b.{{0,40}}\b(?:may|can) (?:only )?(?:run|appear|air|be \w+ed) (?:only )?(?:from|after|on)\b",
    _F,
)
_SET_APART = re.compile(r"(?:^|[,:–—-]\s)\W*$")
_HANDLING = re.compile(
    r"\b(?:veröffentlich\w*|publizier\w*|publikation|publish\w*|publication|release|freigabe|freigegeben"
    r"|frei (?:ab|zur|erst)"
    r"|vertraulich|confidential|berichterstattung|online zu stellen|broadcast|to be used|hold this"
    r"|zu verwenden|verbreiten)\b",
    _F,
)
_LIMIT = re.compile(
    r"\b(?:nichts?|keine?|erst|frühestens|vor|ab|bis|until|before|after|not|no|noch nicht|erfolgt)\b", _F
)
_ASKS = re.compile(
    r"\b(?:bitten?|please|pressemitteilung|presseinformation|meldung|mitteilung|redaktion\w*|journalist\w*"
    r"|presse|medien|strictly"
    r"|diese[rsnm]? (?:information\w*|text|studie|bericht|rede|beitrag|inhalte?|unterlagen|zahlen)"
    r"|freigabe erfolgt|not to be"
    r"|no publication|gestattet|untersagt|(?:darf|dürfen) (?:erst|nicht|frühestens))\b",
    _F,
)
_DATED = re.compile(
    r"\d|\b(?:\w*tag|\w*woch|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?s?\b|\b(?:heute|morgen|übermorgen|today|tomorrow|ausgaben?)\b",
    _F,
)
_RELEASED = re.compile(
    r"\b(?:frei(?:gegeben)? ab sofort|ab sofort\s?(?:frei(?:gegeben|e)?\b|zur veröffentlichung|veröffentlich)"
    r"|sofort (?:frei(?:gegeben)?\b|veröffentlich)"
    r"|(?:zur|für die) sofortigen? veröffentlichung|sofortfreigabe|sofortige freigabe|freigabe:? (?:ab )?sofort"
    r"|sperrfrist:? (?:ab )?sofort|for immediate (?:release|publication|use|distribution)"
    r"|release:? immediate(?:ly)?|immediate release|frei zur sofortigen)\b",
    _F,
)
_FREE = re.compile(
    r"\b(?:frei zur veröffentlichung|zur veröffentlichung (?:frei(?:gegeben)?))\s*(?:$|[.!;,]\s*(?:$|[^\W\d]))", _F
)
_LIKE_SPERRFRIST = re.compile(r"\bsp\w{6,10}t\b", _F)

_TIMED = re.compile(r"\d\s?(?:[:.]\d\d|uhr|h\b|[ap]\.?m)|\b(?:noon|midnight|mitternacht|mittags)\b", _F)
_TRADE_FOLLOWS = re.compile(r"\s*(?:gegen|auf|against|on|der|des|von|of|in)\b", _F)
_UNDER = re.compile(r"\b(?:unter|under|mit|with)\s+$", _F)
_ENDS = re.compile(r"\s*(?:ends?|endet|lifts?|expires?|gilt|läuft|until|bis)\b", _F)
_HOW_LONG = re.compile(r"\s*(?:until|till|to|for|pending)\b", _F)
_ARTICLE = re.compile(r"\b(?:das|dem|des|ein|eine[ms]|the|an|its|sein\w*|ihr\w*)\s+$", _F)


_HEADLINE_FOLLOWS = re.compile(r":\s(?!\d)|\s[|–—]\s(?!\d)|(?<=[^\W\d_]{3})[.!?]\s")


def find_trigger(line: str) -> Trigger | None:
    """The announcement in a clean line, or None when the line has none or only reports on an embargo."""
    released, announced = _released(line), _sperrfrist(line) or _embargo(line)
    if released is not None and released.strength == "lifted" and announced is not None and _DATED.search(line):
        # "Sperrfrist: 3. Juli, 18 Uhr; Fotos frei ab sofort": the deadline counts, whatever else is free.
        return announced
    return released or announced or _weak(line)


def _released(line: str) -> Trigger | None:
    match = _RELEASED.search(line) or (None if _DATED.search(line) else _FREE.search(line))
    if match is None or subjects.ROADS.search(line, 0, _end_of_announcement(line, match.end())):
        return None
    if re.search(r"\b(?:nicht|not|kein\w*)[^\w.!;]+(?:\w+[^\w.!;]+){0,2}$", line[: match.start()], _F):
        return Trigger("label", match.start(), match.end())
    return Trigger("lifted", match.start(), match.end())


def _sperrfrist(line: str) -> Trigger | None:
    match = _SPERRFRIST.search(line) or _misspelt(line)
    if match is None:
        return None
    label = _is_label(line, match) and not re.match(r"\s*(?:für|von|nach|wegen|beim?|in)\b", line[match.end() :], _F)
    if not label and subjects.OTHER_TERMS.search(line) and not subjects.MEDIA_WORK.search(line):
        return None
    return _trigger("label" if label else "prose", line, match)


def _misspelt(line: str) -> re.Match[str] | None:
    """The letters of Sperrfrist in another order, one missing or one too many: "Spefrrist", "Sprerfist"."""
    meant = Counter("sperrfrist")
    for found in _LIKE_SPERRFRIST.finditer(line):
        written = Counter(found[0].lower())
        if (meant - written).total() + (written - meant).total() <= 1:
            return found
    return None


def _embargo(line: str) -> Trigger | None:
    match = _EMBARGO.search(line)
    if match is None:
        return None
    rest = line[match.end() :]
    label, trade, timed = _is_label(line, match), subjects.TRADE.search(line), bool(_TIMED.search(rest))
    if subjects.TRADE.search(_word_before(line, match.start())):
        return None
    if match[0].lower() == "embargoed" and _HOW_LONG.match(rest):
        return Trigger("label" if label else "prose", *match.span())
    if trade and (_TRADE_FOLLOWS.match(rest) or not (subjects.MEDIA_WORK.search(line) or (label and timed))):
        return None
    announced = (
        label
        or timed
        or subjects.MEDIA_WORK.search(line)
        or _UNDER.search(line[: match.start()])
        or _ENDS.match(rest)
        or match[0].lower().startswith(("embargoed", "embargof", "press", "medien", "media", "news"))
        or (len(line.split()) <= 4 and not _ARTICLE.search(line[: match.start()]))
    )
    return _trigger("label" if label else "prose", line, match) if announced else None


def _word_before(line: str, at: int) -> str:
    return next(iter(line[max(0, at - 30) : at].split()[-1:]), "")


def _weak(line: str) -> Trigger | None:
    """Words such as "gesperrt bis" and "frei ab" that also stand over news about roads and tickets."""
    trigger = _plain(line) or _restriction(line) or _withheld(line)
    if trigger is None or not subjects.ROADS.search(line):
        return trigger
    announcement = line[: _end_of_announcement(line, trigger.end)]
    return trigger if names_an_instant(announcement) and not subjects.ROADS.search(announcement) else None


def _is_news(line: str, label: str) -> bool:
    """ "Nicht vor Freitag rechnet die Bahn mit ...": a sentence of some length that is not about using a text."""
    bare = label.lower().startswith(("nicht vor", "erst", "frühestens"))
    return bare and len(line.split()) > 7 and not _HANDLING.search(line) and not _ASKS.search(line)


def _end_of_announcement(line: str, at: int) -> int:
    """What follows a colon, a bar or a full stop is the headline or the text, and may well be about roads."""
    stop = _HEADLINE_FOLLOWS.search(line, at)
    return stop.start() if stop else len(line)


def _restriction(line: str) -> Trigger | None:
    found = find_restriction(line)
    if found is None:
        return None
    start, end, is_label = found
    return Trigger("label" if is_label else "prose", start, end)


def _withheld(line: str) -> Trigger | None:
    at = find_withholding(line, dated=names_a_day_or_time(line), timed=names_an_instant(line))
    return None if at < 0 else Trigger("prose", at, at)


def _plain(line: str) -> Trigger | None:
    for start in label_places(line):
        label = _LABEL.search(line[start:])
        if label is not None and not _is_news(line, label["label"]):
            return Trigger("label", start + label.start("label"), start + label.end("label"))
    dated = bool(_DATED.search(line))
    prose = _PROSE.search(line)
    if prose is not None and (dated or _LIMIT.search(line)):
        return Trigger("prose", prose.start(), prose.end())
    held = _FREE_OR_CLOSED.search(line) if dated and names_an_instant(line) else None
    if held is not None and (_HELD_UNTIL.search(line) or _SET_APART.search(line[: held.start()])):
        return Trigger("prose", held.start(), held.end())
    handling = _HANDLING.search(line)
    if handling is None or not dated or not _LIMIT.search(line) or not _ASKS.search(line):
        return None
    return Trigger("prose", handling.start(), handling.end())


def _is_label(line: str, match: re.Match[str]) -> bool:
    opens = re.search(_HEAD + r"$", line[: match.start()], _F) or re.search(r"[\[(|–—:;,-]\s?$", line[: match.start()])
    return bool(opens) or match[0].isupper() or line[match.end() :].lstrip(" )]").startswith(":")


def _trigger(strength: Strength, line: str, match: re.Match[str]) -> Trigger:
    return Trigger("lifted" if lifting.is_over(line, match) else strength, *match.span())
