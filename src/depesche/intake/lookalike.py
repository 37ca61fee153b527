"""Domains that want to be taken for another: letters that look alike, a letter more or less, another ending.

Pure functions. A hit is a warning for an editor, never a verdict.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_CONFUSABLE = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁԛѡһӏкмтвнгпи", "aeopcyxijsdqwhlkmtbhrnu", strict=True)),
        **dict(zip("αορνικτυχηεω", "aopviktuxnew", strict=True)),
        "ı": "i", "ł": "l", "ß": "ss", "ø": "o", "đ": "d", "ɑ": "a", "ɡ": "g", "ⅼ": "l", "æ": "ae", "œ": "oe",
        "0": "o", "1": "l", "3": "e", "5": "s", "8": "b",
    }
)  # fmt: skip
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ae", "a"), ("oe", "o"), ("ue", "u"))
_SECOND_LEVELS = frozenset(
    {"co.uk", "org.uk", "ac.uk", "gv.at", "or.at", "co.at", "ac.at", "com.au", "co.jp", "com.br"}
)
_SHORTEST = 5
_SHORTEST_FOR_TWO = 11


def find(domain: str, known: Iterable[str]) -> str:
    """The known domain that `domain` resembles without being it or lying below it; "" when there is none."""
    own = domain.lower().strip(".")
    if not own:
        return ""
    candidates = [one.lower().strip(".") for one in known]
    if any(own == one or own.endswith("." + one) for one in candidates):
        return ""
    return next((one for one in candidates if _resembles(own, one)), "")


def skeleton(name: str) -> str:
    """What a hurried eye sees: IDN decoded, accents off, foreign letters and digits as the Latin ones they resemble."""
    labels = [_decoded(label) for label in name.lower().split(".")]
    text = unicodedata.normalize("NFKD", ".".join(labels))
    text = "".join(character for character in text if not unicodedata.combining(character)).translate(_CONFUSABLE)
    text = text.replace("-", "").replace("i", "l")
    for pair, single in _PAIRS:
        text = text.replace(pair.replace("i", "l"), single)
    return text


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:60].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _resembles(own: str, known: str) -> bool:
    name, ending = _split(known)
    own_name, own_ending = _split(own)
    if skeleton(own) == skeleton(known) or (len(name) >= _SHORTEST and skeleton(own_name) == skeleton(name)):
        return True
    seen, wanted = skeleton(own_name), skeleton(name)
    if len(wanted) < _SHORTEST:
        return False
    if own.startswith(known + ".") or own_name in (
        f"{name}-{ending.replace('.', '-')}",
        f"{name}{ending.replace('.', '')}",
    ):
        return True
    most = 2 if len(wanted) >= _SHORTEST_FOR_TWO and own_ending == ending else 1
    return distance(seen, wanted, most=most) <= most


def _split(domain: str) -> tuple[str, str]:
    """The registered name and its ending: `presse.stadt.example` -> (`stadt`, `example`)."""
    labels = domain.split(".")
    if len(labels) < 2:
        return domain, ""
    length = 2 if ".".join(labels[-2:]) in _SECOND_LEVELS and len(labels) > 2 else 1
    return labels[-length - 1], ".".join(labels[-length:])


def distance(one: str, other: str, *, most: int) -> int:
    """Letters to insert, delete, replace or swap with their neighbour (Damerau, restricted); above `most` inexact."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        following = [i]
        for j, its in enumerate(other, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
        if min(row) > most:
            return most + 1
    return row[-1]
