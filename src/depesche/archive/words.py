"""What each word tells of an article, apart from how rare it is in the archive.

Names and other words that no lexicon holds tell most, nouns more than what is written small, weekdays and the small
change of news little, function words and numbers nothing.
"""

from __future__ import annotations

import math
import operator
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from depesche.language import analyser
from depesche.language.lexicon.closed import ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS
from depesche.language.lexicon.forms import german

MOST = 250
"""So many words of an article are kept, those that tell most."""

_PART = 0.9
_UNKNOWN = 1.5
_SMALL = 0.4
_EVERYDAY_COUNTS = 0.3
_SHORTEST_UNKNOWN = 3
_STEP = 30
"""A weight is kept as a whole number of thirtieths, in a byte."""
_FUNCTION_WORDS = FUNCTION_WORDS | ENGLISH_FUNCTION_WORDS
_NEWS = """
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag wochenende januar februar maerz april mai juni
juli august september oktober november dezember jahr monat woche tag stunde minute sekunde morgen vormittag mittag
nachmittag abend nacht euro cent dollar prozent million milliarde meter kilometer anfang mitte ende zeit zahl teil
fall grund seite mann frau mensch leute sprecher sprecherin angabe mitteilung bericht
monday tuesday wednesday thursday friday saturday sunday year month week day hour minut percent million billion
"""
_EVERYDAY = frozenset(_NEWS.split())


def weights(headline: str, body: str, *, lang: str) -> dict[str, float]:
    """The telling words (tokens) of an article and what each weighs, from about 0.1 to 8; at most `MOST`."""
    text = f"{headline}\n{body}"
    counts, parts, large, unknown = Counter[str](), Counter[str](), set[str](), set[str]()
    for written, folded, tokens in _words(text, lang):
        whole, *inner = tokens
        counts[whole] += 1
        parts.update(inner)
        if lang == "en" or not written[:1].islower():
            large.update(tokens)
        if _is_name(written, folded, lang):
            unknown.add(whole)
    found = {token: _PART * (1 + math.log(count)) for token, count in parts.items()}
    for token, count in counts.items():
        found[token] = max(found.get(token, 0.0), 1 + math.log(count))
    weighed = {
        token: weight * _kind(token, is_large=token in large, is_unknown=token in unknown)
        for token, weight in found.items()
        if token not in _FUNCTION_WORDS and not token.isdigit()
    }
    return dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:MOST])


def _words(text: str, lang: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each word as it was written, as it was folded, and its tokens."""
    tokens, folded = analyser.by_word(text, lang=lang), analyser.spellings(text)
    written = analyser.words_of(text)
    if len(written) != len(folded):  # Letters that fold into several words: their case is not known.
        written = [word.title() for word in folded]
    return list(zip(written, folded, tokens, strict=True))


def _is_name(written: str, folded: str, lang: str) -> bool:
    if len(folded) < _SHORTEST_UNKNOWN or folded[0].isdigit() or folded in _FUNCTION_WORDS:
        return False
    return written[:1].isupper() if lang == "en" else _is_in_no_lexicon(folded)


@lru_cache(maxsize=50_000)
def _is_in_no_lexicon(folded: str) -> bool:
    return german().lemma(folded) is None


def _kind(token: str, *, is_large: bool, is_unknown: bool) -> float:
    if token in _EVERYDAY:
        return _EVERYDAY_COUNTS
    return _UNKNOWN if is_unknown else 1.0 if is_large else _SMALL


def length(words: Mapping[str, float]) -> float:
    """By which the weights of a long article are divided, to compare it with a short one."""
    return math.sqrt(sum(map(operator.mul, words.values(), words.values()))) or 1.0


def pack(words: Mapping[str, float]) -> bytes:
    """Tokens as text, then a zero, then a byte for the weight of each."""
    return " ".join(words).encode() + b"\0" + bytes(min(255, max(1, round(w * _STEP))) for w in words.values())


def unpack(content: bytes) -> dict[str, int]:
    """Tokens, those that tell most first, and their weights in thirtieths."""
    tokens, _, packed = content.partition(b"\0")
    return dict(zip(tokens.decode().split(" "), packed, strict=True)) if packed else {}
