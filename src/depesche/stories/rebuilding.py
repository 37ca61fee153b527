"""Everything anew: the whole site is baked again when what stands on every page has changed, or how pages look.

In the background, the most wanted pages first; a fresh story passes between two stretches. It is never half a site:
style sheets and scripts are named by their content and stay, so that a page of yesterday's look finds what it needs.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from depesche.bakery import themes
from depesche.bakery.themes.assets import FAVICON
from depesche.delivery.stores import durable
from depesche.stories import announcements, gathering, neighbourhood, plant, press, purging, selectors
from depesche.stories.models import Change

SAY_EVERY = 10.0
"""Seconds between two lines of the log while a rebuild goes on."""
_log = logging.getLogger(__name__)


@contextmanager
def wholesale(*, progress: Callable[[str], None] | None = None) -> Iterator[None]:
    """For first fillings: at the end every page is baked once, whatever was changed."""
    with press.held():
        yield
    with plant.lock():
        changes = list(press.open_changes())
        # They were held back on purpose: what readers wait for begins now.
        Change.objects.filter(pk__in=[change.pk for change in changes]).update(made_at=timezone.now())
        for batch in press.batches(changes, press.BATCH):
            neighbourhood.spread(press.of_articles(batch))
            gathering.spread(press.of_articles(batch))
        reservation = plant.log().reserve()
        everything(live_id=reservation.mark, progress=progress, front_last=True)
        events = [*map(announcements.first, changes), *map(announcements.later, changes)]
        press.tell(changes, events, reservation, paths=())
        Change.objects.filter(done_at__isnull=True, kind=Change.Kind.REBUILD).update(done_at=timezone.now())


def order() -> None:
    """Have everything baked anew in the background. Orders that wait are carried out together.

    Always a new one: the rebuild that is going on may have passed what has changed now.
    """
    Change.objects.create(kind=Change.Kind.REBUILD)


def order_if_look_changed() -> bool:
    """Order it when theme, formats or settings that show on every page are others than those that all pages were baked
    with; whether they are."""
    look = _look()
    if _kept_look() == look:
        return False
    if selectors.published().exists():
        order()
    else:
        _keep_look(look)
    return True


def run_open(*, progress: Callable[[str], None] | None = None) -> int:
    """Carry out open orders, a stretch at a time; how many were carried out."""
    orders = _open_orders()
    if orders:
        everything(progress=progress)
        _call_done(orders)
    return len(orders)


class Bake(Protocol):
    """What `press.bake` does."""

    def __call__(
        self, paths: Sequence[str], *, live_id: int | None = None, progress: Callable[[str], None] | None = None
    ) -> None: ...


class Going:
    """The worker's rebuild, which it goes on with for a moment in each of its rounds."""

    def __init__(self) -> None:
        self._orders: list[int] = []
        self._stretches: Iterator[int] = iter(())

    def step(self, *, seconds: float = 1.0) -> int:
        """Begin what is ordered or go on with it, for about `seconds` and one stretch at least; how many were baked."""
        if not self._orders:
            self._orders = _open_orders()
            self._stretches = _stretches(list(selectors.every_path())) if self._orders else iter(())
        done, end = 0, time.monotonic() + seconds
        try:
            while self._orders:
                if not (count := next(self._stretches, 0)):
                    _call_done(self._orders)
                    self._orders = []
                done += count
                if time.monotonic() >= end:
                    break
        except BaseException:
            self._orders = []  # begun anew: the orders are open still
            raise
        return done


def everything(
    *,
    live_id: int | None = None,
    progress: Callable[[str], None] | None = None,
    front_last: bool = False,
    bake: Bake | None = None,
    stretch: int = press.STRETCH,
) -> int:
    """Bake every page anew and remove those that no longer stand; how many there are. Fresh stories go first.

    `live_id` as for `press.bake`. With `front_last` the front page comes when all that it leads to is there. `bake`
    stands in for `press.bake`, for so many pages at once as `stretch` says.
    """
    paths = selectors.every_path()
    if front_last:
        paths = [*(path for path in paths if path != "/"), "/"]
    return sum(_stretches(paths, live_id=live_id, progress=progress, bake=bake, stretch=stretch))


def _open_orders() -> list[int]:
    return list(Change.objects.filter(done_at__isnull=True, kind=Change.Kind.REBUILD).values_list("pk", flat=True))


def _call_done(orders: Sequence[int]) -> None:
    Change.objects.filter(pk__in=orders).update(done_at=timezone.now())


def _stretches(
    paths: Sequence[str],
    *,
    live_id: int | None = None,
    progress: Callable[[str], None] | None = None,
    bake: Bake | None = None,
    stretch: int = 0,
) -> Iterator[int]:
    """Bake the paths; yields the number of pages after each stretch."""
    look = _look()
    press.bake_assets()
    tally = _Tally(len(paths))
    for some in press.batches(paths, stretch or press.STRETCH):
        with plant.lock():
            (bake or press.bake)(some, live_id=live_id, progress=progress)
        tally.add(len(some))
        yield len(some)
    with plant.lock():
        gone = _remove_orphans()
    with transaction.atomic():
        purging.order([*paths, *gone])
    _keep_look(look)


class _Tally:
    """Says now and then how far it is."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._began = self._said = time.monotonic()

    def add(self, count: int) -> None:
        self._done += count
        now = time.monotonic()
        if now - self._said >= SAY_EVERY:
            self._said = now
            rate = self._done / (now - self._began)
            _log.info("baked anew: %d of %d pages, %.0f a second", self._done, self._total, rate)


def _remove_orphans() -> set[str]:
    """What is stored and stands nowhere any more: left behind when storing failed or a section was renamed."""
    standing = set(selectors.every_path())
    orphans = {stored_path(name) for name in list(plant.store().names())} - standing - {""}
    for path in orphans:
        _log.warning("%s stands nowhere any more and is removed", path)
        plant.oven().remove(path)
    return orphans


def stored_path(name: str) -> str:
    """The path that a stored file was baked for; empty for pictures and assets, which are baked for many."""
    folder, _slash, file = f"/{name}".rpartition("/")
    if name.startswith(("assets/", "bilder/")) or name == FAVICON:
        return ""
    if file in ("index.html", "index.json"):
        return f"{folder}/"
    return f"{folder}/feed.xml" if file in selectors.FEED_NAMES else f"/{name}"


def _look() -> str:
    """Of all that makes pages what they are, apart from what they say: code, the theme, and settings that show."""
    config = plant.config()
    parts = (themes.fingerprint(), themes.fingerprint(themes.find(config.theme)), f"push={config.web_push}")
    return hashlib.sha256(" ".join((*parts, config.theme, f"at={config.origin}")).encode()).hexdigest()


def _look_file() -> Path:
    return plant.config().home / "cache" / "look"


def _kept_look() -> str:
    try:
        return _look_file().read_text("ascii")
    except FileNotFoundError:
        return ""


def _keep_look(look: str) -> None:
    file = _look_file()
    if _kept_look() == look:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)  # a crash may have left one
    durable.write_synced(draft, look.encode("ascii"))
    draft.rename(file)
