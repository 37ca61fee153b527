"""Run by `speed.py` in a process of its own: measures one archive on one core, prints JSON (milliseconds, MB)."""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive_room.load import NOW, Load
from archive_room.speed import p95
from archive_room.stories import articles
from depesche.archive.index import Index
from depesche.bakery import schema

_RECIPROCAL = 8
_ROUNDS = 40


def main(folder: Path) -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    index = Index(folder, clock=lambda: NOW)
    asked = list(Load(seed=11).articles(150))
    queries = _queries(asked)
    for query in queries[:20]:
        index.search(query)
    index.related(asked[0])
    related = [_milliseconds(lambda one=one: index.related(one, 4)) for one in asked]
    search = [_milliseconds(lambda query=query: index.search(query)) for query in queries]
    deep = [_milliseconds(lambda: index.search("Stadt", limit=20, offset=980)) for _ in range(10)]
    own, mapped = _resident("RssAnon"), _resident("RssFile")
    fresh = [replace(story.document(), first_published=NOW) for story in articles()]
    visible = [_milliseconds(lambda one=one: _visible(index, one), perf_counter) for one in fresh[:5]]
    publish = [_milliseconds(lambda one=one: _publish(index, one)) for one in fresh[5 : 5 + _ROUNDS]]
    waited = [_milliseconds(lambda one=one: _publish(index, one), perf_counter) for one in fresh[5 + _ROUNDS :][:20]]
    figures = {
        "waited": statistics.median(waited),
        "related_p95": p95(related),
        "related_median": statistics.median(related),
        "search_p95": p95(search),
        "search_median": statistics.median(search),
        "deep": statistics.median(deep),
        "megabytes": own,
        "mapped": mapped,
        "visible": max(visible),
        "publish": statistics.median(publish),
    }
    print(json.dumps(figures))


def _queries(asked: list[schema.ArticleDocument]) -> list[str]:
    """What readers type: a name, a compound, two words, a phrase, a common word, a typing error."""
    queries = []
    for article in asked:
        words = article.headline.split()
        name, noun = words[0], words[-1]
        queries += [name, f"{name} {noun}", " ".join(words[:4]), f"„{noun} {words[-2]}“"]
        queries += [words[1][:-2] + words[1][-1:] if len(words[1]) > 5 else words[1], "Stadt Streit"]
    return queries


def _visible(index: Index, article: schema.ArticleDocument) -> None:
    index.add(article)
    index.commit()
    while article.path not in [hit.path for hit in index.search(f"„{article.headline}“")[0]]:
        pass


def _publish(index: Index, article: schema.ArticleDocument) -> None:
    """What `stories.neighbourhood` asks of the archive when an article is published."""
    index.related(article, 4)
    index.add(article)
    index.commit()
    for path, _score in index.related(article, _RECIPROCAL):
        index.related_to(path, 4)


def _milliseconds(work: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    """What some work costs a core, whatever else runs on the machine; by another clock, how long it takes."""
    begun = clock()
    work()
    return (clock() - begun) * 1000


def _resident(kind: str) -> float:
    """Megabytes of our own (RssAnon), or of the index's files that the system keeps at hand (RssFile)."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition(f"{kind}:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
