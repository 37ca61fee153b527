"""How often one address may ask for something, in memory of bounded size that holds no address."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable

MOST = 20_000


class Turnstile:
    """Lets `most` through in each stretch of `seconds`. Addresses are kept as salted hashes, and only so long."""

    def __init__(self, most: int, *, seconds: float, clock: Callable[[], float]) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._salt = secrets.token_bytes(16)
        self._counts: dict[bytes, int] = {}
        self._stretch = 0
        self._lock = threading.Lock()

    def lets_in(self, address: str) -> bool:
        """Count one more; False when it is too many. When very many addresses ask at once, new ones wait."""
        key = hashlib.blake2b(address.encode("utf-8", "replace"), key=self._salt, digest_size=8).digest()
        with self._lock:
            stretch = int(self._clock() / self._seconds)
            if stretch != self._stretch:
                self._stretch, self._counts = stretch, {}
            if key not in self._counts and len(self._counts) >= MOST:
                return False
            self._counts[key] = self._counts.get(key, 0) + 1
            return self._counts[key] <= self._most
