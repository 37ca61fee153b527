"""The bridge to Django: setting it up for our commands, and every command that is Django's own."""

from __future__ import annotations

import difflib
import os
from collections.abc import Set
from pathlib import Path

import click


def start() -> None:
    """Set Django up, once, with logging to standard error. Raises `ConfigError`."""
    import django
    from django.apps import apps

    from depesche.kit import config, logs

    if not apps.ready:
        logs.configure(level=config.load().log_level)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
        django.setup()


def run(arguments: list[str], *, ours: Set[str]) -> None:
    """Hand `arguments` to Django's command line: `migrate`, `createsuperuser`, ...

    `ours` are the names of our own commands, which somebody may have meant. Raises `click.UsageError` for a command
    that nobody has.
    """
    from django.core.management import execute_from_command_line

    _check_known(arguments[0], ours)
    if arguments[0] == "migrate":
        from depesche.commands import migration

        migration.make_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
    execute_from_command_line(["depesche", *arguments])


def _check_known(name: str, ours: Set[str]) -> None:
    from django.core import management

    own = {"help", "version", *management.find_commands(str(Path(management.__file__).parent))}
    if name in own:
        return
    start()
    known = own | ours | management.get_commands().keys()
    if name not in known:
        near = difflib.get_close_matches(name, known)
        hint = f" Did you mean {' or '.join(near)}?" if near else " `depesche --help` lists them."
        raise click.UsageError(f"No such command {name!r}.{hint}")
