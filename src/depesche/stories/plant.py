"""The machines the stories room works with: content store, live log, oven, archive; opened once a process."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from depesche.archive.answering import Archive
from depesche.archive.opening import open_index
from depesche.bakery import themes
from depesche.bakery.oven import Oven
from depesche.delivery.live import EventLog, open_log
from depesche.delivery.stores import Store, open_store
from depesche.kit.config import Config

_LOCK_NUMBER = 0x6465_7065  # Any fixed number; PostgreSQL's advisory locks are numbered.
_held = threading.local()
_between_threads = threading.RLock()


def config() -> Config:
    own: Config = settings.CONFIG
    return own


@cache
def store() -> Store:
    return open_store(config())


@cache
def log() -> EventLog:
    return open_log(config())


@cache
def theme() -> themes.Theme:
    return themes.load(config().theme)


@cache
def oven() -> Oven:
    return Oven(store=store(), log=log(), theme=theme())


@cache
def archive() -> Archive:
    return open_index(config())


@contextmanager
def lock() -> Iterator[None]:
    """One press at a time: across threads, processes and, on PostgreSQL, machines. May be taken again by its holder."""
    with _between_threads:
        if getattr(_held, "depth", 0):
            _held.depth += 1
            try:
                yield
            finally:
                _held.depth -= 1
            return
        with _on_postgresql() if connection.vendor == "postgresql" else _on_this_machine(config().home):
            _held.depth = 1
            try:
                yield
            finally:
                _held.depth = 0


@contextmanager
def _on_this_machine(home: Path) -> Iterator[None]:
    folder = home / "run"
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "press.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # Closing lets go of the lock; so does being killed.


@contextmanager
def _on_postgresql() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK_NUMBER])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_NUMBER])
