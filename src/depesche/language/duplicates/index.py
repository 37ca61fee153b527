"""Finds near-duplicates among many texts in milliseconds.

Of each text a sample of its trigrams is noted in a table: all of a short text, an eighth of one of 400 words. Texts
that share sampled trigrams with the query are candidates; the best of them are compared in full, on 16 bits a trigram.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Hashable
from typing import Generic, TypeVar

from depesche.language.duplicates.fingerprint import NEAR, Fingerprint, fingerprint
from depesche.language.duplicates.postings import Postings

Key = TypeVar("Key", bound=Hashable)

_SAMPLE = 64
_COMPARED = 48
_SHORT = 0xFFFF


class Index(Generic[Key]):
    """An index of texts by their trigrams. About 2 kB a text of 400 words; not safe for several threads at once."""

    def __init__(self) -> None:
        self._postings = Postings()
        self._keys: list[Key | None] = []
        self._numbers: dict[Key, int] = {}
        self._sets: list[array[int]] = []
        self._masks = array("I")

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, key: Key, text: str) -> None:
        """Add a text under a key; a text that stood there before is gone."""
        self.remove(key)
        trigrams = fingerprint(text).trigrams
        number = len(self._keys)
        mask = _mask(len(trigrams))
        self._numbers[key] = number
        self._keys.append(key)
        self._sets.append(array("H", sorted({trigram & _SHORT for trigram in trigrams})))
        self._masks.append(mask)
        for trigram in trigrams:
            if trigram >> 16 & mask == 0:
                self._postings.add(trigram, number)

    def remove(self, key: Key) -> None:
        """Forget the text under a key, if there is one."""
        number = self._numbers.pop(key, None)
        if number is not None:
            self._keys[number] = None
            self._sets[number] = array("H")

    def near(self, text: str) -> list[tuple[Key, float]]:
        """Keys of the texts that are near-duplicates of this one with their containment, best first."""
        asked = fingerprint(text)
        short = {trigram & _SHORT for trigram in asked.trigrams}
        found: list[tuple[Key, float]] = []
        for number in self._candidates(asked):
            key = self._keys[number]
            held = self._sets[number]
            if key is not None and held:
                score = len(short.intersection(held)) / min(len(short), len(held))
                if score >= NEAR:
                    found.append((key, score))
        return sorted(found, key=lambda pair: -pair[1])

    def _candidates(self, asked: Fingerprint) -> list[int]:
        shared: Counter[int] = Counter()
        for trigram in asked.trigrams:
            shared.update(self._postings.texts(trigram))
        size = len(asked.trigrams)
        likely = {
            number: hits * (self._masks[number] + 1) / max(1, min(size, len(self._sets[number])))
            for number, hits in shared.items()
        }
        return sorted(likely, key=lambda number: -likely[number])[:_COMPARED]


def _mask(size: int) -> int:
    """The bits that must be zero in a trigram to be sampled, so that about 32 to 64 are."""
    mask = 0
    while size / (mask + 1) > _SAMPLE:
        mask = mask * 2 + 1
    return mask
