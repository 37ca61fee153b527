"""The archive's index is derived: when it is missing or damaged, it is built anew from what is published."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from depesche.archive.generations import ArchiveBusyError
from depesche.bakery import schema
from depesche.stories import documents, plant, selectors

CHUNK = 200
_log = logging.getLogger(__name__)


def mend_archive() -> int:
    """Build the index anew if it needs it; 1 when that was done. Search answers from what there is meanwhile."""
    reason = plant.archive().needs_rebuild
    if not reason or not selectors.published().exists():
        return 0
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
