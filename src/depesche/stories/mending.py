"""The archive's index is derived: when it is missing or damaged, or lacks articles, it is built anew from what is
published."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Iterator

from django.db import connection

from depesche.archive.generations import ArchiveBusyError
from depesche.bakery import schema
from depesche.stories import documents, plant, selectors
from depesche.stories.models import Change

CHUNK = 200
COUNT_EVERY = 3600.0
"""Seconds."""
_log = logging.getLogger(__name__)


def mend_archive() -> int:
    """Build the index anew if it needs it; 1 when that was done. Search answers from what there is meanwhile."""
    reason = _damage()
    return _build(reason) if reason else 0


class Mending:
    """The worker's care for the index. It is built anew in a thread of its own, so that schedules fire meanwhile.

    After the start and every hour the articles are counted as well: index or database may be an older copy that was
    put back. `monotonic` counts seconds.
    """

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._count_at = -math.inf
        self._building: threading.Thread | None = None

    def step(self) -> int:
        """Begin to build the index anew if it needs it; 1 when that was begun."""
        if self._building is not None and self._building.is_alive():
            return 0
        reason = _damage() or (self._difference() if self._monotonic() >= self._count_at else "")
        if not reason:
            return 0
        self._building = threading.Thread(target=_build_apart, args=(reason,), name="archive-rebuild", daemon=True)
        self._building.start()
        return 1

    def wait(self) -> None:
        """Until what was begun is done."""
        if self._building is not None:
            self._building.join()

    def _difference(self) -> str:
        with plant.lock():  # What a press is about to add is not missing.
            if Change.objects.filter(done_at__isnull=True).exclude(kind=Change.Kind.REBUILD).exists():
                return ""
            held, public = plant.archive().articles, selectors.published().count()
        self._count_at = self._monotonic() + COUNT_EVERY
        return "" if held == public else f"it holds {held} articles, public are {public}"


def _damage() -> str:
    """Why the index has to be built anew; empty when it is well, or when there is nothing to hold."""
    reason = plant.archive().needs_rebuild
    return reason if reason and selectors.published().exists() else ""


def _build_apart(reason: str) -> None:
    try:
        _build(reason)
    except Exception:
        _log.exception("the archive could not be built anew")
    finally:
        connection.close()


def _build(reason: str) -> int:
    _log.warning("the archive is built anew: %s", reason)
    try:
        count = rebuild_archive()
    except ArchiveBusyError:
        return 0  # Another process is at it.
    _log.info("the archive holds %d articles", count)
    return 1


def rebuild_archive(progress: Callable[[int], None] | None = None) -> int:
    """Build the index anew, whatever state it is in; how many articles it holds. Raises `ArchiveBusyError`.

    `progress` is called with the number of articles so far.
    """
    return plant.archive().rebuild(_published(), progress)


def _published() -> Iterator[schema.ArticleDocument]:
    keys = list(selectors.published().values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        pages = selectors.published().filter(pk__in=keys[start : start + CHUNK])
        yield from map(documents.article, pages.prefetch_related("bylines__author", "topics", "picture__renditions"))
