"""How many mails a minute one address may hand in."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from dataclasses import dataclass

_MOST_ADDRESSES = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    seen: float


class Rates:
    """A token bucket for each address: `per_minute` mails at once, refilled evenly; 0 means no limit.

    An IPv6 host owns a whole /64, so that is what counts as one address. Times are seconds of any steady clock.
    """

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def allow(self, address: str, *, now: float) -> bool:
        """Take one token of `address`; False when there is none."""
        if not self._per_minute:
            return True
        key = _network(address)
        bucket = self._buckets.pop(key, None) or _Bucket(left=float(self._per_minute), seen=now)
        refill = max(0.0, now - bucket.seen) * self._per_minute / 60
        bucket.left = min(float(self._per_minute), bucket.left + refill)
        bucket.seen = now
        self._buckets[key] = bucket
        if len(self._buckets) > _MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
