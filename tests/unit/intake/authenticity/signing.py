"""Signs mails for the tests: with dkimpy, so that our reading of the standards is held against another's."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

MAIL = (
    b"From: Stadt Lindenau <presse@lindenau.example>\r\n"
    b"To: redaktion@depesche.example\r\n"
    b"Subject: Neue Bruecke\r\n  ist fertig\r\n"
    b"Date: Thu, 03 Jul 2025 10:00:00 +0200\r\n"
    b"Message-ID: <1@lindenau.example>\r\n"
    b"\r\n"
    b"Die Bruecke  ist fertig. \r\n\r\nSie ist lang.\r\n\r\n\r\n"
)


@cache
def rsa_key(bits: int = 2048) -> tuple[bytes, str]:
    """A private key as PEM and the text of its key record."""
    key = generate_private_key(65537, bits)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return pem, f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"


@cache
def ed25519_key() -> tuple[bytes, str]:
    """A private key as dkimpy wants it and the text of its key record (RFC 8463)."""
    key = Ed25519PrivateKey.generate()
    private = base64.b64encode(key.private_bytes_raw())
    return private, f"v=DKIM1; k=ed25519; p={base64.b64encode(key.public_key().public_bytes_raw()).decode()}"


@dataclass
class Zone:
    """Names and texts for a test."""

    records: dict[str, Any] = field(default_factory=dict)

    def sign(
        self,
        mail: bytes = MAIL,
        *,
        domain: str = "lindenau.example",
        selector: str = "s1",
        ed25519: bool = False,
        **how: Any,
    ) -> bytes:
        private, record = ed25519_key() if ed25519 else rsa_key()
        self.records[f"{selector}._domainkey.{domain}"] = record
        algorithm = b"ed25519-sha256" if ed25519 else b"rsa-sha256"
        how.setdefault("signature_algorithm", algorithm)
        return dkim.sign(mail, selector.encode(), domain.encode(), private, **how) + mail

    def seal(self, mail: bytes, *, domain: str = "list.example", name: bytes = b"mx.list.example") -> bytes:
        private, record = rsa_key()
        self.records[f"arc._domainkey.{domain}"] = record
        results = b"Authentication-Results: " + name + b"; spf=pass smtp.mailfrom=lindenau.example; arc=none\r\n"
        lines = dkim.arc_sign(results + mail, b"arc", domain.encode(), private, name)
        return b"".join(lines) + mail
