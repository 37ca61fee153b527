"""Between the password and the desk: who knew the password waits here until the second factor is shown.

What is kept in the session meanwhile signs nobody in, and is good for ten minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from depesche.accounts.models import User

_KEY = "sign_in"
GOOD_FOR = 600.0
"""Seconds in which the second factor is to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who knew the password. `leads_to` is an address of ours, checked before."""

    user: User
    leads_to: str
    remember: bool


def wait(request: HttpRequest, waiting: Waiting) -> None:
    """Remember who it is, in a session with a new name, as signing in itself does."""
    request.session.cycle_key()
    until = timezone.now().timestamp() + GOOD_FOR
    request.session[_KEY] = [waiting.user.pk, waiting.leads_to, waiting.remember, until]


def who_waits(request: HttpRequest) -> Waiting | None:
    """Who has still to show the second factor; nobody after ten minutes, or when the account was closed."""
    match request.session.get(_KEY):
        case [key, leads_to, remember, until] if until > timezone.now().timestamp():
            user = User.objects.filter(pk=key, is_active=True).first()
            return Waiting(user=user, leads_to=leads_to, remember=remember) if user else None
        case _:
            return None


def let_in(request: HttpRequest, waiting: Waiting) -> None:
    """The second factor was shown: signed in from here on."""
    request.session.pop(_KEY, None)
    login(request, waiting.user)
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if waiting.remember else 0)
