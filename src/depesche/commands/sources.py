"""`depesche sources`: the register of known senders, and what is fetched from where."""

from __future__ import annotations

import json
from pathlib import Path

import click

from depesche.commands import source_list


@click.group("sources")
def command() -> None:
    """Keep the register of known senders, and the list of what is fetched."""


for _subcommand in source_list.SUBCOMMANDS:
    command.add_command(_subcommand)


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
