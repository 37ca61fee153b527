"""What the tests' database holds before any test; put back by copying, for Django's own way, from JSON, takes long."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

_KEPT = "beginning"
"""PostgreSQL's schema with a copy of each table that is not empty."""


def kept(connection: Any) -> Callable[[str], None]:
    """Keep what the database holds now; what is returned puts it back, whatever it is given."""
    connection.ensure_connection()
    return _in_memory(connection) if connection.vendor == "sqlite" else _in_a_schema(connection)


def _in_memory(connection: Any) -> Callable[[str], None]:
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)

    def put_back(_data: str) -> None:
        connection.ensure_connection()
        copy.backup(connection.connection)

    return put_back


def _in_a_schema(connection: Any) -> Callable[[str], None]:
    tables = []
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {_KEPT}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'CREATE TABLE {_KEPT}."{table}" AS TABLE "{table}"')
            if cursor.rowcount:
                tables.append(table)
            else:
                cursor.execute(f'DROP TABLE {_KEPT}."{table}"')

    def put_back(_data: str) -> None:
        with connection.cursor() as cursor:
            # The order of the tables does not matter while nothing looks after what refers to what.
            cursor.execute("SET session_replication_role = replica")
            for table in tables:
                cursor.execute(f'DELETE FROM "{table}"')  # Django has made some rows anew after emptying it.
                cursor.execute(f'INSERT INTO "{table}" SELECT * FROM {_KEPT}."{table}"')
            cursor.execute("SET session_replication_role = DEFAULT")

    return put_back
