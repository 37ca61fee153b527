"""How much each word of an article counts in a search, apart from how rare it is.

More in the headline, more the oftener it stands in a text, less in a long one (the saturation of BM25, with a fixed
usual length), less as part of a compound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_SATURATION = 1.2
_LENGTH_COUNTS = 0.75
_USUAL_LENGTH = 250
_HEADLINE = 2.0
_PARTS = 0.6
_STEP = 10


def pack(headline: Sequence[str], text: Sequence[str], parts: Sequence[str]) -> bytes:
    """Each token once, with its level in tenths as two digits: `\\ntoken\\t07\\n...`."""
    usual = _SATURATION * (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * len(text) / _USUAL_LENGTH)
    found = {token: _saturated(count, usual) for token, count in Counter(text).items()}
    for token, count in Counter(parts).items():
        found[token] = found.get(token, 0.0) + _PARTS * _saturated(count, usual)
    for token in set(headline):
        found[token] += _HEADLINE
    lines = (f"{token}\t{max(1, round(level * _STEP)):02}" for token, level in found.items())
    return ("\n" + "\n".join(lines) + "\n").encode()


def _saturated(count: int, usual: float) -> float:
    return (_SATURATION + 1) * count / (count + usual)


def level(packed: bytes, token: bytes) -> int:
    """The level of a token, in tenths; 0 when the article does not have it. `token` is `\\ntoken\\t` in UTF-8."""
    at = packed.find(token)
    if at < 0:
        return 0
    at += len(token)
    return int(packed[at : at + 2])
