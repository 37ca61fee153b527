"""Who sends a push message, told to the push service: VAPID, RFC 8292. The key makes itself, for its owner only."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from depesche.kit.web.push_encryption import encoded

LIFETIME = 12 * 3600
"""Seconds for which a token holds; the standard allows a day."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The house's key, and where its people can be reached (`mailto:` or `https:`)."""

    key: ec.EllipticCurvePrivateKey
    contact: str

    @property
    def public(self) -> str:
        """What browsers subscribe with (`applicationServerKey`), in base64url."""
        return encoded(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def authorization(self, endpoint: str, *, now: int) -> str:
        """The `Authorization` header for a message to an endpoint; `now` in seconds since 1970."""
        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now + LIFETIME, "sub": self.contact}
        signed = ".".join(_part(part) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
        r, s = decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"vapid t={signed}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}, k={self.public}"


def obtain(path: Path) -> ec.EllipticCurvePrivateKey:
    """The key kept in `path`, made at the first call (mode 0600). Two processes starting at once agree on one.

    Raises `OSError` when it cannot be kept, and `ValueError` when the file holds no such key.
    """
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise ValueError(f"{path} holds no key of the curve P-256")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    made = ec.generate_private_key(ec.SECP256R1())
    content = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # Fails when another process was first: then its key holds.
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _part(claims: Mapping[str, object]) -> str:
    return encoded(json.dumps(claims, separators=(",", ":")).encode())
