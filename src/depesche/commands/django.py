"""The bridge to Django: setting it up for our commands, and every command that is Django's own."""

from __future__ import annotations

import os


def start() -> None:
    """Set Django up, once, with logging to standard error. Raises `ConfigError`."""
    import django
    from django.apps import apps

    from depesche.kit import config, logs

    if not apps.ready:
        logs.configure(level=config.load().log_level)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
        django.setup()


def run(arguments: list[str]) -> None:
    """Hand `arguments` to Django's command line: `migrate`, `createsuperuser`, ..."""
    from django.core.management import execute_from_command_line

    if arguments[0] == "migrate":
        from depesche.commands import migration

        migration.make_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
    execute_from_command_line(["depesche", *arguments])
