"""Signatures of bodies: our own, with a time against replays, and those that WebSub hubs make.

Ours: `X-Depesche-Signature: t=<seconds since the epoch>,v1=<hex>`, where the hex is HMAC-SHA256 of `<t>.<body>`.
"""

from __future__ import annotations

import hashlib
import hmac
import re

HEADER = "x-depesche-signature"
WINDOW = 300.0
"""Seconds by which the sender's clock may be off, and after which a recorded request is worth nothing."""
_OURS = re.compile(r"\s*t=(\d{1,12})\s*,\s*v1=([0-9a-fA-F]{64})\s*")
_HUBS = re.compile(r"\s*(sha1|sha256|sha384|sha512)=([0-9a-fA-F]{40,128})\s*")


def sign(body: bytes, *, key: str, at: float) -> str:
    """The header's value for `body`, as a sender makes it."""
    seconds = int(at)
    return f"t={seconds},v1={_digest(body, key, seconds)}"


def holds(value: str, body: bytes, *, key: str, now: float) -> bool:
    """Whether the header's value was made with `key` for just this body, and just now. Takes the same time for all."""
    found = _OURS.fullmatch(value)
    if not found:
        return False
    seconds = int(found[1])
    genuine = hmac.compare_digest(_digest(body, key, seconds), found[2].lower())
    return genuine and abs(now - seconds) <= WINDOW


def hub_signature_holds(value: str, body: bytes, *, secret: str) -> bool:
    """`X-Hub-Signature` as WebSub has it (W3C Recommendation, section 7.1)."""
    found = _HUBS.fullmatch(value)
    if not found:
        return False
    method = getattr(hashlib, found[1])
    return hmac.compare_digest(hmac.new(secret.encode(), body, method).hexdigest(), found[2].lower())


def _digest(body: bytes, key: str, seconds: int) -> str:
    return hmac.new(key.encode(), b"%d.%b" % (seconds, body), hashlib.sha256).hexdigest()
