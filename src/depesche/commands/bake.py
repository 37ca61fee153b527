"""`depesche bake`: render pages into the content store."""

from __future__ import annotations

import sys
import time

import click


@click.command("bake")
@click.option("--all", "everything", is_flag=True, help="Bake every page anew, not only what is open.")
@click.option("--archive", is_flag=True, help="Build the index of search and related articles anew instead.")
def command(everything: bool, archive: bool) -> None:
    """Carry out open changes; with --all bake every page anew. Pages that come out the same are not rewritten.

    With --archive the index is built anew; the old one answers meanwhile.
    """
    from depesche.commands import django

    django.start()
    from depesche.stories import mending, press, rebuilding, selectors

    started = time.monotonic()
    if archive:
        with click.progressbar(length=selectors.published().count(), label="Indexing", file=sys.stderr) as bar:
            count = mending.rebuild_archive(progress=lambda done: bar.update(done - bar.pos))
        click.echo(f"{count} articles in {time.monotonic() - started:.1f} s", err=True)
        return
    if not everything:
        click.echo(f"{press.run_open() + rebuilding.run_open()} changes carried out", err=True)
        return
    total = len(selectors.every_path())
    with click.progressbar(length=total, label="Baking", file=sys.stderr) as bar:
        count = rebuilding.everything(progress=lambda _path: bar.update(1))
    click.echo(f"{count} pages in {time.monotonic() - started:.1f} s", err=True)
