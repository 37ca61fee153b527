"""What a hub says to us: that it will tell us, that it will not, and the news itself."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qs

from depesche.intake.arrivals import Circumstances
from depesche.intake.door import Door
from depesche.intake.fetchers.push import signatures
from depesche.intake.fetchers.push.exchange import Exchange, Gone, TooLarge

log = logging.getLogger(__name__)

FETCHER = "websub"
LONGEST_LEASE = 90 * 86_400
_AGAIN_AFTER = "60"


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A source that a hub tells of."""

    channel_id: int
    name: str
    address: str
    topic: str
    secret: str


class Subscriptions(Protocol):
    """What the database knows. Called in threads; may raise when the database is away."""

    def find(self, key: str) -> Subscribed | None: ...

    def confirm(self, subscribed: Subscribed, *, seconds: int) -> None: ...

    def refuse(self, subscribed: Subscribed, *, reason: str) -> None: ...

    def received(self, subscribed: Subscribed) -> None: ...


class HubReception:
    """Answers `/intake/websub/<key>`. `limit` in bytes."""

    def __init__(self, door: Door, subscriptions: Subscriptions, *, limit: int) -> None:
        self._door = door
        self._subscriptions = subscriptions
        self._limit = limit

    async def __call__(self, exchange: Exchange, key: str) -> None:
        try:
            await self._answer(exchange, key)
        except Gone:
            return
        except TooLarge:
            await exchange.answer(413)
        except Exception as error:  # the database or the disk is away: the hub comes again
            log.error("a hub's message was not taken: %s", error)
            await exchange.answer(503, retry_after=_AGAIN_AFTER)

    async def _answer(self, exchange: Exchange, key: str) -> None:
        subscribed = await asyncio.to_thread(self._subscriptions.find, key)
        if subscribed is None:
            await exchange.answer(410)
        elif exchange.method == "GET":
            await self._verify(exchange, subscribed)
        elif exchange.method == "POST":
            body = await exchange.body(limit=self._limit)
            await asyncio.to_thread(self._take, exchange.headers.get("x-hub-signature", ""), body, subscribed)
            await exchange.answer(202)
        else:
            await exchange.answer(405, allow="GET, POST")

    async def _verify(self, exchange: Exchange, subscribed: Subscribed) -> None:
        """Section 5.3: confirm just what we asked for, by sending the challenge back; note a refusal."""
        asked = {name: values[0] for name, values in parse_qs(exchange.query, keep_blank_values=True).items()}
        mode, topic, challenge = (asked.get(f"hub.{name}", "") for name in ("mode", "topic", "challenge"))
        if topic != subscribed.topic:
            await exchange.answer(404)
        elif mode == "denied":
            reason = asked.get("hub.reason", "")[:500]
            await asyncio.to_thread(lambda: self._subscriptions.refuse(subscribed, reason=reason))
            await exchange.answer(200)
        elif mode == "subscribe" and challenge:
            seconds = _seconds(asked.get("hub.lease_seconds", ""))
            await asyncio.to_thread(lambda: self._subscriptions.confirm(subscribed, seconds=seconds))
            await exchange.answer(200, challenge)
        else:
            await exchange.answer(404)

    def _take(self, signature: str, body: bytes, subscribed: Subscribed) -> None:
        """Section 7.1: what is not signed with our secret is passed over, without telling who sent it."""
        if not signatures.hub_signature_holds(signature, body, secret=subscribed.secret):
            log.warning("news for source %s was not signed as agreed", subscribed.name)
            return
        if body.strip():
            how = Circumstances(fetcher=FETCHER, source=subscribed.name, file_name=subscribed.address)
            self._door.accept(body, how)
            self._subscriptions.received(subscribed)


def _seconds(value: str) -> int:
    return min(int(value[:12]), LONGEST_LEASE) if value.isdecimal() else 0
