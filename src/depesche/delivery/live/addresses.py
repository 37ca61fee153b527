"""How many live connections each address holds, over all fronts of this machine.

Every front counts in a small file of its own, mapped into memory; the sum is read from all of them. Addresses are
hashed into a fixed number of counters, so that memory is bounded; two busy addresses may share one, seldom.
"""

from __future__ import annotations

import hashlib
import ipaddress
import mmap
import os
from pathlib import Path

_COUNTERS = 65_536
_BYTES = _COUNTERS * 2
_MOST = 65_535


class AddressCounts:
    """The cap on live connections from one address. `limit` 0 means none."""

    def __init__(self, folder: Path, *, index: int, fronts: int, limit: int) -> None:
        self._limit = limit
        if limit:
            self._tables = [_table(folder / f"live-addresses-{number}") for number in range(fronts)]
            self._own = self._tables[index]
            self._own[:] = bytes(_BYTES)  # whoever counted here before is dead
            self._counts = [memoryview(table).cast("H") for table in self._tables]
            self._own_counts = self._counts[index]

    def take(self, address: str) -> bool:
        """Count one more connection; False, and nothing counted, when the address has all it may."""
        if not self._limit:
            return True
        counter = _counter(address)
        if sum(counts[counter] for counts in self._counts) >= min(self._limit, _MOST):
            return False
        self._own_counts[counter] += 1
        return True

    def give_back(self, address: str) -> None:
        """Count one less; for a connection that was taken."""
        if self._limit:
            self._own_counts[_counter(address)] -= 1


def _table(file: Path) -> mmap.mmap:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.truncate(descriptor, _BYTES)
        return mmap.mmap(descriptor, _BYTES)
    finally:
        os.close(descriptor)


def _counter(address: str) -> int:
    return int.from_bytes(hashlib.blake2b(_network(address), digest_size=2).digest())


def _network(address: str) -> bytes:
    """What one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address.encode()
    if isinstance(parsed, ipaddress.IPv6Address):
        return parsed.ipv4_mapped.packed if parsed.ipv4_mapped else parsed.packed[:8]
    return parsed.packed
