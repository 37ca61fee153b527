"""`depesche bake`: render pages into the content store."""

from __future__ import annotations

import sys
import time

import click


@click.command("bake")
@click.option("--all", "everything", is_flag=True, help="Bake every page anew, not only what is open.")
def command(everything: bool) -> None:
    """Carry out open changes; with --all bake every page anew. Pages that come out the same are not rewritten."""
    from depesche.commands import django

    django.start()
    from depesche.stories import press, rebuilding, selectors

    started = time.monotonic()
    if not everything:
        click.echo(f"{press.run_open() + rebuilding.run_open()} changes carried out", err=True)
        return
    total = len(selectors.every_path())
    with click.progressbar(length=total, label="Baking", file=sys.stderr) as bar:
        count = rebuilding.everything(progress=lambda _path: bar.update(1))
    click.echo(f"{count} pages in {time.monotonic() - started:.1f} s", err=True)
