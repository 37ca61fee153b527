"""Encrypting a push message for one browser: RFC 8291 over RFC 8188 (`aes128gcm`), as one record."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

LONGEST = 3000
"""Bytes of a message; push services take 4096 with everything around it."""

_RECORD = 4096
_KEY_LENGTH, _SECRET_LENGTH = 65, 16


class BadKeys(ValueError):
    """What a browser sent as its keys is none."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A browser's public key (an uncompressed point of P-256) and its secret, as bytes."""

    public: bytes
    auth: bytes


def keys(p256dh: str, auth: str) -> Keys:
    """The keys of a `PushSubscription`, in base64url. Raises `BadKeys`."""
    found = Keys(decoded(p256dh), decoded(auth))
    if len(found.public) != _KEY_LENGTH or len(found.auth) != _SECRET_LENGTH:
        raise BadKeys("a key of 65 and a secret of 16 bytes are needed")
    _point(found.public)
    return found


def encrypt(
    message: bytes,
    receiver: Keys,
    *,
    generate: Callable[[], ec.EllipticCurvePrivateKey] = lambda: ec.generate_private_key(ec.SECP256R1()),
    random: Callable[[int], bytes] = os.urandom,
) -> bytes:
    """The body to be sent with `Content-Encoding: aes128gcm`. Raises `ValueError` for a message that is too long."""
    if len(message) > LONGEST:
        raise ValueError(f"a push message has at most {LONGEST} bytes")
    own, salt = generate(), random(16)
    public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(ec.ECDH(), _point(receiver.public))
    secret = _hkdf(shared, salt=receiver.auth, info=b"WebPush: info\0" + receiver.public + public, length=32)
    key = _hkdf(secret, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = _hkdf(secret, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    head = salt + _RECORD.to_bytes(4, "big") + len(public).to_bytes(1, "big") + public
    return head + AESGCM(key).encrypt(nonce, message + b"\x02", None)


def decoded(text: str) -> bytes:
    """Base64url, with or without padding. Raises `BadKeys`."""
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars="-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadKeys("no base64url") from None


def encoded(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")


def _point(public: bytes) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    except ValueError:
        raise BadKeys("no point of the curve P-256") from None


def _hkdf(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)
