"""The password once more, before a deed that a desk left open must not do. Who guesses must wait for minutes."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest

from depesche.accounts.models import User


def knows_password(request: HttpRequest, user: User, password: str) -> bool:
    """Whether it is the password of the one who asks; never, for five minutes, after five wrong ones."""
    who = f"password:{user.pk}"
    if not ratelimit.consume(request, action="login_failed", key=who, dry_run=True):
        return False
    if user.check_password(password):
        return True
    ratelimit.consume(request, action="login_failed", key=who)
    return False
