"""Everything below `/intake/`, in ASGI: it can answer before a body is read, Django only after."""

from __future__ import annotations

from functools import cache

from depesche.intake.door import open_door
from depesche.intake.fetchers.push.exchange import Exchange, Receive, Scope, Send
from depesche.intake.fetchers.push.reception import PushReception
from depesche.intake.fetchers.push.senders import RegisteredSenders
from depesche.intake.fetchers.websub.reception import HubReception
from depesche.intake.fetchers.websub.subscriptions import StoredSubscriptions
from depesche.kit import config as configuration
from depesche.kit.clock import utc_now
from depesche.kit.web.asking import Limits

PREFIX = "/intake/"
HUBS = PREFIX + "websub/"


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    exchange = Exchange(scope, receive, send)
    if exchange.path == PREFIX:
        await _push()(exchange)
    elif exchange.path.startswith(HUBS):
        await _hubs()(exchange, exchange.path.removeprefix(HUBS))
    else:
        await exchange.answer(404, "")


@cache
def _push() -> PushReception:
    config = configuration.load()
    return PushReception(open_door(config), RegisteredSenders(), limit=config.mail_size, clock=utc_now)


@cache
def _hubs() -> HubReception:
    config = configuration.load()
    return HubReception(open_door(config), StoredSubscriptions(), limit=Limits().size)
