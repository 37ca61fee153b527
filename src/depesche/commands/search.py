"""`depesche search QUERY`: what readers would find. Reads the archive alone."""

from __future__ import annotations

import json

import click


@click.command()
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1), help="So many hits at most.")
def command(query: str, as_json: bool, limit: int) -> None:
    """Search the archive."""
    from depesche.archive.opening import open_index
    from depesche.kit import config

    index = open_index(config.load())
    hits, total = index.search(query, limit=limit)
    if note := index.note:
        click.echo(f"depesche: {note}", err=True)
    for hit in hits:
        if as_json:
            line = {
                "path": hit.path,
                "headline": hit.card.headline,
                "section": hit.card.section.slug,
                "score": round(hit.score, 6),
            }
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            click.echo(f"{hit.path}\t{hit.card.headline}")
    if not as_json:
        click.echo(f"{total} found", err=True)
