"""Passkeys as the second factor (W3C WebAuthn, level 2): kept and checked by django-allauth and python-fido2.

A passkey belongs to the host name it was made on. Browsers offer none on an address without encryption, but for
`localhost`, and none on a bare IP address. What is asked stands in the session until it is answered, once.
"""

from __future__ import annotations

import ipaddress
import json
from typing import Any
from urllib.parse import urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from depesche.accounts.models import User

Options = dict[str, Any]
LONGEST_NAME = 60
_WRONG = (ValidationError, ValueError, TypeError, KeyError, AttributeError, ImmediateHttpResponse)
"""What the two libraries raise for an answer that is none."""


def possible(request: HttpRequest) -> bool:
    """Whether a browser lets somebody use a passkey on the address that was asked."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    return request.is_secure() and not _is_number(host)


def elsewhere(request: HttpRequest, path: str) -> str:
    """Where `path` of the same newsroom can be reached with passkeys, if it runs on this very machine; else empty."""
    asked = urlsplit(f"//{request.get_host()}")
    if request.is_secure() or not asked.hostname or not _is_number(asked.hostname):
        return ""
    port = f":{asked.port}" if asked.port else ""
    return f"http://localhost{port}{path}" if ipaddress.ip_address(asked.hostname).is_loopback else ""


def of(user: User) -> list[Authenticator]:
    """The passkeys of an account, the oldest first."""
    return list(Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("pk"))


def options_to_make(user: User) -> Options:
    """What the browser's `navigator.credentials.create` is given, as JSON."""
    return _plain(auth.begin_registration(user, False))


def add(user: User, answer: str, *, name: str) -> bool:
    """Keep the passkey that the browser made. Whether it was an answer to what was asked."""
    try:
        credential = json.loads(answer)
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except _WRONG:
        return False
    auth.WebAuthn.add(user, name[:LONGEST_NAME], credential)
    return True


def options_to_use(user: User) -> Options:
    """What the browser's `navigator.credentials.get` is given, as JSON."""
    return _plain(auth.begin_authentication(user))


def accepts(user: User, answer: str) -> bool:
    """Whether one of the account's passkeys signed what was asked."""
    try:
        credential = json.loads(answer)
        auth.parse_authentication_response(credential)
        used = auth.complete_authentication(user, credential)
    except _WRONG:
        return False
    used.record_usage()
    return True


def _plain(options: Options) -> Options:
    """Without the library's own kinds of mappings and strings."""
    found: Options = json.loads(json.dumps(options, default=dict))
    return found


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
