"""From the call that publishes to new pages for a fresh reader, and to the event on 5,000 open pages.

    make bench-fresh   or: .venv/bin/python benchmarks/bench_fresh.py [--readers 5000] [--publishes 30]

The sample newsroom, as `depesche serve` runs it. An editor in a process of their own changes an article and calls
`services.publish`; the clock starts before that call. A fresh reader asks for the article and the front page again and
again, five milliseconds after each answer, until both have the new words. All open pages follow the front page.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from goals import Row, report
from open_pages import OpenPages, raise_limit
from tests.running import Newsroom

PATH = "/nachrichten/merlebruecke-gesperrt/"
FRESH, EVERYBODY = 90.0, 400.0
PAUSE = 0.005
"""Seconds between two questions of the fresh reader: so many may be added to its time, and it takes no core away."""
EDITOR = f"""
import json, sys, time
from depesche.stories import services
from depesche.stories.models import ArticlePage
pk = services.article_of({PATH!r}).pk
for line in sys.stdin:
    page = ArticlePage.objects.get(pk=pk)
    page.lead = page.title = "Merlebrücke gesperrt, Fassung " + line.strip() + "."
    revision = page.save_revision()
    began = time.monotonic()
    services.publish(page, revision=revision)
    print(json.dumps({{"began": began, "took": time.monotonic() - began}}), flush=True)
"""


class FreshReader(threading.Thread):
    """Asks for both pages until they have the words; `moment` is when."""

    def __init__(self, port: int, words: bytes) -> None:
        super().__init__(daemon=True)
        self._port, self._words, self.moment = port, words, 0.0

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        wanted = [PATH, "/"]
        while wanted:
            connection.request("GET", wanted[0])
            if self._words in connection.getresponse().read():
                wanted.pop(0)
            else:
                time.sleep(PAUSE)
        self.moment = time.monotonic()
        connection.close()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--readers", type=int, default=5000)
    asked.add_argument("--publishes", type=int, default=30)
    options = asked.parse_args()
    raise_limit()
    with tempfile.TemporaryDirectory(prefix="dp-fresh-") as folder:
        newsroom = Newsroom(
            home=Path(folder) / "home", arguments=("--with-demo",), environment={"DEPESCHE_LIVE_PER_ADDRESS": "0"}
        )
        newsroom.start()
        try:
            newsroom.wait_ready(seconds=300)
            while newsroom.get("/desk/login/").status != 200:
                time.sleep(0.5)
            fresh, calls, _ = _publishes(newsroom, options.publishes, None)
            pages = OpenPages(newsroom.port, options.readers)
            _, _, told = _publishes(newsroom, options.publishes, pages)
            pages.close()
        finally:
            newsroom.stop()
    median, late = statistics.median(fresh), sorted(told)[len(told) * 99 // 100]
    rows = [
        Row("the call itself, median", f"{statistics.median(calls):.0f} ms"),
        Row(
            "until article and front are new for a fresh reader, median",
            f"{median:.0f} ms",
            f"under {FRESH:.0f} ms",
            median < FRESH,
        ),
        Row(
            f"until {options.readers:,} open pages have the event, p99",
            f"{late:.0f} ms",
            f"under {EVERYBODY:.0f} ms",
            late < EVERYBODY,
        ),
    ]
    return report("Fresh", rows)


def _publishes(newsroom: Newsroom, count: int, pages: OpenPages | None) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds until the fresh reader has it, of the call, and until each open page has the event."""
    command = [sys.executable, "-m", "depesche", "shell", "-v", "0", "-c", EDITOR]
    editor = subprocess.Popen(
        command,
        env=newsroom.settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert editor.stdin is not None
    assert editor.stdout is not None
    fresh, calls, told = [], [], []
    kind = 1000 if pages is None else 2000
    for number in range(kind, kind + count + 2):
        words = f"Fassung {number}."
        reader = FreshReader(newsroom.port, words.encode())
        if pages is None:
            reader.start()
        editor.stdin.write(f"{number}\n")
        editor.stdin.flush()
        moments = pages.heard(words.encode()) if pages is not None else []
        said = json.loads(editor.stdout.readline())
        if pages is None:
            reader.join(60)
        if number >= kind + 2:  # the first two load what the others find loaded
            fresh.append((reader.moment - said["began"]) * 1000)
            calls.append(said["took"] * 1000)
            told += [(moment - said["began"]) * 1000 for moment in moments]
        time.sleep(0.3)
    editor.stdin.close()
    editor.wait(60)
    editor.stdout.close()
    return fresh, calls, told


if __name__ == "__main__":
    sys.exit(main())
