"""Subscriptions in the database, as the callback asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import close_old_connections

from depesche.intake.channels import register
from depesche.intake.fetchers.websub.reception import Subscribed
from depesche.intake.polling_models import ChannelState, Subscription
from depesche.kit.clock import Clock, utc_now


class StoredSubscriptions:
    """Each call is made in a thread of its own and gives its connection back."""

    def __init__(self, *, clock: Clock = utc_now) -> None:
        self._clock = clock

    def find(self, key: str) -> Subscribed | None:
        """Whose callback it is; None when there is none, or its source is paused."""
        with _database():
            found = Subscription.objects.select_related("channel").filter(key=key[:64]).first()
            if found is None or found.channel.state != ChannelState.ACTIVE:
                return None
            channel = found.channel
            return Subscribed(channel.pk, channel.name, channel.address, found.topic, register.hub_secret(found))

    def confirm(self, subscribed: Subscribed, *, seconds: int) -> None:
        until = self._clock() + timedelta(seconds=seconds)
        with _database():
            Subscription.objects.filter(channel_id=subscribed.channel_id).update(lease_until=until, refused="")

    def refuse(self, subscribed: Subscribed, *, reason: str) -> None:
        with _database():
            Subscription.objects.filter(channel_id=subscribed.channel_id).update(lease_until=None, refused=reason)

    def received(self, subscribed: Subscribed) -> None:
        with _database():
            register.received(subscribed.channel_id, at=self._clock())


@contextmanager
def _database() -> Iterator[None]:
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()
