"""`depesche sources add|list|pause|try|remove|token`: what is fetched, and who may hand in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@click.command("add")
@click.argument("address")
@click.option("--name", default="", help="What editors call it; else its address.")
@click.option("--interval", type=int, help="Seconds between tries: 900 for a feed, 60 a mailbox, 10 a folder.")
@click.option(
    "--password-file", type=click.Path(path_type=Path), help="File with a mailbox's password or OAuth2 token."
)
def add(address: str, name: str, interval: int | None, password_file: Path | None) -> None:
    """Fetch from ADDRESS: a feed (https://...), a mailbox (imaps://user@host/INBOX) or a folder."""
    with _register():
        from django.utils import translation

        from depesche.intake.channels import listing, register, wording
        from depesche.intake.channels.trouble import Trouble
        from depesche.intake.fetchers.polling.recognition import check_folder, recognise
        from depesche.intake.polling_models import ChannelKind
        from depesche.kit.clock import utc_now

        try:
            kind, found = recognise(address)
            if kind == ChannelKind.FOLDER:
                check_folder(found)
            secret = str(password_file.expanduser().absolute()) if password_file else ""
            channel, _new = register.add(
                kind, name=name, address=found, at=utc_now(), interval=interval, secret_file=secret
            )
        except Trouble as trouble:
            with translation.override("en"):  # as all that commands say
                raise click.ClickException(f"{address}: {wording.sentence(trouble.facts)}") from None
        except NotADirectoryError as error:
            raise click.ClickException(str(error)) from None
        except register.Refused as refused:
            raise click.ClickException(f"{address}: {refused}; see --help") from None
        click.echo(listing.row(channel))


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_(as_json: bool) -> None:
    """List what is fetched and who may hand in, with how each fares."""
    with _register():
        from depesche.intake.channels import listing
        from depesche.intake.models import Channel

        for channel in Channel.objects.iterator(chunk_size=500):
            click.echo(json.dumps(listing.line(channel), ensure_ascii=False) if as_json else listing.row(channel))


@click.command("pause")
@click.argument("ids", nargs=-1, required=True, type=int, metavar="ID...")
def pause(ids: tuple[int, ...]) -> None:
    """Do not fetch, or take, from these sources until `sources try`."""
    with _register():
        from depesche.intake.channels import listing, register

        for channel_id in ids:
            click.echo(listing.row(register.pause(channel_id)))


@click.command("try")
@click.argument("ids", nargs=-1, required=True, type=int, metavar="ID...")
def try_(ids: tuple[int, ...]) -> None:
    """Fetch at once, also from paused sources; a running `serve` does it."""
    with _register():
        from depesche.intake.channels import listing, register
        from depesche.kit.clock import utc_now

        for channel_id in ids:
            click.echo(listing.row(register.try_now(channel_id, at=utc_now())))


@click.command("remove")
@click.argument("ids", nargs=-1, required=True, type=int, metavar="ID...")
def remove(ids: tuple[int, ...]) -> None:
    """Forget these sources. What came from them stays."""
    with _register():
        from depesche.intake.channels import register

        for channel_id in ids:
            register.remove(channel_id)


@click.command("token")
@click.argument("name")
@click.option("--signed", is_flag=True, help="The sender must also sign what it hands in.")
def token(name: str, signed: bool) -> None:
    """Make a token with which NAME may hand in by POST /intake/. It is shown this once."""
    with _register():
        from depesche.intake.channels import tokens

        made = tokens.make(name, signed=signed)
        click.echo(f"source {made.channel.pk}: {made.channel.name}", err=True)
        click.echo(f"token  {made.token}")
        if made.key:
            click.echo(f"key    {made.key}")


@contextmanager
def _register() -> Iterator[None]:
    """Django with its tables; a source that is not there ends the command with a line."""
    from depesche.commands import django, migration

    django.start()
    migration.migrate()
    from depesche.intake.models import Channel

    try:
        yield
    except Channel.DoesNotExist:
        raise click.ClickException("there is no source with this number; see `depesche sources list`") from None


SUBCOMMANDS: list[click.Command] = [add, list_, pause, try_, remove, token]
