"""`depesche reparse [ID...]`: derive items again from the raw bytes."""

from __future__ import annotations

import json

import click

from depesche.kit import config as configuration


@click.command("reparse")
@click.argument("ids", nargs=-1, metavar="[ID...]")
def command(ids: tuple[str, ...]) -> None:
    """Read the raw bytes of these items again, of all without an ID, and print what is found now."""
    from depesche.commands import django, migration

    django.start()
    migration.migrate()
    from depesche.intake import listing, reparsing

    try:
        for receipt in reparsing.reparse(configuration.load(), ids):
            for line in listing.lines(receipt):
                click.echo(json.dumps(line, ensure_ascii=False))
    except KeyError as unknown:
        raise click.ClickException(f"no item {unknown.args[0]!r}; `depesche inbox --all` lists them") from None
