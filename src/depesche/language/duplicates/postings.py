"""A compact table from trigram to the numbers of the texts that hold it.

A Python dictionary would take some 100 bytes for each of the millions of trigrams; this open hash table takes eight.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

MOST_TEXTS = 64
"""A trigram in more texts than this is boilerplate: it leads nowhere, and further texts are not noted under it."""

_FREE = 0xFFFFFFFF
_FIRST_BITS = 12
_SPREAD = 0x9E3779B1
_FULLEST = 0.75


class Postings:
    """Grows by doubling; entries stay for good."""

    def __init__(self) -> None:
        self._bits = _FIRST_BITS
        self._trigrams, self._texts = self._empty()
        self._count = 0

    def add(self, trigram: int, text: int) -> None:
        """Note that the text of this number holds the trigram."""
        if self._count >= len(self._texts) * _FULLEST:
            self._grow()
        self._place(trigram, text)

    def texts(self, trigram: int) -> Iterator[int]:
        """Numbers of the texts noted under a trigram."""
        mask = len(self._texts) - 1
        slot = self._slot(trigram)
        while (text := self._texts[slot]) != _FREE:
            if self._trigrams[slot] == trigram:
                yield text
            slot = (slot + 1) & mask

    def _place(self, trigram: int, text: int) -> None:
        mask = len(self._texts) - 1
        slot = self._slot(trigram)
        same = 0
        while self._texts[slot] != _FREE:
            same += self._trigrams[slot] == trigram
            if same == MOST_TEXTS:
                return
            slot = (slot + 1) & mask
        self._trigrams[slot] = trigram
        self._texts[slot] = text
        self._count += 1

    def _slot(self, trigram: int) -> int:
        """Multiplied, since the trigrams noted are a sample that has some bits in common."""
        return (trigram * _SPREAD & _FREE) >> (32 - self._bits)

    def _grow(self) -> None:
        trigrams, texts = self._trigrams, self._texts
        self._bits += 1
        self._trigrams, self._texts = self._empty()
        self._count = 0
        for trigram, text in zip(trigrams, texts, strict=True):
            if text != _FREE:
                self._place(trigram, text)

    def _empty(self) -> tuple[array[int], array[int]]:
        return array("I", bytes(4 << self._bits)), array("I", b"\xff" * (4 << self._bits))
