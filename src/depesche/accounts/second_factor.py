"""The second factor of an account: passkeys, codes of an app (TOTP, RFC 6238), and recovery codes, by django-allauth.

Everything that is known of its insides stands here, in `passkeys` and in `lost_factors`. An account without a second
factor signs in with its password alone.
"""

from __future__ import annotations

import base64
import hashlib

from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from qrcode.main import QRCode

from depesche.accounts import passkeys
from depesche.accounts.models import User

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_CODES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


class Adapter(DefaultMFAAdapter):
    """Encrypts what is kept with the house's key, so that a stolen database alone is no second factor."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises `InvalidToken` when the house's key is another one now."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whose passkey it is, as the browser and the telephone show it."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.MFA_TOTP_ISSUER}


def is_on(user: User) -> bool:
    """Whether this account signs in with a passkey or a code besides the password."""
    return bool(Authenticator.objects.filter(user=user, type__in=_FACTORS).exists())


def has_app(user: User) -> bool:
    """Whether an authenticator app belongs to the account."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def new_secret() -> str:
    """A secret to be shown once, and kept only when a code proves that an app has it."""
    return str(generate_totp_secret())


def address_of(user: User, secret: str) -> str:
    """What an authenticator app reads: an `otpauth:` address."""
    return str(get_adapter().build_totp_url(user, secret))


def picture_of(address: str) -> str:
    """The address as a QR code, an SVG element for a page."""
    drawn = str(get_adapter().build_totp_svg(address))
    return drawn[drawn.index("<svg") :]


def print_picture(address: str) -> None:
    """The address as a QR code of characters, on standard output: for setting up in a terminal."""
    code = QRCode()
    code.add_data(address)
    code.print_ascii(invert=True)


@transaction.atomic
def switch_on(user: User, *, secret: str, code: str) -> list[str] | None:
    """With a code of the app: the second factor is on from now, and here are the recovery codes. Else `None`."""
    if has_app(user) or not validate_totp_code(secret, code.replace(" ", "")):
        return None
    TOTP.activate(user, secret)
    return _recovery_codes(user)


@transaction.atomic
def add_passkey(user: User, answer: str, *, name: str) -> list[str] | None:
    """With what a browser answered: the passkey is good from now, and here are the recovery codes. Else `None`."""
    return _recovery_codes(user) if passkeys.add(user, answer, name=name) else None


def accepts(user: User, code: str, request: HttpRequest | None) -> bool:
    """Whether it is the app's code or a recovery code; each is good once. Who guesses must wait for minutes."""
    who = f"second-factor:{user.pk}"
    if request and not ratelimit.consume(request, action="login_failed", key=who, dry_run=True):
        return False
    try:
        found = any(one.wrap().validate_code(code.replace(" ", "")) for one in _of(user))
    except InvalidToken:
        found = False
    if not found and request:
        ratelimit.consume(request, action="login_failed", key=who)
    return found


def _recovery_codes(user: User) -> list[str]:
    return [str(one) for one in RecoveryCodes.activate(user).get_unused_codes()]


def _of(user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user, type__in=_CODES).order_by("-type"))


def _box() -> Fernet:
    key = hashlib.sha256(b"depesche second factor\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
