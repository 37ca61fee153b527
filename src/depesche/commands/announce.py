"""`depesche announce TOPIC [TEXT|-]`: tell open pages something, without Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

import click

from depesche.delivery.live import EventLog, LogError, NewEvent, open_log
from depesche.kit import config


@click.command("announce")
@click.argument("topic")
@click.argument("text", default="")
@click.option("--path", help="Page the event is about; the topic's own page unless given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def command(topic: str, text: str, path: str | None, as_json: bool) -> None:
    """Append one event to the live log and print its id. With `-` as TEXT, one for each line of standard input."""
    about = path or page_of(topic)
    texts = _lines() if text == "-" else [text]
    try:
        log = open_log(config.load())
        for event_id in _announce(log, topic, about, texts):
            click.echo(json.dumps({"id": event_id, "topic": topic, "path": about}) if as_json else str(event_id))
        log.close()
    except (LogError, ValueError) as error:
        raise click.ClickException(str(error)) from None


def page_of(topic: str) -> str:
    """The page readers of a topic have open: `section/politik` -> `/politik/`, `front` -> `/`."""
    kind, _, rest = topic.partition("/")
    rest = rest.strip("/")
    if not rest:
        return "/"
    return f"/thema/{rest}/" if kind == "topic" else f"/{rest}/"


def _announce(log: EventLog, topic: str, path: str, texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        data = {"text": text} if text else {}
        yield from log.append([NewEvent(topic=topic, event="announce", path=path, data=data)])


def _lines() -> Iterator[str]:
    """Lines of standard input as they come, without the empty ones."""
    for line in sys.stdin:
        if text := line.strip():
            yield text
