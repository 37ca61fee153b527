"""`depesche bake`: render pages into the content store, or build the archive's index."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

import click

from depesche.commands import bake_crew


@click.command("bake")
@click.option("--all", "everything", is_flag=True, help="Bake every page anew, not only what is open.")
@click.option("--archive", is_flag=True, help="Build the index of search and related articles anew instead.")
@click.option("--processes", type=click.IntRange(1), help="Processes that bake with --all; default: one for each core.")
@click.option("--helper", is_flag=True, hidden=True)
def command(*, everything: bool, archive: bool, processes: int | None, helper: bool) -> None:
    """Carry out open changes; with --all bake every page anew. Pages that come out the same are not rewritten.

    With --archive the index is built anew; the old one answers meanwhile.
    """
    from depesche.commands import django

    django.start()
    from depesche.stories import press, rebuilding

    if helper:
        bake_crew.help_out()
    elif archive:
        _index()
    elif everything:
        _bake_all(processes)
    else:
        click.echo(f"{press.run_open() + rebuilding.run_open()} changes carried out", err=True)


def _index() -> None:
    from depesche.stories import mending, selectors

    started = time.monotonic()
    with click.progressbar(length=selectors.published().count(), label="Indexing", file=sys.stderr) as bar:
        count = mending.rebuild_archive(progress=lambda done: bar.update(done - bar.pos))
    click.echo(f"{count} articles in {time.monotonic() - started:.1f} s", err=True)


def _bake_all(processes: int | None) -> None:
    from depesche.stories import selectors

    started = time.monotonic()
    total = len(selectors.every_path())
    count = processes or (os.cpu_count() or 1 if total >= bake_crew.WORTH_IT else 1)
    with click.progressbar(length=total, label="Baking", file=sys.stderr) as bar:
        pages = _by(count, lambda _path: bar.update(1))
    seconds = time.monotonic() - started
    click.echo(f"{pages} pages in {seconds:.1f} s, {pages / seconds:.0f} a second, by {count} processes", err=True)


def _by(count: int, progress: Callable[[str], None]) -> int:
    from depesche.stories import rebuilding

    if count == 1:
        return rebuilding.everything(progress=progress)
    with bake_crew.crew(count) as crew:
        return rebuilding.everything(progress=progress, bake=crew.bake, stretch=crew.stretch)
