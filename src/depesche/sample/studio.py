"""Draws the sample's pictures in a process of its own, so that they lie ready when they are asked for."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from depesche.sample import pictures


class Studio:
    """Pictures by slug. Before `begin`, and when the other process is gone, they are drawn where they are asked for.

    `draw` makes the bytes of one picture and must be importable by name.
    """

    def __init__(self, *, draw: Callable[[str], bytes] = pictures.draw) -> None:
        self._draw = draw
        self._workshop: ProcessPoolExecutor | None = None
        self._ordered: dict[str, Future[bytes]] = {}

    def __enter__(self) -> Studio:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workshop is not None:
            self._workshop.shutdown(wait=True, cancel_futures=True)

    def begin(self) -> None:
        """Start to draw all of them; a second call does nothing."""
        if self._workshop is None:
            # Spawned, not forked: the caller may hold connections and threads.
            self._workshop = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
            self._ordered = {slug: self._workshop.submit(self._draw, slug) for slug in pictures.PICTURES}

    def picture(self, slug: str) -> bytes:
        """The picture as a JPEG. Raises `KeyError` for an unknown slug."""
        if slug in self._ordered:
            try:
                return self._ordered[slug].result()
            except BrokenProcessPool:
                self._ordered.clear()
        return self._draw(slug)
