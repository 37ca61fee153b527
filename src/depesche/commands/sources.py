"""`depesche sources import FILE.json`: the register of known senders."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.group("sources")
def command() -> None:
    """Keep the register of known senders."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Add the senders in FILE, `{"known": [{"domain", "organisation", "addresses", ...}]}`, or update them."""
    from depesche.commands import django, migration

    try:
        document = json.loads(file.read_bytes())
    except OSError as error:
        raise click.ClickException(f"{file}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise click.ClickException(f"{file}: no JSON: {error}") from error
    django.start()
    migration.migrate()
    from depesche.intake import sources

    try:
        count = sources.take_in(document)
    except sources.RegisterError as error:
        raise click.ClickException(f"{file}: {error}") from error
    click.echo(f"{count} known {'sender' if count == 1 else 'senders'}", err=True)
