"""`depesche intake PATH...`: take mails, feeds and wires from files, through the same door as the network."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from depesche.kit import config as configuration

if TYPE_CHECKING:
    from depesche.intake.arrivals import Arrival
    from depesche.intake.fetchers.files import Unreadable
    from depesche.intake.models import Receipt
    from depesche.kit.config import Config

CHECKING = 5.0
"""Seconds that the senders of one batch may be asked about; what is left is checked by a running server."""


class Moment(click.ParamType[datetime]):
    """An ISO 8601 date and time; without a zone it is the publication's."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date and time such as 2025-07-03T19:24:00+02:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(configuration.load().time_zone))


@click.command("intake")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--received-at", type=Moment(), help="When it came; else the mail itself says, or now.")
@click.option("--source", default="", help="A name for where it came from.")
def command(paths: tuple[str, ...], received_at: datetime | None, source: str) -> None:
    """Take files in; folders are searched; `-` reads one path a line from standard input.

    Prints one JSON object for each item found, at least one for each file, in order. A file that cannot be read has
    one, too, without an id; the others are taken all the same, and the exit code is 1.
    """
    from depesche.commands import django, migration
    from depesche.intake.door import open_door
    from depesche.intake.fetchers import files

    config = configuration.load()
    django.start()
    migration.migrate()
    failed = False
    try:
        door = open_door(config)
    except OSError as error:
        raise click.ClickException(f"{config.home}: {error.strerror or error}") from error
    for batch in files.take(door, files.expand(_named(paths)), received_at=received_at, source=source):
        for taken in batch:
            if isinstance(taken, files.Unreadable):
                failed = True
                click.echo(f"depesche: {taken.path}: {taken.reason}", err=True)
        for line in _lines(batch, config, received_at=received_at, source=source):
            click.echo(json.dumps(line, ensure_ascii=False))
    if failed:
        sys.exit(1)


def _named(paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        if path == "-":
            # Bytes, as file names are: not each is UTF-8.
            yield from (os.fsdecode(name) for line in sys.stdin.buffer if (name := line.rstrip(b"\r\n")))
        else:
            yield path


def _lines(
    batch: list[Arrival | Unreadable], config: Config, *, received_at: datetime | None, source: str
) -> Iterator[dict[str, Any]]:
    """What was read of each file; when the database is away or the disk full, that it is kept and waits."""
    from depesche.intake import listing
    from depesche.intake.fetchers.files import Unreadable
    from depesche.kit.clock import utc_now

    found = _read([taken.id for taken in batch if not isinstance(taken, Unreadable)], config)
    for taken in batch:
        if isinstance(taken, Unreadable):
            yield listing.unreadable_line(taken.path, taken.reason, at=received_at or utc_now(), source=source)
        elif taken.id in found:
            yield from map(listing.line, found[taken.id])
        else:
            yield listing.waiting_line(taken)


def _read(ids: list[str], config: Config) -> dict[str, list[Receipt]]:
    """Read what waits; the receipts of these arrivals, as far as there are any."""
    from django.db import OperationalError

    from depesche.intake import checking, listing, reading

    try:
        reading.drain(config)
        checking.catch_up(config, seconds=CHECKING)
        return listing.of_arrivals(ids)
    except (OperationalError, OSError) as error:
        click.echo(f"depesche: kept, but not read yet: {error}", err=True)
        return {}
