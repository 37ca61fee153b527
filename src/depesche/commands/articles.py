"""What commands on one article share: finding it, refusing in words, saying what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from depesche.stories.models import ArticlePage


def change(key: str, action: Callable[[ArticlePage], ArticlePage], *, as_json: bool) -> None:
    """Do `action` to the article that `key` means. Exit code 1 with a sentence when there is none or it is refused."""
    from depesche.stories import services
    from depesche.stories.addresses import path_of
    from depesche.stories.models import Change
    from depesche.stories.publishing import Refused

    page = services.article_of(key)
    if page is None:
        raise click.ClickException(f"no article at {key!r}; give its path, such as /politik/haushalt/, or its number")
    try:
        page = action(page)
    except Refused as refusal:
        raise click.ClickException("; ".join(refusal.messages)) from refusal
    if (waiting := Change.objects.filter(done_at__isnull=True).exclude(error="").first()) is not None:
        click.echo(f"depesche: not all pages could be stored; it is tried again: {waiting.error}", err=True)
    if as_json:
        line = {
            "id": str(page.pk),
            "uri": page.uri or f"urn:uuid:{page.guid}",
            "path": path_of(page),
            "live": page.live,
        }
        click.echo(json.dumps(line, ensure_ascii=False))
    else:
        click.echo(f"{'published' if page.live else 'not public'}: {path_of(page)}")
