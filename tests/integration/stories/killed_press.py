"""Publishes in child processes that are killed at random moments, then looks whether all fits together.

Run as a program with a home of its own that has its tables (see `test_killed_press.py`); prints what it found as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time

import django

django.setup()

from django.db import connections  # noqa: E402

from depesche.stories import importing, plant, press, selectors, services  # noqa: E402
from depesche.stories.addresses import path_of, topic_of  # noqa: E402
from depesche.stories.models import ArticlePage, Change  # noqa: E402


def document(number: int, version: int) -> dict[str, object]:
    return {
        "uri": f"urn:kill:{number}",
        "version": str(version),
        "pubstatus": "canceled" if version == 3 else "usable",
        "headline": f"Meldung {number} in Fassung {version}",
        "body_text": f"Der Text der Meldung {number}, Fassung {version}, mit {number * 7} Fakten.",
        "subject": [{"name": "Haushalt"}],
    }


def publish_until_killed(start: int) -> None:
    for number in range(start, start + 1000):
        for version in (1, 2, 3) if number % 3 == 0 else (1, 2):
            importing.take(document(number, version), publish=True, section="politik")


def kill_at_a_random_moment(round_number: int, chance: random.Random) -> None:
    connections.close_all()
    child = os.fork()
    if child == 0:
        plant.archive.cache_clear()
        publish_until_killed(round_number * 1000)
        os._exit(0)
    time.sleep(chance.uniform(0.05, 0.8))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def stored(name: str) -> str:
    return (plant.store().get(name) or b"").decode()


def inconsistencies() -> list[str]:
    found = []
    told = {(event.topic, event.event) for event in plant.log().since(0, limit=1_000_000)}
    for page in ArticlePage.objects.all():
        path, name = path_of(page), path_of(page).lstrip("/") + "index.html"
        if page.live and page.title not in stored(name):
            found.append(f"{path}: not baked as it is")
        if not page.live and stored(name):
            found.append(f"{path}: baked but not public")
        if page.version and not any(topic == topic_of(path) for topic, _event in told):
            found.append(f"{path}: nobody was told")
        if page.version and not page.live and (topic_of(path), "withdraw") not in told:
            found.append(f"{path}: the withdrawal was not told")
    newest = [path_of(page) for page in selectors.published()[:20]]
    for listing in ("index.html", "politik/index.html", "feed.xml", "politik/feed.atom", "thema/haushalt/index.html"):
        missing = [path for path in newest if path not in stored(listing)]
        if listing != "index.html" and missing:
            found.append(f"{listing}: lacks {missing[0]}")
    withdrawn = [path_of(page) for page in ArticlePage.objects.filter(live=False, version__gt=0)]
    for listing in ("index.html", "politik/index.html", "feed.xml", "sitemap-news.xml", "thema/haushalt/feed.json"):
        found += [f"{listing}: still has {path}" for path in withdrawn if f"{path}" in stored(listing)]
    held = {hit.path: hit.card.headline for hit in plant.archive().search("Meldung", limit=100_000)[0]}
    public = {path_of(page): page.title for page in ArticlePage.objects.filter(live=True)}
    found += [f"{path}: search and database disagree" for path, _title in sorted(held.items() ^ public.items())]
    if Change.objects.filter(done_at__isnull=True).exclude(kind="rebuild").exists():
        found.append("the outbox is not empty")
    doubled = ArticlePage.objects.count() - ArticlePage.objects.values("uri").distinct().count()
    return [*found, *([f"{doubled} articles doubled"] if doubled else [])]


def main(kills: int, seed: int) -> None:
    services.home()
    services.section("politik", name="Politik")
    press.bake_assets()
    chance = random.Random(seed)
    rounds = 0
    # A slow machine gets more rounds, until its children have published something worth looking at.
    while rounds < kills or (rounds < 4 * kills and ArticlePage.objects.count() < kills // 2):
        kill_at_a_random_moment(rounds, chance)
        rounds += 1
    left_open = Change.objects.filter(done_at__isnull=True).exclude(kind="rebuild").count()
    press.run_open()
    report = {
        "kills": rounds,
        "articles": ArticlePage.objects.count(),
        "left_open": left_open,
        "errors": sorted({change.error for change in Change.objects.exclude(error="")}),
        "inconsistencies": inconsistencies(),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
