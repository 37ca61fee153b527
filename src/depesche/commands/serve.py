"""`depesche serve`: run the newsroom, or one part of it."""

from __future__ import annotations

import logging
import sys

import click

from depesche.commands import serving
from depesche.delivery.server import lifeline
from depesche.delivery.server.listeners import PortTaken
from depesche.kit import clock, config, logs, running


@click.command("serve")
@click.option("--only", type=click.Choice([running.WEB, running.WORKER, running.INTAKE]), help="Run one part.")
@click.option("--with-demo", is_flag=True, help="Load the sample newsroom first, if it is not there.")
@click.option("--part", hidden=True)
@click.option("--lifeline", "lifeline_descriptor", type=int, hidden=True)
@click.option("--descriptors", default="", hidden=True)
@click.option("--index", type=int, default=0, hidden=True)
@click.option("--fronts", type=int, default=1, hidden=True)
@click.option("--gate", type=int, hidden=True)
@click.option("--with-worker", is_flag=True, hidden=True)
def command(
    *,
    only: str | None,
    with_demo: bool,
    part: str | None,
    lifeline_descriptor: int | None,
    descriptors: str,
    index: int,
    fronts: int,
    gate: int | None,
    with_worker: bool,
) -> None:
    """Run everything: web server, mail listener, worker. SIGTERM ends it within 10 seconds."""
    settings = config.load()
    if part is None:
        logs.configure(level=settings.log_level)
        _check_named_files(settings, only=only)
        _check_theme(settings)
        try:
            locks = serving.hold_home(settings, only=only)
            supervisor = serving.supervisor(settings, only=only, with_demo=with_demo)
        except (PortTaken, serving.HomeTaken) as error:
            raise click.ClickException(str(error)) from None
        with locks:
            sys.exit(supervisor.run())
    if lifeline_descriptor is not None:
        lifeline.hold(lifeline_descriptor)
    try:
        serving.run_part(
            settings,
            serving.PartOptions(
                name=part,
                descriptors=[int(number) for number in descriptors.split(",") if number],
                index=index,
                fronts=fronts,
                gate=gate,
                with_worker=with_worker,
                with_demo=with_demo,
            ),
        )
    except OSError as error:
        logging.getLogger(__name__).error("%s cannot run: %s", part, error)
        sys.exit(1)


def _check_theme(settings: config.Config) -> None:
    """Refuse to start with a theme that cannot be used."""
    from depesche.bakery import themes

    try:
        themes.load(settings.theme)
    except themes.ThemeError as error:
        raise click.ClickException(f"DEPESCHE_THEME: {error}") from None


def _check_named_files(settings: config.Config, *, only: str | None) -> None:
    """Refuse to start with a file that cannot be used. Of one that will do for now the part that needs it tells."""
    if only == running.WEB or not (settings.smtp_certificate or settings.smtp_key or settings.dns_file):
        return
    from depesche.intake.fetchers import named_files

    for fault in named_files.faults(settings, now=clock.utc_now()):
        if fault.fatal:
            raise click.ClickException(str(fault))
