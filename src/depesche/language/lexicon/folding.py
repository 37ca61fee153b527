"""One spelling for each word: composed, lower case, umlauts and ß written out.

`Müller`, `MÜLLER` and `Mueller` fold to `mueller`; `Straße` and `Strasse` to `strasse`. `Muller` stays apart, and
so do `fordern` and `fördern`.
"""

from __future__ import annotations

import re
import unicodedata

_WRITTEN_OUT = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
_FOREIGN = (
    ("é", "e"), ("è", "e"), ("ê", "e"), ("ë", "e"), ("á", "a"), ("à", "a"), ("â", "a"), ("ô", "o"), ("ó", "o"),
    ("í", "i"), ("î", "i"), ("ú", "u"), ("û", "u"), ("ç", "c"), ("ñ", "n"),
)  # fmt: skip
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "oe", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i"})


def fold(text: str) -> str:
    """The folded spelling of a word or a text; accents other than the umlauts fall away (`Café`, `Cafe`).

    Soft hyphens vanish. Letters of other scripts stay.
    """
    if text.isascii():
        return text.lower()
    text = _written_out(unicodedata.normalize("NFKC", text).lower().replace("\u00ad", ""))
    return text if text.isascii() else _ACCENTED.sub(_without_accents, text)


def fold_lines(words: list[bytes]) -> list[str]:
    """Folds many words of UTF-8 at once; knows the accents of German word lists only."""
    if not words:
        return []
    text = _written_out(b"\n".join(words).decode().lower())
    for letter, plain in _FOREIGN:
        text = text.replace(letter, plain)
    return text.split("\n")


def _written_out(text: str) -> str:
    for letter, written in _WRITTEN_OUT:
        text = text.replace(letter, written)
    return text


def _without_accents(accented: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", accented.group().translate(_LETTERS))
    return "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")
