"""`depesche publish`: as an editor would."""

from __future__ import annotations

import click


@click.command("publish")
@click.argument("key", metavar="PATH|ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(key: str, as_json: bool) -> None:
    """Publish the latest version of an article, at once."""
    from depesche.commands import articles, django

    django.start()
    from depesche.stories import services

    articles.change(key, services.publish, as_json=as_json)
