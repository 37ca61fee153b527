"""Tokens for the push door. Of a token only its SHA-256 is kept; what signs is derived and kept nowhere.

A token has 256 bits of chance, so that a plain hash is as good as a slow one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from depesche.intake.polling_models import Channel, ChannelKind, ChannelState

_PREFIX = "dp_"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Handout:
    """What a sender is given, once. `key` is "" unless the sender must sign."""

    channel: Channel
    token: str
    key: str


def make(name: str, *, signed: bool = False, chance: Callable[[int], bytes] = secrets.token_bytes) -> Handout:
    """A new token for the sender called `name`; one the sender had before stays good until its source is removed."""
    token = _PREFIX + base64.urlsafe_b64encode(chance(32)).decode().rstrip("=")
    channel = Channel.objects.create(
        kind=ChannelKind.PUSH, name=name[:200], interval=0, token_hash=_hash(token), signed=signed
    )
    return Handout(channel, token, signing_key(channel) if signed else "")


def find(token: str) -> Channel | None:
    """Whose token it is; None when it is nobody's or its source is paused."""
    if not token or len(token) > _LONGEST:
        return None
    wanted = _hash(token)
    channel = Channel.objects.filter(token_hash=wanted, state=ChannelState.ACTIVE).first()
    if channel is None or not hmac.compare_digest(channel.token_hash or "", wanted):
        return None
    return channel


def signing_key(channel: Channel) -> str:
    """The key this sender signs with. It changes with the token and with the newsroom's secret key."""
    made_of = f"depesche push {channel.pk} {channel.token_hash}".encode()
    digest = hmac.digest(str(settings.SECRET_KEY).encode(), made_of, "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
