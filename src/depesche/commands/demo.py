"""`depesche demo`: the sample newsroom, through the same services that editors use."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import click

from depesche.sample.studio import Studio

if TYPE_CHECKING:
    from datetime import datetime


@click.command("demo")
def command() -> None:
    """Load the sample newsroom. A second call changes nothing. Works before or beside `serve`."""
    from depesche.commands import django, migration

    django.start()
    migration.migrate()
    with Studio() as studio:
        if not load(studio):
            click.echo("The sample newsroom is already there.", err=True)


def load(studio: Studio, *, now: datetime | None = None) -> bool:
    """Load what is missing of the sample newsroom; False when it was all there."""
    from wagtail.signal_handlers import disable_reference_index_auto_update

    from depesche.commands.sample_loading import Loading, missing_articles
    from depesche.kit.clock import utc_now
    from depesche.sample import reading
    from depesche.stories import rebuilding, services

    moment = now or utc_now()
    services.home()
    newsroom = reading.load_newsroom(now=moment)
    missing = missing_articles(newsroom, now=moment)
    if not missing:
        return False
    studio.begin()
    # The sizes of the pictures are ready before the baking begins: it is the outer one that ends last.
    with rebuilding.wholesale(), ThreadPoolExecutor(1) as sizes:
        loading = Loading(newsroom, now=moment, studio=studio, sizes=sizes)
        with disable_reference_index_auto_update():
            loading.set_the_scene()
            with click.progressbar(missing, label="Loading sample news", file=sys.stderr) as bar:
                for article in bar:
                    loading.load(article)
            loading.link_articles()
            loading.confirm_quotations()
        loading.index_references()
        loading.send_mails()
        click.echo("Baking the pages ...", err=True)
    return True
