"""A newsroom of a given size in a process of its own, which publishes when it is told to. For `bench_size` and others.

python benchmarks/sized_newsroom.py HOME COUNT      then, a line each: `publish N`, `rebake`, `end`
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from depesche.bakery.schema import ArticleDocument

SECTIONS = ("nachrichten", "politik", "sport", "klatsch")


class Sized:
    """The other end of the pipe."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, line: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the newsroom ended: see its standard error above"
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def sized(home: Path, count: int, *, index: bool = True) -> Iterator[Sized]:
    """Begin one; its first answer comes when it is filled."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DEPESCHE_")}
    environment |= {"DEPESCHE_HOME": str(home), "DEPESCHE_LOG_LEVEL": "WARNING"}
    command = [sys.executable, __file__, str(count), "index" if index else "bare"]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Sized(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(60)


def _main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from depesche.commands import django, migration

    django.start()
    migration.migrate()
    _say(_fill(int(sys.argv[1]), index=sys.argv[2] == "index"))
    for line in sys.stdin:
        deed, _, rest = line.strip().partition(" ")
        if deed == "publish":
            _say(_publish(int(rest)))


def _fill(count: int, *, index: bool) -> dict[str, Any]:
    from django.utils import timezone
    from tests.seeding import seed

    from depesche.stories import plant, press, services

    began = time.perf_counter()
    services.home()
    sections = [services.section(slug, name=slug.capitalize()) for slug in SECTIONS]
    seed(sections, count, newest=timezone.now())
    seeded = time.perf_counter()
    if index:
        plant.archive().rebuild(_documents())
    press.bake_assets()
    return {"seeded": seeded - began, "indexed": time.perf_counter() - seeded}


def _documents() -> Iterator[ArticleDocument]:
    """What the index holds, without the detour over the editor's blocks, which would take four times as long."""
    from depesche.bakery import schema
    from depesche.stories.addresses import from_url_path
    from depesche.stories.models import ArticlePage

    names = ("url_path", "title", "lead", "first_published_at", "guid", "section__slug")
    for url_path, title, lead, moment, guid, slug in ArticlePage.objects.values_list(*names).iterator():
        yield schema.ArticleDocument(
            path=from_url_path(url_path),
            uri=f"urn:uuid:{guid}",
            guid=str(guid),
            version=1,
            section=schema.SectionRef(slug=slug, name=slug.capitalize(), path=f"/{slug}/"),
            headline=title,
            lead=lead,
            first_published=moment,
            updated=moment,
            modified=moment,
        )


def _publish(number: int) -> dict[str, Any]:
    """One new article, with a topic; seconds of the call that publishes it."""
    from depesche.stories import services
    from depesche.stories.models import SectionPage, Topic

    topic, _made = Topic.objects.get_or_create(name="Haushalt", slug="haushalt")
    text = "Der Stadtrat Lindenbrück beschließt den Haushalt nach langer Sitzung. Die Opposition kritisiert die Kosten."
    draft = services.ArticleDraft(
        headline=f"Stadtrat beschließt den Haushalt, Fassung {number}",
        lead="Nach langer Sitzung stimmte die Mehrheit zu.",
        body=[("text", f"<p>{text}</p>"), ("text", f"<p>{text}</p>")],
        topics=[topic],
    )
    page = services.create_article(SectionPage.objects.get(slug=SECTIONS[number % 4]), draft)
    began = time.perf_counter()
    services.publish(page)
    return {"seconds": time.perf_counter() - began}


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    _main()
