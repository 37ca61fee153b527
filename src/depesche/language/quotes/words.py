"""A text as words to compare: marks, dashes, spaces and line ends are gone, each word knows where it stood."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

GAP = "\x00gap"
"""The key of a marked omission: […], [...], (…), … or ..."""


class Word(NamedTuple):
    """`text[start:end]`; `key` is what is compared, in small letters; `form` keeps the capitals.

    `opens`: it begins a sentence, so that its capital means nothing.
    """

    key: str
    form: str
    start: int
    end: int
    opens: bool


_BREAK = "[-‐‑\u00ad¬]"
_WORDS_OF_THEIR_OWN = r"(?:und|oder|bzw|bis|noch|sowie|als|aber)\b"
"""Behind a hyphen at a line's end: "Nord-" before "und" is a word of its own, not half of "Nordund"."""

_WORD = re.compile(
    r"(?P<entity>&(?:nbsp|thinsp|quot|bdquo|ldquo|rdquo|lsquo|rsquo|laquo|raquo|ndash|mdash|shy|#160|#xA0);)"
    r"|(?P<gap>\[\s?(?:…|\.{3}|\. \. \.)\s?\]|\(\s?(?:…|\.{3})\s?\)|…|\.{3,}|\. \. \.)"
    r"|(?P<number>\d{1,3}(?:[\u00a0\u2009\u202f' ]\d{3})+(?![\d])|\d+(?:[.,:]\d+)*)"
    rf"|(?P<word>[^\W\d_]+(?:[\u00ad\u200b\u2060]+[^\W\d_]+|['’‘`´ʼ](?=[^\W\d_])[^\W\d_]+"
    rf"|{_BREAK}[ \t]*\r?\n[ \t>]*(?!{_WORDS_OF_THEIR_OWN})(?=[a-zäöüß])[^\W\d_]+)*)"
    r"|(?P<symbol>[%‰€$£§&+=°])"
    r"|(?P<stop>[.!?:;„“”»«\"\n]+)"
)
_INVISIBLE = re.compile(rf"{_BREAK}[ \t]*\r?\n[ \t>]*|[\u00ad\u200b\u2060]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_NUMBER_SPACE = re.compile(r"[\u00a0\u2009\u202f' ]")


MOST = 250_000
"""Words of a text that are compared; a year's speeches of one parliament have more, a transcript has fewer."""


def words_of(text: str) -> list[Word]:
    """The words, numbers, signs such as % and marked omissions of `text`, in order; the first 250,000 of them."""
    found: list[Word] = []
    opens = True
    for match in _WORD.finditer(text):
        kind = match.lastgroup
        if kind == "entity":
            continue
        if kind == "stop":
            opens = True
            continue
        if len(found) == MOST:
            break
        start, end = match.span()
        if kind == "gap":
            found.append(Word(GAP, GAP, start, end, opens))
            opens = True
            continue
        raw = match[0]
        form = raw if raw.isascii() and raw.isalpha() else _form(raw, number=kind == "number")
        found.append(Word(form.casefold(), form, start, end, opens))
        opens = False
    return found


def _form(raw: str, *, number: bool) -> str:
    if number:
        digits = _NUMBER_SPACE.sub("", unicodedata.normalize("NFKC", raw))
        return digits.replace(".", "") if _THOUSANDS.fullmatch(digits) else digits
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", raw)).translate(_APOSTROPHES)


def same_word(one: Word, other: Word) -> bool:
    """The same word, capitals included; those at the start of a sentence and words all in capitals do not count."""
    if one.key != other.key:
        return False
    if one.form == other.form or one.opens or other.opens:
        return True
    return any(len(word.form) > 1 and word.form.isupper() for word in (one, other))
