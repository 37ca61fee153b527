"""`depesche inbox`: the inbox on the terminal."""

from __future__ import annotations

import json
from typing import Any

import click

from depesche.kit import config as configuration


@click.command("inbox")
@click.option(
    "--all", "everything", is_flag=True, help="Also what is filed apart, spiked, in quarantine or a duplicate."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def command(everything: bool, as_json: bool) -> None:
    """List open items, newest first; with `--all` every receipt in the order it came."""
    from depesche.commands import django, migration

    config = configuration.load()
    django.start()
    migration.migrate()
    from depesche.intake import listing
    from depesche.intake.door import open_spool

    if not everything:
        for line in listing.open_lines():
            _print(line, as_json=as_json)
        return
    for receipt in listing.every():
        for line in listing.lines(receipt):
            _print(line, as_json=as_json)
    for arrival in open_spool(config).waiting():
        _print(listing.waiting_line(arrival), as_json=as_json)


def _print(line: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(line, ensure_ascii=False))
        return
    who = line["sender_name"] or line["sender_address"] or line["file"] or "-"
    what = line["headline"] or line["subject"] or line["reason"] or "-"
    click.echo(f"{line['id']}  {line['received_at'][:16]}  {line['status']:<11} {who[:30]:<30}  {what[:100]}")
