"""Public keys of signers: looked up (RFC 6376, 3.6), read, and asked whether a signature is theirs."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from depesche.intake.authenticity import tags
from depesche.intake.authenticity.names import Names

SMALLEST, LARGEST = 1024, 4096
"""Bits of an RSA key: fewer can be forged (RFC 8301), more only cost time."""
_LONGEST_RECORD = 2_000
_MOST_RECORDS = 3


class BadKey(Exception):
    """No key that can be used; the argument is the reason, one word."""


@dataclass(frozen=True, slots=True)
class Key:
    """A signer's public key. `strict`: `i=` must name the very domain (flag `s`)."""

    public: RSAPublicKey | Ed25519PublicKey
    strict: bool = False

    def signed(self, algorithm: str, data: bytes, signature: bytes) -> bool:
        """Whether `signature` over `data` was made with this key; `rsa-sha256` or, by RFC 8463, `ed25519-sha256`."""
        try:
            if isinstance(self.public, RSAPublicKey):
                if algorithm != "rsa-sha256":
                    return False
                self.public.verify(signature, data, PKCS1v15(), SHA256())
            else:
                if algorithm != "ed25519-sha256":
                    return False
                self.public.verify(signature, hashlib.sha256(data).digest())
        except (InvalidSignature, ValueError):
            return False
        return True


def look_up(selector: str, domain: str, names: Names) -> Key:
    """The key at `<selector>._domainkey.<domain>`. Raises `BadKey` and `names.Unanswered`."""
    records = names.ask(f"{selector}._domainkey.{domain}", "TXT")
    trouble = BadKey("no_key")
    for record in records[:_MOST_RECORDS]:
        try:
            return read(record)
        except BadKey as error:
            trouble = error
    raise trouble


def read(record: str) -> Key:
    """A key record. Raises `BadKey`."""
    if len(record) > _LONGEST_RECORD:
        raise BadKey("bad_key")
    try:
        found = tags.read(record)
        content = base64.b64decode(tags.compact(found["p"]), validate=True)
    except (tags.BadTags, KeyError, binascii.Error, ValueError) as error:
        raise BadKey("bad_key") from error
    if not content:
        raise BadKey("revoked_key")
    if found.get("v", "DKIM1") != "DKIM1" or not _serves_mail(found):
        raise BadKey("bad_key")
    return Key(_public(found.get("k", "rsa"), content), strict="s" in _listed(found.get("t", "")))


def _public(kind: str, content: bytes) -> RSAPublicKey | Ed25519PublicKey:
    try:
        if kind == "ed25519":
            return Ed25519PublicKey.from_public_bytes(content)
        public = load_der_public_key(content) if kind == "rsa" else None
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadKey("bad_key") from error
    if not isinstance(public, RSAPublicKey):
        raise BadKey("bad_key")
    if not SMALLEST <= public.key_size <= LARGEST:
        raise BadKey("weak_key" if public.key_size < SMALLEST else "bad_key")
    return public


def _serves_mail(found: dict[str, str]) -> bool:
    services, hashes = _listed(found.get("s", "*")), _listed(found.get("h", "sha256"))
    return bool({"*", "email"} & set(services)) and "sha256" in hashes


def _listed(value: str) -> list[str]:
    return [part.strip().lower() for part in value.split(":")]
