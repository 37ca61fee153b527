"""`depesche related PATH`: what to read after an article. Reads the archive alone."""

from __future__ import annotations

import json
import sys

import click


@click.command()
@click.argument("path")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--limit", default=4, show_default=True, type=click.IntRange(min=1), help="So many articles at most.")
def command(path: str, as_json: bool, limit: int) -> None:
    """List the articles related to the one at PATH, best first."""
    from depesche.archive.opening import open_index
    from depesche.kit import config

    path = f"/{path.strip('/')}/"
    found = open_index(config.load()).related_to(path, limit=limit)
    if found is None:
        click.echo(f"depesche: the archive holds no article at {path}", err=True)
        sys.exit(1)
    for card, score in found:
        if as_json:
            line = {
                "path": card.path,
                "headline": card.headline,
                "section": card.section.slug,
                "score": round(score, 6),
            }
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            click.echo(f"{card.path}\t{card.headline}")
