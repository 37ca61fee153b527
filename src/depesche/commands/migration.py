"""Bringing the database up to date, with a bar that shows how far it is."""

from __future__ import annotations

import io
import sys
from typing import Any

import click


def migrate() -> bool:
    """Apply what migrations are missing, with a bar; True when the database was empty before."""
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
