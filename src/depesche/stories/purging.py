"""Telling a CDN what was baked anew. An errand: a CDN that is slow or away never holds up a story."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django_tasks import task
from wagtail.contrib.frontend_cache.utils import get_backends

from depesche.stories import plant
from depesche.stories.selectors import FEED_NAMES

MOST_IN_ONE = 100
"""Addresses of one errand: after a rebuild, one that fails does not begin everything anew."""

_URGENT = 10
_WAGTAIL = "wagtail.frontendcache"


class NotPurged(Exception):
    """The CDN did not take it."""


def order(paths: Iterable[str]) -> None:
    """Leave to the worker that the CDN forgets what stands at these paths. Nothing without `DEPESCHE_CDN_URL`.

    In the transaction that calls a change done, so that a crash in between repeats both.
    """
    if not settings.WAGTAILFRONTENDCACHE:
        return
    origin = plant.config().origin
    urls = [origin + quote(address) for path in dict.fromkeys(paths) for address in _addresses(path)]
    for start in range(0, len(urls), MOST_IN_ONE):
        purge.enqueue(urls[start : start + MOST_IN_ONE])


def _addresses(path: str) -> list[str]:
    """A path stands for all that is baked with it: an article's data, a feed's three formats."""
    if path.endswith("/feed.xml"):
        return [path.removesuffix("feed.xml") + name for name in FEED_NAMES]
    return [path, f"{path}index.json"] if path.endswith("/") and path.count("/") == 3 else [path]


@task(priority=_URGENT)
def purge(urls: Sequence[str]) -> None:
    """Ask every configured cache to forget these addresses. Raises `NotPurged`."""
    for backend in get_backends().values():
        with _complaints() as said:
            backend.purge_batch(list(urls))
        if said:
            raise NotPurged(f"{len(said)} of {len(urls)} addresses: {said[0]}")


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What Wagtail's backends complain of: they log what went wrong, and raise nothing."""
    handler = _Complaints()
    logger = logging.getLogger(_WAGTAIL)
    logger.addHandler(handler)
    try:
        yield handler.said
    finally:
        logger.removeHandler(handler)
