"""The embedded event log: an SQLite file of its own, in WAL mode, synced on every append."""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from depesche.delivery.live import doorbell
from depesche.delivery.live.events import (
    KEPT,
    NEUTRAL_DATA,
    NEUTRAL_EVENT,
    NEUTRAL_PATH,
    PRIVATE_PREFIX,
    RESERVED,
    Event,
    LogError,
    NewEvent,
    Reservation,
)
from depesche.kit.clock import Clock, utc_now

_SCHEMA = """
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,     -- milliseconds since 1970
    topic TEXT NOT NULL,
    event TEXT NOT NULL,
    path TEXT NOT NULL,
    data TEXT NOT NULL       -- a JSON object
);
CREATE INDEX events_by_topic ON events (topic, id);
CREATE INDEX events_by_time ON events (at);
CREATE TABLE trimmed (       -- newest id that was forgotten, by topic ('' holds the birth of the log itself)
    topic TEXT PRIMARY KEY,
    id INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX trimmed_by_id ON trimmed (id);
"""
_VERSION = 1
_BUSY_SECONDS = 10.0
_log = logging.getLogger(__name__)


class SqliteLog:
    """An `EventLog` in a file, shared by all processes of the machine. Safe to use from several threads.

    When another file is put in its place (a backup, or none), all processes go on with that one: they look each time.
    """

    def __init__(self, file: Path, *, bells: Path, clock: Clock = utc_now) -> None:
        """`bells` is the folder of the sockets through which readers are woken. Raises `LogError`."""
        self._file = file
        self._bells = bells
        self._clock = clock
        self._lock = threading.Lock()
        self._bell: doorbell.Bell | None = None
        file.parent.mkdir(parents=True, exist_ok=True)
        with _translated():
            self._connection = self._opened()

    def append(self, events: Iterable[NewEvent], reservation: Reservation | None = None) -> list[int]:
        fresh = [
            (e.topic, e.event, e.path, json.dumps(dict(e.data), ensure_ascii=False, allow_nan=False)) for e in events
        ]
        if not fresh:
            return []
        with self._writing() as connection:
            now, last = self._now(), self._last(connection)
            if reservation is not None and last + len(fresh) <= reservation.mark:
                first = max(last, reservation.base) + 1
            else:
                first = max(self._head(connection) + 1, now)
            ids = list(range(first, first + len(fresh)))
            connection.executemany(
                "INSERT INTO events (id, at, topic, event, path, data) VALUES (?, ?, ?, ?, ?, ?)",
                [(event_id, now, *fields) for event_id, fields in zip(ids, fresh, strict=True)],
            )
        doorbell.ring(self._bells)
        return ids

    def reserve(self) -> Reservation:
        with self._writing() as connection:
            base = max(self._head(connection), self._now())
            connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'events'", (base + RESERVED,))
        return Reservation(base, base + RESERVED)

    def head(self) -> int:
        with self._lock, _translated():
            return self._head(self._current())

    def last(self) -> int:
        with self._lock, _translated():
            return self._last(self._current())

    def since(self, after: int, topics: Collection[str] | None = None, limit: int = 1000) -> list[Event]:
        chosen, parameters = _among(topics)
        query = f"SELECT id, at, topic, event, path, data FROM events WHERE id > ?{chosen} ORDER BY id LIMIT ?"  # noqa: S608 - only question marks are put in
        with self._lock, _translated():
            rows = self._current().execute(query, (after, *parameters, limit)).fetchall()
        return [_event(row) for row in rows]

    def is_gap(self, after: int, topics: Collection[str] | None = None) -> bool:
        chosen, parameters = "topic NOT LIKE ?", [f"{PRIVATE_PREFIX}%"]
        if topics is not None:
            chosen, parameters = f"topic IN ({_marks(len(topics) + 1)})", ["", *topics]
        query = f"SELECT id FROM trimmed WHERE {chosen} ORDER BY id DESC LIMIT 1"  # noqa: S608 - as above
        with self._lock, _translated():
            connection = self._current()
            forgotten = connection.execute(query, parameters).fetchone()[0]
            return bool(after < forgotten or after > self._head(connection))

    def trim(self, older_than: datetime) -> int:
        limit = _milliseconds(older_than)
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO trimmed (topic, id) SELECT topic, MAX(id) FROM events WHERE at < ? GROUP BY topic"
                " ON CONFLICT (topic) DO UPDATE SET id = MAX(id, excluded.id)",
                (limit,),
            )
            return connection.execute("DELETE FROM events WHERE at < ?", (limit,)).rowcount

    def redact(self, paths: Collection[str]) -> int:
        query = (
            f"UPDATE events SET event = ?, path = ?, data = ? WHERE path IN ({_marks(len(paths))})"  # noqa: S608 - as above
            f" AND event NOT IN ({_marks(len(KEPT))})"
        )
        neutral = (NEUTRAL_EVENT, NEUTRAL_PATH, json.dumps(NEUTRAL_DATA))
        with self._writing() as connection:
            return connection.execute(query, (*neutral, *paths, *KEPT)).rowcount

    def wait(self, after: int, seconds: float) -> None:
        if self._bell is None:
            self._bell = doorbell.Bell(self._bells)
            if self.head() > after:  # appended before there was a bell to ring
                return
        self._bell.wait(seconds)

    def wake(self) -> None:
        if self._bell is not None:
            self._bell.ring()

    def close(self) -> None:
        if self._bell is not None:
            self._bell.close()
            self._bell = None
        with self._lock:
            self._connection.close()

    def _current(self) -> sqlite3.Connection:
        """The connection to the file that stands there now."""
        if _identity(self._file) != self._identity:
            _log.warning("Another live log stands at %s than before: it is used from now on", self._file)
            self._connection.close()
            self._connection = self._opened()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        _enter_wal(connection)
        self._identity = _identity(self._file)
        connection.execute("PRAGMA synchronous = FULL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            self._lay_out(connection)
        return connection

    def _lay_out(self, connection: sqlite3.Connection) -> None:
        with _transaction(connection):
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                born = self._now()
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('events', ?)", (born,))
                connection.execute("INSERT INTO trimmed (topic, id) VALUES ('', ?)", (born,))
                connection.execute(f"PRAGMA user_version = {_VERSION}")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the write lock from its beginning, so that ids become visible in their order."""
        with self._lock, _translated(), _transaction(self._current()) as connection:
            yield connection

    def _now(self) -> int:
        return _milliseconds(self._clock())

    @staticmethod
    def _head(connection: sqlite3.Connection) -> int:
        head: int = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()[0]
        return head

    @staticmethod
    def _last(connection: sqlite3.Connection) -> int:
        newest = "SELECT MAX(id) FROM (SELECT MAX(id) AS id FROM events UNION ALL SELECT MAX(id) FROM trimmed)"
        last: int = connection.execute(newest).fetchone()[0]
        return last


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Processes that start together leave the rollback journal together; SQLite tells all but one "locked" at once,
    without the patience it was asked for, so we have it ourselves."""
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _identity(file: Path) -> tuple[int, int] | None:
    """Which file stands there. Its inode is not given to another while we hold it open."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise LogError(f"the live log cannot be used: {error}") from error


def _event(row: tuple[int, int, str, str, str, str]) -> Event:
    event_id, at, topic, event, path, data = row
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return Event(id=event_id, at=moment, topic=topic, event=event, path=path, data=json.loads(data))


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _among(topics: Collection[str] | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if topics is None else (f" AND topic IN ({_marks(len(topics))})", tuple(topics))


def _marks(count: int) -> str:
    return ", ".join("?" * count)
