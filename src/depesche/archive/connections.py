"""Connections of our own to PostgreSQL: the archive works beside the rooms that have an ORM, and without it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeAlias

from depesche.archive.damage import DamagedError
from depesche.archive.generations import ArchiveBusyError
from depesche.kit.config import ConfigError

try:
    import psycopg
    from psycopg import errors
except ImportError:
    raise ConfigError("DEPESCHE_DATABASE_URL: install the extra first: pip install 'depesche[postgres]'") from None

if TYPE_CHECKING:
    from psycopg.rows import TupleRow

Connection: TypeAlias = "psycopg.Connection[TupleRow]"

_IDLE = 4
"""So many connections wait for the next question; a burst may open more, which are closed again."""
_DAMAGE = (errors.UndefinedTable, errors.UndefinedColumn, errors.DataCorrupted, errors.IndexCorrupted)
_SETTINGS = """
SET enable_seqscan = off;  -- The rows are wide: reading all of them is never the way.
SET jit = off;
SET work_mem = '32MB';
SET statement_timeout = '60s';
SET idle_in_transaction_session_timeout = '10min'
"""


class ArchiveUnreachableError(OSError):
    """The database with the archive cannot be reached or used now."""


class Connections:
    """A few connections, shared by the threads of a process."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._idle: list[Connection] = []

    @contextmanager
    def borrowed(self) -> Iterator[Connection]:
        """A connection outside of any transaction. Raises `ArchiveUnreachableError`, `ArchiveBusyError` for a lock
        that was not to be had in time, and `DamagedError` for tables that are gone or broken."""
        with as_our_errors():
            with self._lock:
                connection = self._idle.pop() if self._idle else None
            connection = connection or self._open()
            try:
                yield connection
            except BaseException:
                connection.close()
                raise
            with self._lock:
                if len(self._idle) < _IDLE:
                    self._idle.append(connection)
                    return
            connection.close()

    def close(self) -> None:
        """Close those that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            with suppress(psycopg.Error):
                connection.close()

    def _open(self) -> Connection:
        connection = psycopg.connect(
            self._url,
            autocommit=True,
            connect_timeout=5,
            application_name="depesche",
            prepare_threshold=None,  # What is quick depends on the words asked for.
        )
        connection.execute(_SETTINGS)
        return connection


@contextmanager
def as_our_errors() -> Iterator[None]:
    """Turn what psycopg raises into errors of the archive."""
    try:
        yield
    except _DAMAGE as error:
        raise DamagedError(_short(error)) from error
    except errors.LockNotAvailable as error:
        raise ArchiveBusyError("the archive in PostgreSQL is held by another process") from error
    except psycopg.Error as error:
        raise ArchiveUnreachableError(f"the archive in PostgreSQL cannot be used: {_short(error)}") from error


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
