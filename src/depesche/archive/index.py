"""The archive's index in a folder of this machine."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import TypeVar

import tantivy

from depesche.archive import fields, writing
from depesche.archive.answering import OUTGROWN, Archive, Progress
from depesche.archive.damage import DamagedError, damage_as_error
from depesche.archive.embedded import Embedded
from depesche.archive.entries import Entry, entry_of
from depesche.archive.generations import Generations
from depesche.archive.holdings import Holdings
from depesche.archive.reading import Reader
from depesche.bakery import schema
from depesche.kit.clock import Clock, utc_now

PATIENCE = 30.0
"""Seconds a writer waits for another process to finish writing."""

_BATCH = 500
_log = logging.getLogger(__name__)
Told = TypeVar("Told")


class Index(Archive):
    """See `Archive`. Written with tantivy; generations of the index stand side by side in the folder."""

    def __init__(self, folder: Path, *, language: str = "de", clock: Clock = utc_now) -> None:
        super().__init__(language=language, clock=clock)
        self._generations = Generations(folder, version=fields.VERSION)
        self._reader = Reader(self._generations)

    # --- Writing --------------------------------------------------------------------------------------------------

    def _write(self, batch: dict[str, Entry | None]) -> None:
        done = self._generations.begin_writing(PATIENCE)
        try:
            writers = self._written(batch)
        except BaseException:
            done()
            raise
        threading.Thread(target=_settle, args=(writers, done), name="archive", daemon=True).start()

    def _written(self, batch: dict[str, Entry | None]) -> list[tantivy.IndexWriter]:
        entries = [entry for entry in batch.values() if entry is not None]
        removed = [path for path, entry in batch.items() if entry is None]
        writers = []
        following = self._generations.next()
        if following is not None:
            writers.append(writing.write(following, entries=entries, removed=removed))
            self._generations.touch(batch)
        try:
            writers.append(writing.write(self._current(), entries=entries, removed=removed))
        except DamagedError as error:
            if not self._set_aside(error):
                raise
            writers.append(writing.write(self._current(), entries=entries, removed=removed))
        return writers

    def _current(self) -> Path:
        """The generation to write to; an empty one if there is none, which must be filled if there was one before."""
        current = self._generations.current()
        if current is None:
            if self._generations.is_used():
                self._generations.mark_damaged(OUTGROWN)
            current = self._generations.new()
            writing.create(current)
            self._generations.set_current(current)
        return current

    def _set_aside(self, error: DamagedError) -> bool:
        """Begin an empty generation in place of a damaged one. The caller holds the writing lock.

        False when the index can be read after all: the disk is full, say, or another process was quicker.
        """
        if self._reader.is_sound():
            return False
        _log.error("the archive's index is damaged and has to be built anew: %s", error)
        self._generations.mark_damaged(str(error))
        fresh = self._generations.new()
        writing.create(fresh)
        self._generations.set_current(fresh)
        self._reader.forget()
        return True

    # --- Reading --------------------------------------------------------------------------------------------------

    def _ask(self, question: Callable[[Holdings], Told], otherwise: Told) -> Told:
        try:
            return self._answer(question, otherwise)
        except DamagedError as error:
            with self._generations.writing(PATIENCE):
                self._set_aside(error)
        # The index is another one now, or was exchanged while it was being opened.
        return self._answer(question, otherwise)

    def _answer(self, question: Callable[[Holdings], Told], otherwise: Told) -> Told:
        with damage_as_error():
            searcher = self._reader.searcher()
            return otherwise if searcher is None else question(Embedded(searcher))

    # --- Health ---------------------------------------------------------------------------------------------------

    def _damage(self) -> str:
        return self._generations.damage()

    def _is_there(self) -> bool:
        return self._generations.current() is not None

    def rebuild(self, documents: Iterable[schema.ArticleDocument], progress: Progress | None = None) -> int:
        with self._generations.rebuilding():
            with self._generations.writing(PATIENCE):
                made = self._generations.new()
                writing.create(made)
                self._generations.set_next(made)
            done = 0
            articles = iter(documents)
            while batch := list(islice(articles, _BATCH)):
                entries = {document.path: entry_of(document) for document in batch}
                with self._generations.writing(PATIENCE):
                    fresh = self._generations.touched()
                    kept = [entries[path] for path in entries if path not in fresh]
                    writing.settle(writing.write(made, entries=kept, removed=[]))
                done += len(entries)
                if progress is not None:
                    progress(done)
            with self._generations.writing(PATIENCE):
                self._generations.finish_next(made)
        self._reader.forget()
        return done


def _settle(writers: list[tantivy.IndexWriter], done: Callable[[], None]) -> None:
    try:
        for writer in writers:
            writing.settle(writer)
    except DamagedError as error:
        _log.warning("segments of the archive could not be merged: %s", error)
    finally:
        done()
