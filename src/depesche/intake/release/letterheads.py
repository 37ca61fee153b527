"""Lines of a letterhead: who writes, where they sit and how they are reached, and nothing besides."""

from __future__ import annotations

import re

from depesche.intake.release import wording

_LONGEST_NAME = 80
_MOST_WORDS = 10
_PIECES = re.compile(r"\s*[|•·●▪;]\s*|\s[–—-]\s|,\s")
_OFFICE = re.compile(
    r"(?:(?:die|der|ihre?|unsere?)\s)?(?:presse|medien|kommunikations?|öffentlichkeits|stabs|media|press)[\w-]*"
    r"(?:\s(?:und|&|and)\s[\w-]+)?"
    r"(?:stelle|referat|amt|büro|abteilung|arbeit|sprecher(?:in)?|team|dienst|office|relations)"
    r"(?:\s(?:der|des|von|vom|of)\b.{0,60})?|(?:the )?(?:press|media) (?:office|relations)\b.{0,40}",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"(?:[ADF]-|CH-|AT-|DE-)?\d{4,5}\s[A-ZÄÖÜ][\w. /()-]{1,40}")
_STREET = re.compile(
    r"[A-ZÄÖÜ][\w. -]{1,40}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|markt|damm|chaussee|road|street)"
    r"\s\d{1,4}\s?[a-z]?(?:\s?[/–-]\s?\d{1,4})?|postfach\s[\d ]{1,10}|p\.?\s?o\.? box\s\d{1,6}",
    re.IGNORECASE,
)
_ANY_STREET = re.compile(r"[A-ZÄÖÜ][\w.-]*(?:\s[\w.-]+){0,4}\s\d{1,3}\s?[a-z]?")
"""A street by any name; only beside something that is a letterhead beyond doubt."""

_REACHED = re.compile(
    r"[\w.+-]{1,64}(?:@|\s?[(\[]at[)\]]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?:https?://|www\.)\S{3,200}"
    r"|(?<!\S)(?:[\w-]{2,63}\.){1,3}(?:de|com|org|net|eu|at|ch|info|example|co\.uk)(?:/\S{0,200})?(?!\S)"
    r"|[+(]?\d[\d\s()/.–-]{4,25}\d",
    re.IGNORECASE,
)
_REACHED_BY = re.compile(
    r"(?:tel|telefon|fon|phone|fax|telefax|mobil|mobile|handy|e|mail|e-mail|email|web|internet|homepage|online|t|f|m|w"
    r"|durchwahl|zentrale|und|and|or|oder)",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"\b(?:e\.\s?V\.?|g?[gm]*bH|AG|eG|eGmbH|KG|SE|KdöR|AöR|Ltd\.?|Inc\.?|LLC|plc)\b\.?(?:\s?& Co\.?\s?KG)?\W*"
)
_SMALL = frozenset(
    "der die das des dem den für von vom zu zur zum am an im in und & bei ob of the and for at e.v. e.v".split()  # noqa: SIM905 (a list of words reads better in one line)
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*|&")
_NO_NAME = re.compile(r"[!?:]|\.\s*$")
_MORE_WORDS = 2
"""Words that a line may have beyond those of the sender's name and still be that name."""


def is_letterhead(line: str, organisation: str) -> bool:
    """Whether a line is made of names, addresses and ways to reach somebody, and one of them is no mere name."""
    pieces = [piece for piece in _PIECES.split(line) if piece]
    if len(pieces) == 1:
        return _is_sure(line)
    others = [piece for piece in pieces if not _is_sure(piece) and not wording.is_release_label(piece)]
    return len(others) < len(pieces) and all(
        is_name(piece) or _ANY_STREET.fullmatch(piece) or is_organisation(piece, organisation) for piece in others
    )


def is_organisation(line: str, organisation: str) -> bool:
    """Whether a line names the sender, with or without its legal form, its office or its place."""
    if not organisation or not is_name(line):
        return False
    one, other = _significant(line), _significant(organisation)
    return bool(one and other) and (one <= other or (other <= one and len(one) <= len(other) + _MORE_WORDS))


def is_name(line: str) -> bool:
    """Whether a line is a name by the look of it: no word in small letters but articles and the like."""
    words = _WORD.findall(line) if len(line) <= _LONGEST_NAME else []
    if not 0 < len(words) <= _MOST_WORDS or _NO_NAME.search(_LEGAL_FORM.sub("", line)):
        return False
    return all(word[:1].isupper() or word.casefold() in _SMALL for word in words)


def tells_address(line: str) -> bool:
    """Whether a telephone number, a mail address or a site stands in a line."""
    return _REACHED.search(line) is not None


def _is_sure(piece: str) -> bool:
    if _POSTAL.fullmatch(piece) or _STREET.fullmatch(piece) or _OFFICE.fullmatch(piece):
        return True
    form = _LEGAL_FORM.search(piece)
    if form and form.end() == len(piece) and form.start() > 1 and is_name(piece):
        return True
    rest, reached = _REACHED.subn(" ", piece)
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", rest)
    return reached > 0 and all(_REACHED_BY.fullmatch(word) or wording.is_release_label(word) for word in words)


def _significant(text: str) -> frozenset[str]:
    words = (word.strip(".-'’").casefold() for word in _WORD.findall(_LEGAL_FORM.sub(" ", text)))
    return frozenset(word for word in words if len(word) > 1 and word not in _SMALL and not word.startswith("press"))
