"""`depesche import ninjs`: articles from ninjs documents or JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

BATCH = 200
"""So many documents share one run of the press."""


@click.group("import")
def command() -> None:
    """Take articles from elsewhere."""


@command.command("ninjs")
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--publish", is_flag=True, help="Publish at once what is usable and not embargoed.")
@click.option("--section", default="", metavar="SLUG", help="Section for new articles.")
def ninjs(files: tuple[str, ...], publish: bool, section: str) -> None:
    """Take ninjs documents; one JSON line for each: id, uri, path, outcome. Exit code 1 if any was refused."""
    from depesche.commands import django

    django.start()
    from depesche.stories import press

    refused = 0
    documents = (pair for file in files for pair in _documents(file))
    while batch := list(islice(documents, BATCH)):
        with press.paused():
            refused += sum(not _take(place, document, publish, section) for place, document in batch)
    sys.exit(1 if refused else 0)


def _take(place: str, document: Any, publish: bool, section: str) -> bool:
    from django.core.exceptions import ValidationError

    from depesche.stories import importing

    if isinstance(document, json.JSONDecodeError | OSError | UnicodeDecodeError):
        click.echo(f"depesche: {place}: {_unreadable(document)}", err=True)
        return False
    try:
        done = importing.take(document, publish=publish, section=section)
    except (ValueError, ValidationError) as error:
        reason = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        click.echo(f"depesche: {place}: {reason}", err=True)
        return False
    line = {"id": done.id, "uri": done.uri, "path": done.path, "outcome": done.outcome}
    if done.note:
        line["note"] = done.note
    click.echo(json.dumps(line, ensure_ascii=False))
    return True


def _unreadable(error: json.JSONDecodeError | OSError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {(error.strerror or str(error)).lower()}"
    return "is not UTF-8" if isinstance(error, UnicodeDecodeError) else f"is not JSON: {error}"


def _documents(file: str) -> Iterator[tuple[str, Any]]:
    """(place, document or error) pairs: a file is one document, a list of them, or JSON Lines."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield file, error
        return
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) < 2:
            yield file, error
            return
        for number, line in lines:
            yield f"{file}:{number}", _parsed(line)
        return
    if isinstance(whole, list):
        yield from ((f"{file}[{n}]", document) for n, document in enumerate(whole))
    else:
        yield file, whole


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        return error
