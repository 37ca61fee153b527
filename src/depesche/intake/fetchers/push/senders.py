"""The senders of the push door, in the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections

from depesche.intake.channels import register, tokens
from depesche.intake.fetchers.push.reception import FETCHER, Sender
from depesche.intake.models import Receipt
from depesche.kit.clock import Clock, utc_now


class RegisteredSenders:
    """Each call is made in a thread of its own and gives its connection back."""

    def __init__(self, *, clock: Clock = utc_now) -> None:
        self._clock = clock

    def find(self, token: str) -> Sender | None:
        with _database():
            channel = tokens.find(token)
            if channel is None:
                return None
            return Sender(channel.pk, channel.name, tokens.signing_key(channel) if channel.signed else "")

    def earlier(self, sender: Sender, sha256: str) -> str:
        with _database():
            found = Receipt.objects.filter(sha256=sha256, fetcher=FETCHER, source=sender.name).order_by("arrival_id")
            return found.values_list("arrival_id", flat=True).first() or ""

    def promised(self, sender: Sender, sha256: str, arrival_id: str) -> str:
        with _database():
            return register.promise(sender.id, sha256, arrival_id, at=self._clock())

    def received(self, sender: Sender) -> None:
        with _database():
            register.received(sender.id, at=self._clock())


@contextmanager
def _database() -> Iterator[None]:
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()
