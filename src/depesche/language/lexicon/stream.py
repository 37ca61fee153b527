"""Reads the German word forms that simplemma ships, without those that regular inflection gives.

simplemma decodes its data into one dictionary of 1.1 million entries (about 105 MB, 0.9 s). Most of these forms
follow from their lemma by changing an ending, so only lemmata and irregular forms are kept. simplemma 2 stores its
keys front-coded (see its `frontcode` module); the loop below reads that format itself, since a call for each record
would double the time. Any other format goes through simplemma's public mapping.
"""

from __future__ import annotations

import lzma
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from depesche.language.lexicon.folding import fold_lines

_MAGIC = b"SMFC1"
_SAME_VALUE = 254
_LITERAL_VALUE = 255

_Ranges = tuple[tuple[bytes, bytes], ...]
_CAPITALS: _Ranges = ((b"A", b"["), ("À".encode(), "ß".encode()))
_SMALL: _Ranges = ((b"a", b"{"), ("à".encode(), "ÿ".encode()))

_ENDINGS = """
e en er em es n s r m ern ens ns se sen ses nen ere erer eres erem eren
ste sten ster stes stem este esten ester estes estem
"""
_VERB_ENDINGS = "e est et t st te test tet ten ete etest etet eten d end"

NOMINAL_ENDINGS = frozenset(_ENDINGS.split())
"""Endings of nouns and adjectives that a lookup takes off again."""

VERBAL_ENDINGS = frozenset(["", *_VERB_ENDINGS.split()])
"""What stands in place of an infinitive's -en or -n in a regular verb's forms."""

_NOMINAL = frozenset(ending.encode() for ending in NOMINAL_ENDINGS)
_VERBAL = frozenset(ending.encode() for ending in VERBAL_ENDINGS)


@dataclass(slots=True)
class Words:
    """Lemmata by the case they are written in, and irregular forms beside their lemmata. All folded, in order."""

    nouns: list[str]
    others: list[str]
    irregular_nouns: dict[str, str]
    irregular_others: dict[str, str]


def packed_words() -> bytes:
    """simplemma's German data as it ships them."""
    return files("simplemma").joinpath("strategies/dictionaries/data/de.plzma").read_bytes()


def decoded(packed: bytes) -> Words:
    """All words of the packed data that are not plain inflections of another one."""
    data = lzma.decompress(packed)
    if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC)] & 1:
        return _collect(_through_the_public_mapping())
    start = len(_MAGIC) + 1
    while data[start] & 0x80:
        start += 1
    return _decode(data, start + 1)


def _decode(data: bytes, position: int) -> Words:
    lemmata: list[bytes] = []
    forms: list[bytes] = []
    form_lemmata: list[bytes] = []
    end_of_data = len(data)
    key = lemma = stem = b""
    while position < end_of_data:
        # Lengths fit one byte each: no German word of this list has 128 bytes.
        tail = position + 2 + data[position + 1]
        key = key[: data[position]] + data[position + 2 : tail]
        trim = data[tail]
        if trim == _SAME_VALUE:
            position = tail + 1
        else:
            position = tail + 2 + data[tail + 1]
            written = data[tail + 2 : position]
            lemma = written if trim == _LITERAL_VALUE else key[: len(key) - trim] + written
            stem = _stem(lemma)
        if lemma == key:
            lemmata.append(key)
            continue
        if key.startswith(lemma) and key[len(lemma) :] in _NOMINAL:
            continue
        if key.startswith(stem) and key[len(stem) :] in _VERBAL:
            continue
        forms.append(key)
        form_lemmata.append(lemma)
    return _fold(lemmata, forms, form_lemmata)


def _stem(lemma: bytes) -> bytes:
    if lemma.endswith(b"en"):
        return lemma[:-2]
    return lemma[:-1] if lemma.endswith(b"n") else b"\xff"


def _fold(lemmata: list[bytes], forms: list[bytes], form_lemmata: list[bytes]) -> Words:
    """Folds sorted lists; the case of the first letter is where in the order a word stands."""
    return Words(
        nouns=fold_lines(_between(lemmata, lemmata, _CAPITALS)),
        others=fold_lines(_between(lemmata, lemmata, _SMALL)),
        irregular_nouns=_fold_pairs(forms, form_lemmata, _CAPITALS),
        irregular_others=_fold_pairs(forms, form_lemmata, _SMALL),
    )


def _fold_pairs(forms: list[bytes], lemmata: list[bytes], ranges: _Ranges) -> dict[str, str]:
    folded = fold_lines(_between(forms, forms, ranges)), fold_lines(_between(forms, lemmata, ranges))
    return dict(zip(*folded, strict=True))


def _between(order: list[bytes], values: list[bytes], ranges: _Ranges) -> list[bytes]:
    return [value for start, end in ranges for value in values[bisect_left(order, start) : bisect_left(order, end)]]


def _collect(pairs: Iterable[tuple[bytes, bytes]]) -> Words:
    lemmata: list[bytes] = []
    forms: list[tuple[bytes, bytes]] = []
    for key, lemma in pairs:
        if key == lemma:
            lemmata.append(key)
        elif not (key.startswith(lemma) and key[len(lemma) :] in _NOMINAL):
            forms.append((key, lemma))
    return _fold(lemmata, [form for form, _ in forms], [lemma for _, lemma in forms])


def _through_the_public_mapping() -> Iterable[tuple[bytes, bytes]]:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    words = DefaultDictionaryFactory(cache_max_size=1).get_dictionary("de")
    return sorted((key.encode(), lemma.encode()) for key, lemma in words.items())
