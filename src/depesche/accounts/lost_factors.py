"""Second factors that were lost: who has which, and an administrator's deed of taking one away, on record.

The record is Wagtail's log of the account. It names the factors and never holds what they are made of.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.fernet import InvalidToken
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from depesche.accounts.models import User

TAKEN_AWAY = "depesche.second_factor.taken_away"
"""The deed's name in Wagtail's log, registered by the desk."""
APP, PASSKEY = "app", "passkey"
_KINDS = {Authenticator.Type.TOTP: APP, Authenticator.Type.WEBAUTHN: PASSKEY}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One second factor. `kind` is `APP` or `PASSKEY`; only passkeys have a name."""

    key: int
    kind: str
    name: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What an account signs in with besides its password. `codes` are the recovery codes left; `None` when the house's
    key is another one than when they were made.
    """

    user: User
    factors: tuple[Factor, ...]
    codes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """That `by` took `factors` (kind and name) of `whose` away; `by` is empty for the command line."""

    at: datetime
    by: str
    whose: str
    factors: tuple[tuple[str, str], ...]


def accounts() -> list[Account]:
    """Every account that can sign in, by name, in three queries however many there are."""
    kept: dict[int, list[Authenticator]] = defaultdict(list)
    for one in Authenticator.objects.order_by("pk"):
        kept[one.user_id].append(one)
    people = User.objects.filter(is_active=True)
    return [_account(user, kept[user.pk]) for user in sorted(people, key=lambda user: str(user).casefold())]


def of(user: User) -> Account:
    """The same of one account."""
    return _account(user, list(Authenticator.objects.filter(user=user).order_by("pk")))


@transaction.atomic
def take_away(user: User, keys: Collection[int], *, by: User | None) -> tuple[Factor, ...]:
    """Take these factors of the account away, and say which were there. With the last one the recovery codes go too:
    from then on the password alone signs in.
    """
    before = of(user)
    lost = tuple(factor for factor in before.factors if factor.key in keys)
    if not lost:
        return ()
    kept = Authenticator.objects.filter(user=user)
    gone = kept if len(lost) == len(before.factors) else kept.filter(pk__in=[factor.key for factor in lost])
    gone.delete()
    log(instance=user, action=TAKEN_AWAY, user=by, data={"factors": [[factor.kind, factor.name] for factor in lost]})
    _log.warning("second factor of account %s taken away by %s", user.pk, by.pk if by else "the command line")
    return lost


def removals(limit: int) -> list[Removal]:
    """The latest ones, newest first."""
    return [
        Removal(
            at=entry.timestamp,
            by=entry.user_display_name if entry.user_id else "",
            whose=entry.label,
            factors=tuple((kind, name) for kind, name in entry.data.get("factors", ())),
        )
        for entry in ModelLogEntry.objects.filter(action=TAKEN_AWAY).select_related("user")[:limit]
    ]


def _account(user: User, kept: list[Authenticator]) -> Account:
    factors = tuple(
        Factor(
            key=one.pk,
            kind=_KINDS[one.type],
            name=one.wrap().name if one.type == Authenticator.Type.WEBAUTHN else "",
            made_at=one.created_at,
            used_at=one.last_used_at,
        )
        for one in kept
        if one.type in _KINDS
    )
    return Account(user=user, factors=factors, codes=_codes(kept))


def _codes(kept: list[Authenticator]) -> int | None:
    try:
        return sum(
            len(RecoveryCodes(one).get_unused_codes()) for one in kept if one.type == Authenticator.Type.RECOVERY_CODES
        )
    except InvalidToken:
        return None
