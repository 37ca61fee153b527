"""`depesche demo`: the sample newsroom, through the same services that editors use."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime


@click.command("demo")
def command() -> None:
    """Load the sample newsroom. A second call changes nothing. Works before or beside `serve`."""
    from depesche.commands import django, migration

    django.start()
    migration.migrate()
    if not load():
        click.echo("The sample newsroom is already there.", err=True)


def load(*, now: datetime | None = None) -> bool:
    """Load what is missing of the sample newsroom; False when it was all there."""
    from depesche.commands.sample_loading import Loading
    from depesche.kit.clock import utc_now
    from depesche.sample import reading
    from depesche.stories import press, services

    moment = now or utc_now()
    services.home()
    newsroom = reading.load_newsroom(now=moment)
    loading = Loading(newsroom, now=moment)
    missing = loading.missing()
    if not missing:
        return False
    with press.wholesale():
        loading.set_the_scene()
        with click.progressbar(missing, label="Loading sample news", file=sys.stderr) as bar:
            for article in bar:
                loading.load(article)
        loading.link_articles()
        loading.send_mails()
        click.echo("Baking the pages ...", err=True)
    return True
