"""Every command that is Django's own: `depesche migrate`, `depesche createsuperuser`, ..."""

from __future__ import annotations

import os


def run(arguments: list[str]) -> None:
    """Hand `arguments` to Django's command line."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "depesche.settings")
    execute_from_command_line(["depesche", *arguments])
