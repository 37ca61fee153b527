"""Django with a database, for the suites that need one; the same tests run on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import django
import pytest
import pytest_django
from tests import prepared_homes, scaled
from tests.integration import beginning

for _kept in ("DEPESCHE_DATABASE_URL", "DEPESCHE_VALKEY_URL"):
    os.environ.setdefault(_kept, "")
os.environ.setdefault("DEPESCHE_ARCHIVE", "home")  # Those in `archive/` and whole newsrooms have it in PostgreSQL.
if os.environ["DEPESCHE_VALKEY_URL"]:  # a database for each test process; those of whole newsrooms: tests/scaled.py
    _server, _, _ = os.environ["DEPESCHE_VALKEY_URL"].rpartition("/")
    os.environ["DEPESCHE_VALKEY_URL"] = f"{_server}/{int(os.environ.get('PYTEST_XDIST_WORKER', 'gw0')[2:])}"
django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """The tests' database begins as a copy of one that is up to date, so that each process need not migrate its own."""
    from django.db import connection

    if scaled.ARE_MEANT:
        connection.settings_dict["TEST"]["TEMPLATE"] = scaled.name(prepared_homes.first("tables"))
    if os.environ["DEPESCHE_DATABASE_URL"]:
        yield
        return
    made = prepared_homes.first("tables") / "db.sqlite3"
    # Django's test database in memory is there as long as somebody holds it.
    with (
        closing(sqlite3.connect(made)) as source,
        closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as held,
    ):
        source.backup(held)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """Tests that commit leave empty tables; those that ask for what migrations put in have it copied back."""
    from django.db import connection

    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string = beginning.kept(connection)


@pytest.fixture
def plant_folders(db: None) -> Iterator[Path]:
    """An empty home for store, log and archive; what an earlier test opened is let go, but for the theme."""
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


_IN_BOTH_RUNS = frozenset({"scaled", "postgres", "valkey"})


def pytest_itemcollected(item: pytest.Item) -> None:
    """Tests of a file stay together in one of the processes, so that what they share is started once.

    Tests that commit leave an empty database; a file's tests that roll back must be able to come before them all.
    """
    kind = "commits" if _commits(item) else "rolls back" if _works_on_the_database(item) else "starts programs"
    item.add_marker(pytest.mark.xdist_group(f"{item.nodeid.partition('::')[0]}: {kind}"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL and Valkey only what meets them is run: the rest has been run on the embedded default.

    Files that start programs come first, for they wait more than they work; among the others pytest-django's order
    stands: tests that roll back before those that commit.
    """
    if os.environ["DEPESCHE_DATABASE_URL"]:
        meant = [item for item in items if _works_on_the_database(item) or _IN_BOTH_RUNS & _marks(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(meant)])
        items[:] = meant
    items.sort(key=_works_on_the_database)
    if getattr(config.option, "loadgroup", False) and not all("@" in item.nodeid for item in items):
        raise pytest.UsageError("pytest-xdist did not group the tests: does its release fit that of pytest?")


def _marks(item: pytest.Item) -> set[str]:
    return {mark.name for mark in item.iter_markers()}


def _works_on_the_database(item: pytest.Item) -> bool:
    return bool({"db", "transactional_db", "live_server"} & _fixtures(item)) or "django_db" in _marks(item)


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    meant = mark is not None and bool(mark.kwargs.get("transaction"))
    return meant or bool({"transactional_db", "live_server"} & _fixtures(item))


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
