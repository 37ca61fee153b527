"""A newsroom with many readers, while stories are published, connections break and the server is ended and killed.

What must hold for every reader, whatever happens: ids that rise strictly, no gap, or an explicit reset. And whoever
applies the events to an old page, as the page's own script does, has what one has who fetches the page afresh.
"""

from __future__ import annotations

import contextlib
import http.client
import queue
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import lxml.html
from tests.crowd import Crowd, Reader, complaints
from tests.running import Newsroom

from depesche.delivery.live import EventLog, NewEvent, open_log
from depesche.kit import config

ARTICLE = "/nachrichten/merlebruecke-gesperrt/"
SECTION = "nachrichten"
_WRITER = f"""
import sys
from depesche.stories import services, ticker
from depesche.stories.models import ArticlePage, Entry
article = services.article_of({ARTICLE!r})
words = [("text", "<p>Es geht los.</p>")]
draft = services.ArticleDraft(headline="Dauerlauf", slug="dauerlauf", body=words)
blog = services.create_article(article.get_parent().specific, draft)
services.publish(blog)
ticker.set_status(blog, "live")
print("/{SECTION}/dauerlauf/", flush=True)
for line in sys.stdin:
    deed, number = line.split()
    if deed == "update":
        page = ArticlePage.objects.get(pk=article.pk)
        page.lead = f"Stand der Dinge: Nummer {{number}}."
        services.publish(page, revision=page.save_revision())
    elif deed == "entry":
        ticker.add(blog, {{"text": f"Eintrag {{number}}"}})
    else:
        entry = Entry.objects.filter(article=blog, state="published").order_by("-number")[int(number) % 3]
        if deed == "edit":
            ticker.change(entry, {{"text": f"{{entry.text}} (geändert)"}}, version=entry.version)
        else:
            ticker.remove(entry, version=entry.version)
    print(deed, flush=True)
"""


class OpenPage:
    """A page in a browser, as far as live news go: fetched once, then kept up to date by events and fetching."""

    def __init__(self, port: int, path: str, topics: Sequence[str]) -> None:
        self.path, self.fetched = path, 0
        self._port = port
        self._entries: dict[int, tuple[int, str]] = {}
        self._rest = ""
        self._heard: queue.Queue[tuple[str, dict[str, Any]]] = queue.Queue()
        self.reader = Reader(tuple(topics), on_event=lambda kind, data: self._heard.put((kind, data)))
        self.reader.last_id = self.fetch()
        threading.Thread(target=self._work, name=path, daemon=True).start()

    def _work(self) -> None:
        """Takes event after event; what cannot be fetched while the server is away is fetched when it is back."""
        while True:
            event = self._heard.get()
            while True:
                try:
                    self.take(*event)
                except (OSError, http.client.HTTPException):
                    time.sleep(0.2)
                else:
                    break
            self._heard.task_done()

    @property
    def is_calm(self) -> bool:
        return self._heard.unfinished_tasks == 0

    def fetch(self) -> int:
        """Take the page as it is now; the newest event it knows."""
        page = fetch(self._port, self.path)
        self._rest, fresh = parts(page)
        lowest, highest = min(fresh, default=0), max(fresh, default=0)
        gone = [number for number in self._entries if lowest <= number <= highest and number not in fresh]
        for number in gone:
            del self._entries[number]
        for number, (version, text) in fresh.items():
            self._put(number, version, text)
        self.fetched += 1
        return int(page.get("data-live-id"))

    def take(self, kind: str, data: dict[str, Any]) -> None:
        """What the page's script does with an event (`live.js`, `live-blog.js`)."""
        if kind != "entry":
            self.fetch()
            return
        number = int(str(data["entry"]))
        if data.get("removed"):
            self._entries.pop(number, None)
        elif number in self._entries or number > max(self._entries, default=0):
            node = lxml.html.fragment_fromstring(str(data["html"]))
            self._put(number, int(node.get("data-version") or 0), text_of(node))
        if data.get("refresh"):
            self.fetch()

    def _put(self, number: int, version: int, text: str) -> None:
        if number not in self._entries or self._entries[number][0] < version:
            self._entries[number] = (version, text)

    def differs_from_fresh(self) -> str:
        """Where it is not what a fresh page is; empty: nowhere."""
        rest, fresh = parts(fetch(self._port, self.path))
        if rest != self._rest:
            return f"{self.path}: {rest[:200]!r} is shown as {self._rest[:200]!r}"
        own = {number: self._entries.get(number) for number in fresh}
        return "" if own == fresh else f"{self.path}: the entries {fresh} are shown as {own}"


def fetch(port: int, path: str) -> lxml.html.HtmlElement:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200, (path, answer.status)
        return lxml.html.document_fromstring(answer.read().decode("utf-8"))
    finally:
        connection.close()


def parts(page: lxml.html.HtmlElement) -> tuple[str, dict[int, tuple[int, str]]]:
    """What a page says in its main part, and apart from that the entries of a live blog with their versions."""
    entries = {}
    for node in page.xpath("//*[@data-entries]/*[@data-entry]"):
        entries[int(node.get("data-entry"))] = (int(node.get("data-version")), text_of(node))
        node.getparent().remove(node)
    [main] = page.xpath("//main")
    return ("" if entries else text_of(main)), entries


def text_of(node: lxml.html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


@dataclass(frozen=True, slots=True)
class Report:
    """What a soak showed. `complaints` must be empty."""

    events: int
    readers: int
    connections: int
    resets: int
    refusals: int
    seconds: float
    complaints: list[str]


def soak(
    newsroom: Newsroom,
    *,
    readers: int,
    events: int,
    seconds: float,
    port: int | None = None,
    addresses: int = 1,
    say: Callable[[str], object] = lambda _line: None,
) -> Report:
    """Let `readers` follow `events` deeds spread over `seconds`, with a SIGTERM and a SIGKILL in between.

    The newsroom runs, with the sample in it and no limit of connections from one address. Readers come to `port`, if
    somebody stands in front of it.
    """
    began, rng, door = time.monotonic(), random.Random(3), port or newsroom.port
    with _writer(newsroom) as (blog, write):
        pages = [
            OpenPage(door, ARTICLE, [f"article/{ARTICLE.strip('/')}"]),
            OpenPage(door, "/", ["front"]),
            OpenPage(door, blog, [f"article/{blog.strip('/')}", f"live/{blog.strip('/').rpartition('/')[2]}"]),
        ]
        kinds = [page.reader.topics for page in pages] + [(f"section/{SECTION}",), ("front", "section/politik")]
        crowd = [Reader(kinds[number % len(kinds)]) for number in range(readers)]
        own = config.load(newsroom.settings)
        log = open_log(own)
        with Crowd(door, [*crowd, *(page.reader for page in pages)], addresses=addresses) as held:
            held.wait_for(lambda: held.connected == readers + len(pages), seconds=120, what="all are in")
            say(f"{held.connected} readers are in after {time.monotonic() - began:.0f} s")
            started = time.monotonic()
            for number in range(events):
                time.sleep(max(0.0, started + seconds * number / events - time.monotonic()))
                if number == events // 3:
                    say("SIGTERM")
                    newsroom.stop(within=20)
                    newsroom.start()
                elif number == 2 * events // 3:
                    say("SIGKILL")
                    newsroom.kill()
                    newsroom.start()
                if number % 10 == 5:
                    held.drop(rng.uniform(0.05, 0.4))
                _do(number, write, log, rng)
            newsroom.wait_ready(seconds=120)
            log.append([NewEvent(topic=topic, event="announce", path="/", data={}) for topic in _topics(kinds)])
            ids = {kind: [event.id for event in log.since(0, frozenset(kind), 1_000_000)] for kind in kinds}
            held.settle({kind: found[-1] for kind, found in ids.items()}, seconds=120)
            held.wait_for(lambda: all(page.is_calm for page in pages), seconds=60, what="the pages are up to date")
        log.close()
        said = complaints([*crowd, *(page.reader for page in pages)], lambda kind: ids[kind])
        said += [difference for page in pages if (difference := page.differs_from_fresh())]
    everybody = [*crowd, *(page.reader for page in pages)]
    return Report(
        events=len({number for found in ids.values() for number in found}),
        readers=len(everybody),
        connections=sum(reader.connections for reader in everybody),
        resets=sum(len(reader.resets) for reader in everybody),
        refusals=sum(reader.refusals for reader in everybody),
        seconds=time.monotonic() - began,
        complaints=said,
    )


def _topics(kinds: Sequence[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(topic for kind in kinds for topic in kind))


def _do(number: int, write: Callable[[str], None], log: EventLog, rng: random.Random) -> None:
    """One deed: an entry, a change of one, an update of the article, or a bare event of another topic."""
    deed = ("entry", "update", "bare", "entry", "edit", "entry", "bare", "remove")[number % 8]
    if deed == "bare":
        log.append([NewEvent(topic="section/politik", event="announce", path="/politik/", data={"number": number})])
    else:
        write(f"{deed} {number if deed in ('entry', 'update') else rng.randrange(3)}")


@contextlib.contextmanager
def _writer(newsroom: Newsroom) -> Iterator[tuple[str, Callable[[str], None]]]:
    """An editor in a process of their own, who goes on writing while the server is away; path of the live blog."""
    command = [sys.executable, "-m", "depesche", "shell", "-v", "0", "-c", _WRITER]
    process = subprocess.Popen(
        command, env=newsroom.settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    lines, orders = process.stdout, process.stdin

    def write(line: str) -> None:
        orders.write(f"{line}\n")
        orders.flush()
        answer = lines.readline().strip()
        assert answer == line.split(maxsplit=1)[0], f"{line}: {answer}\n{_end(process)}"

    try:
        blog = lines.readline().strip()
        assert blog.startswith("/"), f"{blog}\n{_end(process)}"
        yield blog, write
    finally:
        _end(process)


def _end(process: subprocess.Popen[str]) -> str:
    if process.poll() is None:
        try:
            return process.communicate(timeout=30)[1][-3000:]
        except subprocess.TimeoutExpired:
            process.kill()
            return process.communicate()[1][-3000:]
    return process.stderr.read()[-3000:] if process.stderr and not process.stderr.closed else ""
