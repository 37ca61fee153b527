"""A newsroom's worker, polling and push door that can be started and killed many times a minute (`python -m ...`).

One process loads Django and makes the sources; for each `go` on standard input it forks a child that does the work, for
each `kill` it ends that child by SIGKILL. Answers are JSON, one line each.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import sys
import threading
from functools import partial
from typing import Any

BRIEF = 0.05


def main() -> None:
    import django

    django.setup()
    from django.db import connections

    _say(_sources(json.loads(sys.stdin.readline())))
    connections.close_all()
    child = 0
    for line in sys.stdin:
        if line.strip() == "go":
            child = os.fork()
            if child == 0:
                _work()
        elif child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        _say({"pid": child})


def _say(facts: dict[str, Any]) -> None:
    print(json.dumps(facts), flush=True)


def _sources(wanted: dict[str, str]) -> dict[str, Any]:
    """One source for each road; what the test needs to know to use them."""
    from depesche.intake.channels import register, tokens
    from depesche.intake.models import Channel, Subscription
    from depesche.intake.polling_models import ChannelKind
    from depesche.kit.clock import utc_now

    for kind in (ChannelKind.FEED, ChannelKind.FOLDER, ChannelKind.MAILBOX):
        secret = wanted["password_file"] if kind == ChannelKind.MAILBOX else ""
        register.add(kind, name=kind, address=wanted[kind], at=utc_now(), interval=5, secret_file=secret)
    told = Channel.objects.create(kind=ChannelKind.FEED, name="hub", address="https://hub.example/feed", interval=9999)
    subscription = Subscription.objects.create(
        channel=told, key=secrets.token_urlsafe(32), hub="https://hub.example/", topic="https://hub.example/feed"
    )
    handout = tokens.make("push")
    return {"token": handout.token, "hub_key": subscription.key, "hub_secret": register.hub_secret(subscription)}


def _work() -> None:
    """In the child, until it is killed: everything, in haste."""
    import uvicorn

    from depesche.commands import work
    from depesche.intake.fetchers import receiving
    from depesche.intake.fetchers.polling import fetching, poller
    from depesche.kit import config

    work.ROUND = poller.LOOK_EVERY = poller._TICK = BRIEF
    fetching.Poller = partial(poller.Poller, gap=BRIEF)  # type: ignore[misc,assignment]
    threading.Thread(target=work.work, args=[threading.Event()], daemon=True).start()
    uvicorn.run(receiving.application, port=config.load().port, log_level="error", lifespan="off")


if __name__ == "__main__":
    main()
