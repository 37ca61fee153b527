"""Signing what goes out to other people's servers, after Standard Webhooks 1.0: the headers `webhook-id`,
`webhook-timestamp` and `webhook-signature`, HMAC-SHA256 over id, time and body.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping

PREFIX = "whsec_"
TOLERANCE = 300
"""Seconds by which a receiver's clock may be off."""


class Forged(Exception):
    """The signature does not hold, or is too old; the message says which."""


def secret(key: str, name: str) -> str:
    """The signing secret of one receiver, derived from the house's key: nothing more needs to be kept."""
    derived = hmac.digest(key.encode(), f"webhook:{name}".encode(), "sha256")
    return PREFIX + base64.b64encode(derived).decode("ascii")


def headers(secret: str, *, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """What a message is sent with. `timestamp` is in seconds since 1970, of this attempt."""
    signature = base64.b64encode(_digest(secret, message_id, str(timestamp), body)).decode("ascii")
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{signature}",
    }


def verify(secret: str, headers: Mapping[str, str], body: bytes, *, now: int) -> None:
    """What a receiver does with a message; header names in small letters. Raises `Forged`."""
    message_id, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not stamp.isascii() or not stamp.isdecimal() or len(stamp) > 15 or abs(now - int(stamp)) > TOLERANCE:
        raise Forged("the timestamp is missing or too far from now")
    expected = _digest(secret, message_id, stamp, body)
    for signature in headers.get("webhook-signature", "").split():
        version, _comma, encoded = signature.partition(",")
        try:
            given = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            continue
        if version == "v1" and hmac.compare_digest(given, expected):
            return
    raise Forged("no signature fits")


def _digest(secret: str, message_id: str, stamp: str, body: bytes) -> bytes:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return hmac.digest(key, b".".join((message_id.encode(), stamp.encode(), body)), hashlib.sha256)
