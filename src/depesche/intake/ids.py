"""Identifiers that sort by time: 48 bits of milliseconds and 80 of chance, in Crockford's base 32 (the ULID layout)."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from depesche.kit.clock import Clock, utc_now

LENGTH = 26
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHANCE_BITS = 80


def encode(number: int) -> str:
    """`number` as 26 characters; numbers that sort give strings that sort."""
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range((LENGTH - 1) * 5, -1, -5))


class Ids:
    """Makes identifiers that never fall, even when the clock does; safe to share between threads."""

    def __init__(self, *, clock: Clock = utc_now, chance: Callable[[int], int] = secrets.randbits) -> None:
        self._clock = clock
        self._chance = chance
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> str:
        milliseconds = int(self._clock().timestamp() * 1000)
        with self._lock:
            number = (milliseconds << _CHANCE_BITS) | self._chance(_CHANCE_BITS)
            if milliseconds <= self._last >> _CHANCE_BITS:
                number = self._last + 1 + self._chance(32)
            self._last = number
        return encode(number)
