"""The press: carries changes out. Renders what they touch, stores it, then tells the open pages.

Every step can be repeated: a change that was half carried out when the power went is carried out again, whole. One
press runs at a time in a house, so that an older state of a page is never stored over a newer one.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from depesche.bakery import schema
from depesche.delivery.live import NewEvent, Reservation
from depesche.delivery.server import notices
from depesche.stories import (
    announcements,
    documents,
    gathering,
    neighbourhood,
    plant,
    purging,
    routes,
    selectors,
    shelf,
)
from depesche.stories.models import Change

LONGEST_PAUSE = timedelta(minutes=5)
"""A change that fails is tried again after 1, 2, 4 ... seconds, and then every so often until it is done."""

BATCH = 100
"""So many changes share one run: a page they all touch is baked once."""
STRETCH = 20
"""So many pages are stored at once; while everything is baked anew, a fresh story passes between two stretches."""

AT_ONCE = 2
"""Of the pages that readers have open, so many are stored before the others are read."""

_log = logging.getLogger(__name__)
_paused = threading.local()
_T = TypeVar("_T")


@contextmanager
def paused() -> Iterator[None]:
    """For imports: changes made inside are carried out together at the end."""
    with held():
        yield
    run_open()


@contextmanager
def held() -> Iterator[None]:
    """What this thread changes inside is not carried out: its caller sees to that."""
    _paused.on = True
    try:
        yield
    finally:
        _paused.on = False


def is_held() -> bool:
    """Whether this thread is in an import or a first filling, whose work is done at its end."""
    return getattr(_paused, "on", False)


def run_now(*, upto: int) -> None:
    """Called when a change was committed: carry it out at once, in line."""
    if not is_held():
        run_open(upto=upto)


def run_open(*, upto: int | None = None) -> int:
    """Carry out the open changes of articles, in order (up to key `upto`); how many were carried out.

    A change that fails stays open, with its error, and is tried again later; it does not hold up others.
    """
    carried = 0
    with plant.lock():
        for batch in batches(list(open_changes(upto)), BATCH):
            carried += _carry_out(batch)
    return carried


def bake_assets() -> None:
    """Store what the theme needs beside the pages: style sheets, modules, fonts, and the page for times of need."""
    with plant.lock():
        oven, publication = plant.oven(), documents.publication()
        oven.bake_assets(publication)
        notices.keep(plant.config().home, oven.html(schema.NoticeDocument(path="/", status=503), publication))


def bake(paths: Iterable[str], *, live_id: int | None = None, progress: Callable[[str], None] | None = None) -> None:
    """Render and store each path, or remove what no longer stands there.

    `live_id` is the newest live event that the pages already show; the log's head unless a publisher reserved ids.
    """
    oven, publication = plant.oven(), documents.publication()
    mark = plant.log().head() if live_id is None else live_id
    for stretch in batches(list(paths), STRETCH):
        with shelf.one_epoch():
            found = routes.documents_at(stretch)
        standing = [document for document in found.values() if document and not isinstance(document, routes.Gone)]
        oven.bake_all(standing, publication, live_id=mark)
        for path, document in found.items():
            if document is None or isinstance(document, routes.Gone):
                oven.remove(path)
            if progress:
                progress(path)


def rehearse(path: str) -> None:
    """Render what stands at a path and keep nothing of it."""
    found = routes.document_at(path)
    if found is not None and not isinstance(found, routes.Gone):
        plant.oven().rehearse(found, documents.publication())


def page_bytes(document: schema.Document) -> bytes:
    """A page as it would be baked, for previews, search and notices."""
    return plant.oven().html(document, documents.publication(), live_id=plant.log().head())


def open_changes(upto: int | None = None) -> Iterable[Change]:
    """What is due of articles, live blogs and breaking lines, in order, up to key `upto`."""
    due = Q(retry_at__isnull=True) | Q(retry_at__lte=timezone.now())
    changes = Change.objects.filter(due, done_at__isnull=True)
    changes = changes.exclude(kind=Change.Kind.REBUILD)
    return changes.filter(pk__lte=upto) if upto else changes


def batches(everything: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    """Pieces of at most `size`, in order."""
    for start in range(0, len(everything), size):
        yield everything[start : start + size]


def _carry_out(batch: Sequence[Change]) -> int:
    started = time.perf_counter()
    try:
        _bake_batch(batch)
    except Exception as error:
        if len(batch) > 1:  # Find the one that fails; the others shall not suffer for it.
            return sum(_carry_out([change]) for change in batch)
        _log.exception("change %s could not be carried out", batch[0].pk)
        _keep_failure(batch[0], error)
        return 0
    names = ", ".join(str(change) for change in batch[:3])
    _log.info("%s: baked in %.0f ms", names, (time.perf_counter() - started) * 1000)
    return len(batch)


def _bake_batch(batch: Sequence[Change]) -> None:
    """A single change goes in two strokes: first what readers have open, and tell them; then the rest."""
    just_baked: set[str] = set()
    if len(batch) == 1 and batch[0].baked_at is None:
        _first_stroke(batch[0])
        just_baked = set(selectors.first_affected_by(batch[0]))
    just_baked -= neighbourhood.spread(of_articles(batch))
    just_baked -= gathering.spread(of_articles(batch))
    reservation = plant.log().reserve()
    paths = dict.fromkeys(path for change in batch for path in selectors.affected_by(change))
    bake((path for path in paths if path not in just_baked), live_id=reservation.mark)
    events = [announcements.first(change) for change in batch if change.baked_at is None]
    tell(batch, [*events, *map(announcements.later, batch)], reservation, paths=paths)


def _first_stroke(change: Change) -> None:
    """The changed page and the front first of all. Whose neighbours it changes, its own among them, is asked later."""
    reservation = plant.log().reserve()
    wanted = selectors.first_affected_by(change)
    for paths in (wanted[:AT_ONCE], wanted[AT_ONCE:]):
        bake(paths, live_id=reservation.mark)
    _redact([change])
    plant.log().append(announcements.first(change), reservation)
    change.baked_at = timezone.now()
    change.save(update_fields=["baked_at"])


def of_articles(batch: Sequence[Change]) -> list[Change]:
    """What changed articles' own words, and so perhaps their neighbours: no entry, front, topic or breaking line."""
    others = (Change.Kind.ENTRY, Change.Kind.BREAKING, *selectors.OF_PAGES)
    return [change for change in batch if change.kind not in others]


def tell(
    batch: Sequence[Change],
    events: Iterable[Sequence[NewEvent]],
    reservation: Reservation | None = None,
    *,
    paths: Iterable[str],
) -> None:
    """Announce what was baked at `paths`, then call it done, and leave the rest to the worker."""
    _redact([change for change in batch if change.baked_at is None])
    plant.log().append([event for some in events for event in some], reservation)
    keys = [change.pk for change in batch]
    with transaction.atomic():
        Change.objects.filter(pk__in=keys, baked_at__isnull=True).update(baked_at=timezone.now())
        Change.objects.filter(pk__in=keys).update(done_at=timezone.now(), error="")
        purging.order(paths)


def _redact(changes: Iterable[Change]) -> None:
    """Before a withdrawal is told, so that nobody is told of it and then still gets what was withdrawn."""
    if paths := announcements.withdrawn(changes):
        plant.log().redact(paths)


def _keep_failure(change: Change, error: Exception) -> None:
    pause = timedelta(seconds=2 ** min(change.attempts, 12))
    change.attempts += 1
    change.retry_at = timezone.now() + min(pause, LONGEST_PAUSE)
    change.error = f"{type(error).__name__}: {error}"[:2000]
    change.save(update_fields=["attempts", "retry_at", "error"])
