"""The tables of an archive in PostgreSQL: generations of the index, one of them current, the next maybe in the making.

archive_state              by version of the fields: the current generation, the next, and why it must be built anew
archive_touched            paths written while the next one is filled: the rebuild leaves them as they are
archive_v3_1_articles      a generation's articles; `terms` holds all that can be asked, each with its field's letter
archive_v3_1_words         how many of them hold each term

Locks are advisory ones, numbered: a dead process lets go.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from depesche.archive.connections import Connection
from depesche.archive.generations import ArchiveBusyError

_ROOM = 0x6465_7061
_WRITING, _REBUILDING = 1, 2
_NAME = re.compile(r"archive_v(\d+)_(\d+)_articles")
_STATE = """
CREATE TABLE IF NOT EXISTS archive_state (
    version integer, name text, value text NOT NULL, PRIMARY KEY (version, name)
);
CREATE TABLE IF NOT EXISTS archive_touched (path text PRIMARY KEY)
"""
_GENERATION = """
CREATE TABLE {0}_articles (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    path text COLLATE "C" NOT NULL UNIQUE,
    "order" bigint NOT NULL,
    terms text[] COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,  -- the tokens in their order, each between blanks
    section text NOT NULL, topic text[] NOT NULL, series text NOT NULL, language text NOT NULL,
    card bytea NOT NULL, source bytea NOT NULL, trigrams bytea NOT NULL, weights bytea NOT NULL, levels bytea NOT NULL
);
CREATE INDEX ON {0}_articles ("order");
CREATE INDEX {0}_terms ON {0}_articles USING gin (terms) WITH (fastupdate = {1}, gin_pending_list_limit = 32768);
CREATE TABLE {0}_words (
    term text COLLATE "C" PRIMARY KEY, articles integer NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX ON {0}_words (length(term), term) WHERE term >= 'w:' AND term < 'w;'
"""


class Tables:
    """Names, pointers and locks. All calls but `current` and `damage` need the tables of the state: `prepare`."""

    def __init__(self, *, version: int) -> None:
        self.version = version

    def prepare(self, connection: Connection) -> None:
        """Make the tables of the state. The caller holds the writing lock."""
        connection.execute(_STATE)

    @staticmethod
    def is_prepared(connection: Connection) -> bool:
        return _one(connection, "SELECT to_regclass('archive_state') IS NOT NULL") is True

    def current(self, connection: Connection) -> str:
        """The generation to read; empty when there is none of this version."""
        return self._value(connection, "current") if self.is_prepared(connection) else ""

    def next(self, connection: Connection) -> str:
        """The generation a running rebuild fills; empty when there is none. The caller holds the writing lock."""
        if _one(connection, "SELECT pg_try_advisory_xact_lock_shared(%s, %s)", _ROOM, _REBUILDING):
            return ""
        return self._value(connection, "next")

    def damage(self, connection: Connection) -> str:
        """Why the index has to be built anew; empty when it is well."""
        return self._value(connection, "damaged") if self.is_prepared(connection) else ""

    def new(self, connection: Connection, *, is_bulk: bool) -> str:
        """Make an empty generation, named by nothing yet; with `is_bulk` one that will be filled in large batches."""
        numbers = [number for version, number in self._all(connection) if version == self.version]
        made = f"archive_v{self.version}_{max(numbers, default=0) + 1}"
        connection.execute(_GENERATION.format(made, "on" if is_bulk else "off"))
        return made

    def is_used(self, connection: Connection) -> bool:
        """Whether there is any generation, of whatever version."""
        return bool(self._all(connection))

    def set_current(self, connection: Connection, generation: str) -> None:
        self._set(connection, "current", generation)

    def set_next(self, connection: Connection, generation: str) -> None:
        connection.execute("DELETE FROM archive_touched")
        self._set(connection, "next", generation)

    def finish_filling(self, connection: Connection, generation: str) -> None:
        """What was filled in large batches is made as quick to search as what was written one by one."""
        connection.execute(f"ALTER INDEX {generation}_terms SET (fastupdate = off)")
        connection.execute("SELECT gin_clean_pending_list(%s::regclass)", [f"{generation}_terms"])
        connection.execute(f"ANALYZE {generation}_articles, {generation}_words")

    def finish_next(self, connection: Connection, generation: str) -> None:
        """Make the next generation the current one. The caller holds the writing lock."""
        self.set_current(connection, generation)
        gone = "DELETE FROM archive_state WHERE version = %s AND name IN ('next', 'damaged')"
        connection.execute(gone, [self.version])
        connection.execute("DELETE FROM archive_touched")

    def drop_others(self, connection: Connection, generation: str) -> None:
        """Drop what is no longer read: other generations of this version and of older ones."""
        for version, number in self._all(connection):
            name = f"archive_v{version}_{number}"
            if version <= self.version and name != generation:
                connection.execute(f"DROP TABLE IF EXISTS {name}_articles, {name}_words")
        connection.execute("DELETE FROM archive_state WHERE version < %s", [self.version])

    def drop_all(self, connection: Connection) -> None:
        """Drop the archive of every version. It is derived: it can be built anew."""
        for version, number in self._all(connection):
            connection.execute(f"DROP TABLE archive_v{version}_{number}_articles, archive_v{version}_{number}_words")
        connection.execute("DROP TABLE IF EXISTS archive_state, archive_touched")

    def mark_damaged(self, connection: Connection, reason: str) -> None:
        self._set(connection, "damaged", reason)

    def touch(self, connection: Connection, paths: Collection[str]) -> None:
        """Note paths that a writer wrote while a rebuild runs."""
        note = "INSERT INTO archive_touched SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"
        connection.execute(note, [list(paths)])

    def touched(self, connection: Connection) -> set[str]:
        return {path for (path,) in connection.execute("SELECT path FROM archive_touched")}

    @contextmanager
    def writing(self, connection: Connection, patience: float) -> Iterator[None]:
        """A transaction, one writer at a time; waits up to `patience` seconds, then raises `LockNotAvailable`."""
        with connection.transaction():
            connection.execute(f"SET LOCAL lock_timeout = {int(patience * 1000)}")
            connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_ROOM, _WRITING])
            if not self.is_prepared(connection):
                self.prepare(connection)
            yield

    @contextmanager
    def rebuilding(self, connection: Connection, patience: float) -> Iterator[None]:
        """One rebuild at a time; raises `ArchiveBusyError` when one runs. The connection must stay the same."""
        with self.writing(connection, patience):  # Writers look at this lock, and so would seem to rebuild.
            if not _one(connection, "SELECT pg_try_advisory_lock(%s, %s)", _ROOM, _REBUILDING):
                raise ArchiveBusyError("the archive is being rebuilt by another process")
        try:
            yield
        finally:
            if not connection.closed and not connection.broken:
                connection.execute("SELECT pg_advisory_unlock(%s, %s)", [_ROOM, _REBUILDING])

    def _all(self, connection: Connection) -> list[tuple[int, int]]:
        """Version and number of each generation."""
        names = (
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid) AND relname LIKE 'archive%'"
        )
        found = (_NAME.fullmatch(name) for (name,) in connection.execute(names))
        return [(int(match[1]), int(match[2])) for match in found if match]

    def _value(self, connection: Connection, name: str) -> str:
        query = "SELECT min(value) FROM archive_state WHERE version = %s AND name = %s"
        return str(_one(connection, query, self.version, name) or "")

    def _set(self, connection: Connection, name: str, value: str) -> None:
        put = "INSERT INTO archive_state VALUES (%s, %s, %s) ON CONFLICT (version, name) DO UPDATE SET value = %s"
        connection.execute(put, [self.version, name, value, value])


def _one(connection: Connection, query: str, *arguments: object) -> object:
    row = connection.execute(query, arguments).fetchone()
    return row[0] if row else None
