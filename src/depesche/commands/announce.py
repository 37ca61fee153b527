"""`depesche announce TOPIC [TEXT|-]`: tell open pages something, without Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

import click

from depesche.delivery.live import EventLog, LogError, NewEvent, open_log
from depesche.delivery.stores import Store, open_store
from depesche.kit import config, surrogates

_NO_SECTIONS = frozenset({"archiv", "person", "thema"})


@click.command("announce")
@click.argument("topic")
@click.argument("text", default="")
@click.option("--path", help="Page the event is about; the topic's own page unless given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def command(topic: str, text: str, path: str | None, as_json: bool) -> None:
    """Append one event to the live log and print its id. With `-` as TEXT, one for each line of standard input."""
    settings = config.load()
    texts = _lines(sys.stdin.buffer) if text == "-" else [surrogates.replaced(text)]
    try:
        about = path or page_of(topic, open_store(settings))
        log = open_log(settings)
        for event_id in _announce(log, topic, about, texts):
            click.echo(json.dumps({"id": event_id, "topic": topic, "path": about}) if as_json else str(event_id))
        log.close()
    except (LogError, ValueError) as error:
        raise click.ClickException(str(error)) from None


def page_of(topic: str, store: Store) -> str:
    """The page readers of a topic have open: `section/politik` -> `/politik/`, `front` -> `/`.

    A topic `live/<slug>` does not name its section: its page is the one stored under that slug in any section. Where
    there is none, as for topics that have no page, it is the front page, which is always there.
    """
    kind, _, rest = topic.partition("/")
    rest = rest.strip("/")
    match kind:
        case "section" | "article" if rest:
            return f"/{rest}/"
        case "topic" if rest:
            return f"/thema/{rest}/"
        case "live" if rest:
            return _page_with_slug(rest, store)
        case _:
            return "/"


def _page_with_slug(slug: str, store: Store) -> str:
    page = f"/{slug}/index.html"
    found = (name.split("/") for name in store.names() if name.endswith(page))
    sections = [parts[0] for parts in found if len(parts) == 3 and parts[0] not in _NO_SECTIONS]
    return f"/{min(sections)}/{slug}/" if sections else "/"


def _announce(log: EventLog, topic: str, path: str, texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        data = {"text": text} if text else {}
        yield from log.append([NewEvent(topic=topic, event="announce", path=path, data=data)])


def _lines(stream: Iterable[bytes]) -> Iterator[str]:
    """Lines as they come, without the empty ones. What is no UTF-8 in one is replaced, and the line named."""
    for number, line in enumerate(stream, 1):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("utf-8", "replace")
            click.echo(f"depesche: line {number} of standard input is not all UTF-8; the rest of it is sent", err=True)
        if text := text.strip():
            yield text
