"""The worker's round for stories: finishes what a crash left, fires schedules, bakes anew what was ordered."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone

from depesche.stories import breaking, errands, fronts, mending, picture_changes, plant, press, rebuilding, schedule
from depesche.stories.models import Change

KEEP_CHANGES = timedelta(days=30)
LIVE_RETENTION = timedelta(hours=24)
_going = rebuilding.Going()
_mending = mending.Mending()
_log = logging.getLogger(__name__)


def step() -> int:
    """One round; how many things were done. Call it about once a second."""
    close_old_connections()
    now = timezone.now()
    done = schedule.fire(now=now) + picture_changes.end_rights(now=now) + breaking.expire(now=now)
    done += fronts.expire(now=now)
    done += press.run_open() + errands.run_open(now=now)
    return done + _going.step() + _mending.step()


def tidy() -> None:
    """Forget what nobody asks for any more: old outbox rows, and events past their day."""
    Change.objects.filter(done_at__lt=timezone.now() - KEEP_CHANGES).delete()
    plant.log().trim(older_than=timezone.now() - LIVE_RETENTION)
