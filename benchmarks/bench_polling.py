"""10,000 feeds on loopback, polled by one process: how long it takes and how much memory it holds.

Each feed has a host name of its own, as in the world; the resolver is replaced by one that sends all to loopback.
Half of the feeds answer 304, one in fifty is slow, one in a hundred fails. Set COUNT to try with fewer.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

COUNT = int(os.environ.get("COUNT", "10000"))
MOST_MEMORY = 300


def serve(stop: threading.Event) -> None:
    """The feeds, in a process of their own."""
    from tests.integration.intake.fetching.feed_server import Feed, Handler, feed, serving, status

    def any_feed(handler: Handler) -> None:
        number = int(handler.path.strip("/"))
        if number % 100 == 0:
            status(500)(handler)
            return
        if number % 50 == 1:
            time.sleep(2)
        Feed(feed(*(f"Meldung {number}-{entry}" for entry in range(20)), site=f"q{number}.example"))(handler)

    class Any(dict):  # type: ignore[type-arg]
        def get(self, _path: str, _default: object = None) -> object:
            return any_feed

    with serving() as server:
        server.scripts = Any()
        print(server.server_address[1], flush=True)
        while not stop.wait(0.5):
            server.asked.clear()


def poll(port: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from depesche.commands.migration import make_database
    from depesche.intake.door import open_door
    from depesche.intake.fetchers.polling import feed
    from depesche.intake.fetchers.polling.poller import Poller
    from depesche.intake.fetchers.websub.subscribing import Subscriber
    from depesche.intake.models import Channel
    from depesche.kit import config as configuration
    from depesche.kit.clock import utc_now
    from depesche.kit.web.asking import Web

    make_database()
    call_command("migrate", verbosity=0)
    config = configuration.load()
    now = utc_now()
    Channel.objects.bulk_create(
        Channel(
            kind="feed", name=f"Quelle {n}", address=f"http://q{n}.example:{port}/{n}", interval=86400, next_try=now
        )
        for n in range(COUNT)
    )
    before = _memory()
    web = Web(private=True, resolver=lambda *_host: ["127.0.0.1"])
    fetch = partial(feed.poll, web=web, door=open_door(config), subscriber=Subscriber(web, ""))
    poller = Poller({"feed": fetch}, clock=utc_now, chance=random.random)
    for name in ("first round", "second round, nothing new"):
        if name.startswith("second"):
            Channel.objects.update(next_try=utc_now())
        started = time.monotonic()
        while Channel.objects.filter(next_try__lte=utc_now()).exists() or not poller.idle:
            poller.step()
            time.sleep(0.1)
        took = time.monotonic() - started
        print(f"{name}: {COUNT} feeds in {took:.0f} s, {COUNT / took:.0f} a second")
    failed = Channel.objects.filter(failures__gt=0).count()
    print(f"failing {failed}; memory at most {_memory()} MB, before the first {before} MB (limit {MOST_MEMORY})")
    if _memory() > MOST_MEMORY or failed != COUNT // 100:
        sys.exit(1)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    import subprocess

    if len(sys.argv) > 1:
        serve(threading.Event())
        return
    sys.path.insert(0, str(Path(__file__).parents[1]))
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "DEPESCHE_HOME": home,
            "DJANGO_SETTINGS_MODULE": "depesche.settings",
            "DEPESCHE_LOG_LEVEL": "ERROR",
        }
        environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        server = subprocess.Popen([sys.executable, __file__, "serve"], stdout=subprocess.PIPE, env=environ, text=True)
        try:
            assert server.stdout
            poll(int(server.stdout.readline()))
        finally:
            server.kill()
            server.communicate()


if __name__ == "__main__":
    main()
