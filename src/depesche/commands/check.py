"""`depesche check`: looks the installation over and says what to do."""

from __future__ import annotations

import json
import sys

import click


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each thing looked at.")
def command(as_json: bool) -> None:
    """Look over settings, database, store, ports, mail and clock. Exit code 1 when something needs doing."""
    from depesche.commands import inspection

    findings = list(inspection.look_over())
    for finding in findings:
        if as_json:
            click.echo(json.dumps({**finding._asdict(), "ok": finding.ok}, ensure_ascii=False))
        else:
            click.echo(f"{'ok  ' if finding.ok else 'DO  '} {finding.what}: {finding.state}")
            if finding.advice:
                click.echo(f"     {finding.advice}")
    sys.exit(0 if all(finding.ok for finding in findings) else 1)
