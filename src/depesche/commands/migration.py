"""Bringing the database up to date, with a bar that shows how far it is."""

from __future__ import annotations

import fcntl
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click


def is_first() -> bool:
    """Whether this home is certainly a new one. On a database server nobody knows before Django has started."""
    from depesche.kit import config

    settings = config.load()
    return not settings.database_url and not settings.database_file.exists()


def make_database() -> None:
    """Make an empty database for a new home. Refuses where pages were baked before: there one is missing."""
    from depesche.kit import config

    settings = config.load()
    if settings.database_url or settings.database_file.exists():
        return
    if (settings.public_folder / "index.html").exists():
        raise click.ClickException(
            f"{settings.database_file} is missing, but this home has pages. Put the database back, or restore "
            f"a backup; to begin anew, use another DEPESCHE_HOME or remove {settings.public_folder}."
        )
    settings.home.mkdir(parents=True, exist_ok=True)
    settings.database_file.touch(mode=0o600)


def migrate() -> bool:
    """Apply what migrations are missing, with a bar; True when the database was empty before."""
    make_database()
    with _turn():
        return _migrate()


@contextmanager
def _turn() -> Iterator[None]:
    """One migration at a time on this home: a command beside the first start waits until the tables are there."""
    from depesche.kit import config

    folder = config.load().home / "run"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "migrate.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _migrate() -> bool:
    from django.core.management import call_command
    from django.core.management.commands.migrate import Command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return False
    first = not executor.loader.applied_migrations
    label = "Setting up the database" if first else "Updating the database"
    with click.progressbar(length=len(plan), label=label, file=sys.stderr) as bar:

        class Migrate(Command):
            def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
                if action in ("apply_success", "unapply_success"):
                    bar.update(1)

        call_command(Migrate(), verbosity=1, interactive=False, stdout=io.StringIO())
    return first
