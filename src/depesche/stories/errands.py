"""Errands: what a publish leaves for later, because no reader waits for it. Kept in rows, done by the worker.

Wagtail gives such work to django-tasks (which page shows which picture, the desk's search); `Later` is our backend for
it. An errand commits together with what it follows from. It can be repeated, so one that was cut off is done again.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id, normalize_json

SETTLING = timedelta(seconds=2)
"""So long an errand waits: the story it follows from is with its readers first."""

MOST_AT_ONCE = 500
LONGEST_PAUSE = timedelta(minutes=5)
_log = logging.getLogger(__name__)


class Errand(models.Model):
    """A call to be made later: the task's name and its arguments. One that fails is tried again from `retry_at` on."""

    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    priority = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.task.rpartition('.')[2]} {self.arguments.get('args', '')}"


class Later(BaseTaskBackend):
    """A django-tasks backend that keeps each call as an errand."""

    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> TaskResult[Any]:
        self.validate_task(task)
        Errand.objects.create(
            task=task.module_path,
            arguments=normalize_json({"args": list(args), "kwargs": dict(kwargs)}),
            priority=task.priority,
        )
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


def run_open(*, now: datetime, settled: bool = True) -> int:
    """Do what is due, the same call once for all that ask for it; how many errands that settled.

    `settled` leaves what was made this moment for a later round, unless it is urgent.
    """
    due = Errand.objects.filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now))
    if settled:
        due = due.filter(Q(priority__gt=0) | Q(made_at__lte=now - SETTLING))
    found: dict[tuple[str, str], list[Errand]] = {}
    for errand in due.order_by("-priority", "pk")[:MOST_AT_ONCE]:
        found.setdefault((errand.task, repr(errand.arguments)), []).append(errand)
    return sum(_do(same, now=now) for same in found.values())


def _do(same: Sequence[Errand], *, now: datetime) -> int:
    first = same[0]
    keys = [errand.pk for errand in same]
    try:
        import_string(first.task).call(*first.arguments["args"], **first.arguments["kwargs"])
    except ObjectDoesNotExist:
        _log.debug("%s: what it was about is gone", first)
    except Exception as error:
        wait = min(timedelta(seconds=2 ** min(first.attempts, 12)), LONGEST_PAUSE)
        _log.warning("%s failed and is tried again in %.0f s: %s", first, wait.total_seconds(), error)
        Errand.objects.filter(pk__in=keys).update(
            attempts=first.attempts + 1, retry_at=now + wait, error=f"{type(error).__name__}: {error}"[:2000]
        )
        return 0
    # Deleted when done, and by key: what was ordered meanwhile is another errand.
    Errand.objects.filter(pk__in=keys).delete()
    return len(same)
