"""All polling of this newsroom put together."""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping
from functools import partial

from depesche.intake.channels.jobs import Poll
from depesche.intake.door import open_door
from depesche.intake.fetchers import folder
from depesche.intake.fetchers.mailbox.polling import Mailboxes
from depesche.intake.fetchers.mailbox.renewal import Renewals
from depesche.intake.fetchers.polling import feed
from depesche.intake.fetchers.polling.poller import Poller
from depesche.intake.fetchers.websub.subscribing import Subscriber
from depesche.intake.polling_models import ChannelKind
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config
from depesche.kit.web.asking import Limits, Web


def run(config: Config, stop: threading.Event) -> None:
    """Poll every source of the newsroom until `stop`. Raises OSError when the spool cannot be opened."""
    Poller(fetchers(config), clock=utc_now, chance=random.random).run(stop)


def fetchers(config: Config, *, clock: Clock = utc_now, limits: Limits | None = None) -> Mapping[str, Poll]:
    """A fetcher for each kind of source. `limits` are those of web fetches."""
    door = open_door(config, clock=clock)
    web = Web(private=config.fetch_private, limits=limits or Limits())
    subscriber = Subscriber(web, config.public_url)
    return {
        ChannelKind.FEED: partial(feed.poll, web=web, door=door, subscriber=subscriber, clock=clock),
        ChannelKind.MAILBOX: Mailboxes(
            door=door, limit=config.mail_size, private=config.fetch_private, renewals=Renewals(web)
        ).poll,
        ChannelKind.FOLDER: partial(folder.poll, door=door),
    }
