"""Whole newsrooms on PostgreSQL and Valkey, where the run of the tests names such servers: a database for each home."""

from __future__ import annotations

import atexit
import hashlib
import itertools
import os
from pathlib import Path
from urllib.parse import urlsplit

DATABASE = os.environ.get("DEPESCHE_DATABASE_URL", "")
VALKEY = os.environ.get("DEPESCHE_VALKEY_URL", "")
ARE_MEANT = bool(DATABASE and VALKEY)

_FIRST_NUMBER = 32
"""Below are those of the test processes themselves (tests/integration/conftest.py); `.ci/servers` allows 256."""

_numbers = itertools.count()
_made: dict[Path, dict[str, str]] = {}


def environment(home: Path, *, copied_from: Path | None = None, is_shared: bool = False) -> dict[str, str]:
    """The settings of the newsroom at a home; empty where it is to be embedded. Makes what they name, once.

    What is shared with other processes of the run outlives this one; the last of them calls `drop`.
    """
    if ARE_MEANT and home not in _made:
        _made[home] = _make(home, copied_from)
        if not is_shared:
            atexit.register(drop, home)
    return _made.get(home, {})


def drop(home: Path) -> None:
    """Take away what `environment` made."""
    if ARE_MEANT:
        _ask(f'DROP DATABASE IF EXISTS "{name(home)}" WITH (FORCE)')


def _make(home: Path, copied_from: Path | None) -> dict[str, str]:
    template = f' TEMPLATE "{name(copied_from)}"' if copied_from else ""
    _ask(f'CREATE DATABASE "{name(home)}"{template}')
    return {
        "DEPESCHE_DATABASE_URL": urlsplit(DATABASE)._replace(path=f"/{name(home)}").geturl(),
        "DEPESCHE_VALKEY_URL": _empty_valkey(),
        "DEPESCHE_ARCHIVE": "database",
        "DEPESCHE_WORKERS": "2",
    }


def name(home: Path) -> str:
    """What the database of the newsroom at a home is called."""
    return f"newsroom_{hashlib.sha256(os.fsencode(home.absolute())).hexdigest()[:16]}"


def _ask(statement: str) -> None:
    import psycopg

    with psycopg.connect(DATABASE, autocommit=True) as connection:
        connection.execute(statement.encode())


def _empty_valkey() -> str:
    import valkey

    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    number = _FIRST_NUMBER + worker * 64 + next(_numbers) % 64
    url = f"{VALKEY.rpartition('/')[0]}/{number}"
    with valkey.from_url(url) as server:
        server.flushdb()
    return url
