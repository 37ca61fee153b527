"""The archive's index: what the newsroom adds to, and readers and editors search."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable
from itertools import islice
from pathlib import Path
from typing import TypeVar

import tantivy

from depesche.archive import fields, neighbours, searching, writing
from depesche.archive.damage import DamagedError, damage_as_error
from depesche.archive.filters import NONE, Filters
from depesche.archive.generations import Generations
from depesche.archive.reading import Reader
from depesche.archive.searching import Answer, Found
from depesche.bakery import schema
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config

PATIENCE = 30.0
"""Seconds a writer waits for another process to finish writing."""

_BATCH = 500
_log = logging.getLogger(__name__)

Progress = Callable[[int], None]
Told = TypeVar("Told")


def open_index(config: Config, *, clock: Clock = utc_now) -> Index:
    """The index in `home/archive`. Nothing is read or made before it is used."""
    return Index(config.home / "archive", language=config.language, clock=clock)


class Index:
    """Public articles by path. Safe for several threads and processes: one writes at a time, all others read on.

    What is added or removed shows after `commit`. A damaged index is set aside: search then finds what has been
    added since, `note` says so to readers, and `needs_rebuild` says why until `rebuild` has made it whole.
    """

    def __init__(self, folder: Path, *, language: str = "de", clock: Clock = utc_now) -> None:
        self._generations = Generations(folder, version=fields.VERSION)
        self._reader = Reader(self._generations)
        self._language = language
        self._clock = clock
        self._waiting: dict[str, tantivy.Document | None] = {}
        self._lock = threading.Lock()

    # --- Writing --------------------------------------------------------------------------------------------------

    def add(self, document: schema.ArticleDocument) -> None:
        """Put an article in place of the one with the same path."""
        entry = fields.entry_of(document)
        with self._lock:
            self._waiting[document.path] = entry

    def remove(self, path: str) -> None:
        """Take the article at a path out."""
        with self._lock:
            self._waiting[path] = None

    def commit(self) -> None:
        """Write what was added and removed, synced to disk. Raises `ArchiveBusyError` (an OSError) when another process
        has been writing for half a minute; what was to be written then waits for the next commit."""
        with self._lock:
            batch, self._waiting = self._waiting, {}
        if not batch:
            return
        try:
            done = self._generations.begin_writing(PATIENCE)
            try:
                writers = self._write(batch)
            except BaseException:
                done()
                raise
        except BaseException:
            with self._lock:
                self._waiting = batch | self._waiting
            raise
        threading.Thread(target=_settle, args=(writers, done), name="archive", daemon=True).start()

    def _write(self, batch: dict[str, tantivy.Document | None]) -> list[tantivy.IndexWriter]:
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
        """The generation to write to; an empty one when there is none."""
        current = self._generations.current()
        if current is None:
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

    def search(self, query: str, limit: int = 20, offset: int = 0) -> tuple[list[Found], int]:
        """The articles that hold what was typed, best first, from `offset` on, and how many there are in all.

        Any string is answered; one without words finds nothing.
        """
        answer = self.find(query, limit=limit, offset=offset)
        return answer.hits, answer.total

    def find(
        self, typed: str, *, filters: Filters = NONE, limit: int = 20, offset: int = 0, is_unfinished: bool = False
    ) -> Answer:
        """The same, narrowed down by filters, with the spellings that were probably meant; see `searching`."""
        wanted = searching.Search(
            typed=typed,
            filters=filters,
            limit=max(limit, 0),
            offset=max(offset, 0),
            now=fields.seconds(self._clock()),
            language=self._language,
            is_unfinished=is_unfinished,
        )
        return self._ask(lambda searcher: searching.search(searcher, wanted), searching.NOTHING)

    def related(self, document: schema.ArticleDocument, limit: int = 6) -> list[tuple[str, float]]:
        """Paths of what to read after an article with their scores, best first; see `neighbours`."""
        return [(card.path, score) for card, score in self.offers(document, limit)]

    def offers(
        self, document: schema.ArticleDocument, limit: int = 6, *, without: Collection[str] = ()
    ) -> list[tuple[schema.Card, float]]:
        """The same as cards with the reason in each; none of those at the paths in `without`."""
        story = neighbours.story_of(document)
        return self._ask(
            lambda searcher: neighbours.related(searcher, story, limit, without=without, language=self._language), []
        )

    def related_to(self, path: str, limit: int = 6) -> list[tuple[schema.Card, float]] | None:
        """The same for an article that the index holds, as cards; None when it holds none at this path."""

        def question(searcher: tantivy.Searcher) -> list[tuple[schema.Card, float]] | None:
            story = neighbours.story_at(searcher, path)
            return None if story is None else neighbours.related(searcher, story, limit, language=self._language)

        return self._ask(question, None)

    def _ask(self, question: Callable[[tantivy.Searcher], Told], otherwise: Told) -> Told:
        try:
            return self._answer(question, otherwise)
        except DamagedError as error:
            with self._generations.writing(PATIENCE):
                self._set_aside(error)
        # The index is another one now, or was exchanged while it was being opened.
        return self._answer(question, otherwise)

    def _answer(self, question: Callable[[tantivy.Searcher], Told], otherwise: Told) -> Told:
        with damage_as_error():
            searcher = self._reader.searcher()
            return otherwise if searcher is None else question(searcher)

    # --- Health ---------------------------------------------------------------------------------------------------

    @property
    def needs_rebuild(self) -> str:
        """Why the index should be built anew, for editors and logs; empty when it is whole."""
        if damage := self._generations.damage():
            return damage
        return "" if self._generations.current() else "there is no index yet"

    @property
    def note(self) -> str:
        """What readers of a list of results should know, in the publication's language; mostly empty."""
        if not self._generations.damage():
            return ""
        if self._language == "en":
            return "The archive is being rebuilt; older articles may be missing."
        return "Das Archiv wird gerade neu aufgebaut; ältere Artikel können fehlen."

    def rebuild(self, documents: Iterable[schema.ArticleDocument], progress: Progress | None = None) -> int:
        """Build the index anew from all public articles while the old one answers; returns how many there are.

        What other processes write meanwhile is kept. `progress` is called with the number of articles so far. Raises
        `ArchiveBusyError` when a rebuild is running.
        """
        with self._generations.rebuilding():
            with self._generations.writing(PATIENCE):
                made = self._generations.new()
                writing.create(made)
                self._generations.set_next(made)
            done = 0
            articles = iter(documents)
            while batch := list(islice(articles, _BATCH)):
                entries = {document.path: fields.entry_of(document) for document in batch}
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
