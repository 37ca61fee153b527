"""`depesche unpublish`: as an editor would."""

from __future__ import annotations

import click


@click.command("unpublish")
@click.argument("key", metavar="PATH|ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(key: str, as_json: bool) -> None:
    """Withdraw an article: its address answers 410, lists forget it, open pages are told."""
    from depesche.commands import articles, django

    django.start()
    from depesche.stories import services

    articles.change(key, services.unpublish, as_json=as_json)
