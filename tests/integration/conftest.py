"""Django with a database, for the suites that need one; the same tests run on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

for _kept in ("DEPESCHE_DATABASE_URL", "DEPESCHE_VALKEY_URL"):
    os.environ.setdefault(_kept, "")
django.setup()


@pytest.fixture
def plant_folders(db: None) -> Iterator[Path]:
    """An empty home for store, log and archive; what an earlier test opened is let go."""
    from depesche.stories import plant, shelf

    home = Path(os.environ["DEPESCHE_HOME"])
    shelf.clear()
    opened = (plant.store, plant.log, plant.oven, plant.archive)
    for machine in opened:
        machine.cache_clear()
    for name in ("public", "archive", "raw", "intake"):
        shutil.rmtree(home / name, ignore_errors=True)
    for file in home.glob("live.sqlite3*"):
        file.unlink()
    if os.environ["DEPESCHE_VALKEY_URL"]:  # The server is the tests' own: `.ci/servers` starts it.
        import valkey

        with valkey.from_url(os.environ["DEPESCHE_VALKEY_URL"]) as server:
            server.flushdb()
    yield home
    for machine in opened:
        machine.cache_clear()


_IN_BOTH_RUNS = frozenset({"database", "scaled", "postgres", "valkey"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL and Valkey only what meets them is run: the rest has been run on the embedded default."""
    if not os.environ["DEPESCHE_DATABASE_URL"]:
        return
    meant = [item for item in items if _IN_BOTH_RUNS & {mark.name for mark in item.iter_markers()}]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(meant)])
    items[:] = meant


def pytest_itemcollected(item: pytest.Item) -> None:
    """`make integration` runs the tests on this process's database beside those that start programs of their own."""
    if "db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db") is not None:
        item.add_marker(pytest.mark.database)
