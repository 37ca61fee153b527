"""A text as words to compare: marks, dashes, spaces and line ends are gone, each word knows where it stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from depesche.language.word_sets import word_set

GAP = "\x00gap"
"""The key of a marked omission: […], [...], (…), … or ..."""


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]`; `key` is what is compared, in small letters; `form` keeps the capitals.

    `opens`: it begins a sentence, so that its capital means nothing.
    """

    key: str
    form: str
    start: int
    end: int
    opens: bool


_BREAK = "[-‐‑\u00ad¬]"
_WORD = re.compile(
    r"(?P<entity>&(?:nbsp|thinsp|quot|bdquo|ldquo|rdquo|lsquo|rsquo|laquo|raquo|ndash|mdash|shy|#160|#xA0);)"
    r"|(?P<gap>\[\s?(?:…|\.{3}|\. \. \.)\s?\]|\(\s?(?:…|\.{3})\s?\)|…|\.{3,}|\. \. \.)"
    r"|(?P<number>\d{1,3}(?:[\u00a0\u2009\u202f' ]\d{3})+(?![\d])|\d+(?:[.,:]\d+)*)"
    rf"|(?P<word>[^\W\d_]+(?:[\u00ad\u200b\u2060]+[^\W\d_]+|['’‘`´ʼ](?=[^\W\d_])[^\W\d_]+"
    rf"|{_BREAK}[ \t]*\r?\n[ \t>]*(?=[a-zäöüß])[^\W\d_]+)*)"
    r"|(?P<symbol>[%‰€$£§&+=°])"
    r"|(?P<stop>[.!?:;„“”»«\"\n]+)"
)
_NO_LINE_BREAK = word_set("und oder bzw bis noch sowie als aber")
_LINE_BREAK = re.compile(rf"{_BREAK}[ \t]*\r?\n[ \t>]*([^\W\d_]+)")
_INVISIBLE = re.compile(rf"{_BREAK}[ \t]*\r?\n[ \t>]*|[\u00ad\u200b\u2060]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_NUMBER_SPACE = re.compile(r"[\u00a0\u2009\u202f' ]")


def words_of(text: str) -> list[Word]:
    """The words, numbers, signs such as % and marked omissions of `text`, in order."""
    found: list[Word] = []
    opens, at = True, 0
    while match := _WORD.search(text, at):
        at = match.end()
        kind = match.lastgroup
        if kind == "entity":
            continue
        if kind == "stop":
            opens = True
            continue
        if kind == "gap":
            found.append(Word(GAP, GAP, match.start(), match.end(), opens))
            opens = True
            continue
        end = _end_of_word(match) if kind == "word" else match.end()
        form = _form(text[match.start() : end], number=kind == "number")
        found.append(Word(form.casefold(), form, match.start(), end, opens))
        opens, at = False, end
    return found


def _end_of_word(match: re.Match[str]) -> int:
    """ "Nord-" at a line's end before "und" is a word of its own, not half of "Nordund"."""
    for line_break in _LINE_BREAK.finditer(match[0]):
        if line_break[1] in _NO_LINE_BREAK:
            return match.start() + line_break.start()
    return match.end()


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
