"""What goes out to others when something happened: whom the outbox owes a message besides the open pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models.signals import post_save

from depesche.outgoing import push, webhooks
from depesche.stories.models import Change


def connect() -> None:
    """Called once, when Django is ready."""
    post_save.connect(_recorded, sender=Change, dispatch_uid="outgoing.recorded")


def deliver(*, now: datetime) -> int:
    """For the worker: send what is due; how much there was."""
    return webhooks.deliver(now=now) + push.deliver(now=now)


def _recorded(*, instance: Change, created: bool, raw: bool = False, **_rest: Any) -> None:
    """In the transaction of the change itself, so that neither is there without the other."""
    if created and not raw and instance.kind != Change.Kind.REBUILD:
        webhooks.enqueue(instance)
        push.enqueue(instance)
