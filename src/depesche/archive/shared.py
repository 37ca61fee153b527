"""The archive's index in PostgreSQL, for several web machines: the same answers as the index in a folder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from depesche.archive import fields, rows
from depesche.archive.answering import OUTGROWN, Archive, Progress
from depesche.archive.connections import ArchiveUnreachableError, Connection, Connections
from depesche.archive.damage import DamagedError
from depesche.archive.entries import Entry, entry_of
from depesche.archive.holdings import Holdings
from depesche.archive.tabled import Tabled
from depesche.archive.tables import Tables
from depesche.bakery import schema
from depesche.kit.clock import Clock, utc_now

PATIENCE = 30.0
"""Seconds a writer waits for another to finish writing."""

_BATCH = 500
_ONE_STATE = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_log = logging.getLogger(__name__)
Told = TypeVar("Told")


class SharedIndex(Archive):
    """See `Archive`. Its tables are its own: it makes them, in the first schema of the search path, and needs no
    migration. `url` is that of the database."""

    def __init__(self, url: str, *, language: str = "de", clock: Clock = utc_now) -> None:
        super().__init__(language=language, clock=clock)
        self._connections = Connections(url)
        self._tables = Tables(version=fields.VERSION)

    # --- Writing --------------------------------------------------------------------------------------------------

    def _write(self, batch: dict[str, Entry | None]) -> None:
        try:
            self._twice(lambda connection: self._written(connection, batch))
        except DamagedError as error:
            self._set_aside(error)
            self._twice(lambda connection: self._written(connection, batch))

    def _written(self, connection: Connection, batch: dict[str, Entry | None]) -> None:
        entries = [entry for entry in batch.values() if entry is not None]
        with self._tables.writing(connection, PATIENCE):
            following = self._tables.next(connection)
            if following:
                self._tables.touch(connection, batch)
            for generation in filter(None, (self._current(connection), following)):
                rows.remove(connection, generation, batch)
                rows.put(connection, generation, entries)

    def _current(self, connection: Connection) -> str:
        """The generation to write to; an empty one if there is none, which must be filled if there was one before."""
        current = self._tables.current(connection)
        if not current:
            if self._tables.is_used(connection):
                self._tables.mark_damaged(connection, OUTGROWN)
            current = self._tables.new(connection, is_bulk=False)
            self._tables.set_current(connection, current)
        return current

    def _set_aside(self, error: DamagedError) -> None:
        """Begin an empty generation in place of one whose tables are gone or broken."""
        _log.error("the archive's index is damaged and has to be built anew: %s", error)
        with self._connections.borrowed() as connection, self._tables.writing(connection, PATIENCE):
            self._tables.mark_damaged(connection, str(error))
            self._tables.set_current(connection, self._tables.new(connection, is_bulk=False))

    # --- Reading --------------------------------------------------------------------------------------------------

    def _ask(self, question: Callable[[Holdings], Told], otherwise: Told) -> Told:
        def asked(connection: Connection) -> Told:
            return self._answer(connection, question, otherwise)

        try:
            try:
                return self._twice(asked)
            except DamagedError:  # Or a rebuild has just dropped what was current.
                return self._twice(asked)
        except DamagedError as error:
            self._set_aside(error)
            return self._twice(asked)

    def _answer(self, connection: Connection, question: Callable[[Holdings], Told], otherwise: Told) -> Told:
        connection.execute(_ONE_STATE)
        current = self._tables.current(connection)
        told = question(Tabled(connection, current)) if current else otherwise
        connection.execute("COMMIT")
        return told

    def _twice(self, work: Callable[[Connection], Told]) -> Told:
        """Once more with a new connection, since the server may have been started anew since the last question."""
        try:
            with self._connections.borrowed() as connection:
                return work(connection)
        except ArchiveUnreachableError:
            self._connections.close()
            with self._connections.borrowed() as connection:
                return work(connection)

    # --- Health ---------------------------------------------------------------------------------------------------

    def _damage(self) -> str:
        return self._twice(self._tables.damage)

    def _is_there(self) -> bool:
        return bool(self._twice(self._tables.current))

    def rebuild(self, documents: Iterable[schema.ArticleDocument], progress: Progress | None = None) -> int:
        tables = self._tables
        with self._connections.borrowed() as connection, tables.rebuilding(connection, PATIENCE):
            with tables.writing(connection, PATIENCE):
                made = tables.new(connection, is_bulk=True)
                tables.set_next(connection, made)
            done = 0
            articles = iter(documents)
            while batch := list(islice(articles, _BATCH)):
                entries = {document.path: entry_of(document) for document in batch}
                with tables.writing(connection, PATIENCE):
                    fresh = tables.touched(connection)
                    kept = {path: entry for path, entry in entries.items() if path not in fresh}
                    rows.remove(connection, made, kept)
                    rows.put(connection, made, list(kept.values()))
                done += len(entries)
                if progress is not None:
                    progress(done)
            tables.finish_filling(connection, made)
            with tables.writing(connection, PATIENCE):
                tables.finish_next(connection, made)
            with tables.writing(connection, PATIENCE):
                tables.drop_others(connection, made)
        return done

    def drop(self) -> None:
        """Drop all tables of the archive."""
        with self._connections.borrowed() as connection:
            self._tables.drop_all(connection)

    def close(self) -> None:
        self._connections.close()
