"""`POST /intake/`: a sender with a token hands in one release, wire or feed; 202 is said when it is on the disk."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Protocol, TypeVar

from depesche.intake.arrivals import Circumstances
from depesche.intake.door import Door
from depesche.intake.fetchers.push import signatures
from depesche.intake.fetchers.push.exchange import Exchange, Gone, TooLarge
from depesche.kit.clock import Clock

log = logging.getLogger(__name__)

_T = TypeVar("_T")
FETCHER = "push"
MOST_AT_ONCE = 8
_AGAIN_AFTER = "30"
_SUFFIXES = {"message/rfc822": ".eml"}


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose token it was. `key` is "" when this sender need not sign."""

    id: int
    name: str
    key: str = ""


class Senders(Protocol):
    """What the database knows of those who hand in. Called in threads; may raise when the database is away."""

    def find(self, token: str) -> Sender | None: ...

    def earlier(self, sender: Sender, sha256: str) -> str:
        """The id under which the same sender's same bytes were read before; "" when they were not."""

    def promised(self, sender: Sender, sha256: str, arrival_id: str) -> str:
        """The id for the same sender's same bytes, which is `arrival_id` for who asks first, in whatever process."""
        ...

    def received(self, sender: Sender) -> None: ...


class PushReception:
    """Answers `POST /intake/`. `limit` in bytes."""

    def __init__(self, door: Door, senders: Senders, *, limit: int, clock: Clock) -> None:
        self._door = door
        self._senders = senders
        self._limit = limit
        self._clock = clock
        self._turns = threading.Semaphore(MOST_AT_ONCE)

    async def __call__(self, exchange: Exchange) -> None:
        try:
            await self._answer(exchange)
        except Gone:
            return

    async def _answer(self, exchange: Exchange) -> None:
        if exchange.method != "POST":
            await exchange.answer(405, "", allow="POST")
            return
        try:
            sender = await _in_thread(lambda: self._senders.find(_token(exchange.headers)))
        except Exception as error:  # the database is away: nothing was accepted, the sender tries again
            log.error("push: senders cannot be looked up: %s", error)
            await exchange.answer(503, "", retry_after=_AGAIN_AFTER)
            return
        if sender is None:
            await exchange.answer(401, "", www_authenticate="Bearer")
        elif not self._turns.acquire(blocking=False):
            await exchange.answer(503, "", retry_after=_AGAIN_AFTER)
        else:
            try:
                await self._take(exchange, sender)
            finally:
                self._turns.release()

    async def _take(self, exchange: Exchange, sender: Sender) -> None:
        try:
            body = await exchange.body(limit=self._limit)
        except TooLarge:
            await exchange.answer(413, "")
            return
        if not body:
            await exchange.answer(400, "The body is empty.")
            return
        signature = exchange.headers.get(signatures.HEADER, "")
        if sender.key and not signatures.holds(signature, body, key=sender.key, now=self._clock().timestamp()):
            await exchange.answer(401, "", www_authenticate="Bearer")
            return
        try:
            arrival_id = await _in_thread(lambda: self._keep(body, sender, exchange.headers))
        except Exception as error:  # whatever it was, it was not accepted
            log.error("push from %s not accepted: %s", sender.name, error)
            await exchange.answer(503, "", retry_after=_AGAIN_AFTER)
            return
        await exchange.answer(202, {"id": arrival_id, "sha256": hashlib.sha256(body).hexdigest()})

    def _keep(self, body: bytes, sender: Sender, headers: Mapping[str, str]) -> str:
        """The id of the arrival. The same bytes of the same sender are one arrival, however often they come.

        The id is agreed on first, then the bytes are kept under it: who comes second keeps them once more under the
        same id, and need not know whether the first one lived to the end.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        if earlier := self._senders.earlier(sender, sha256):
            return earlier
        arrival_id = self._senders.promised(sender, sha256, self._door.next_id())
        how = Circumstances(
            fetcher=FETCHER, source=sender.name, received_at=self._clock(), file_name=_file_name(headers)
        )
        arrival = self._door.accept_under(arrival_id, body, how)
        log.info("push %s accepted from %s, %d bytes", arrival.id, sender.name, arrival.size)
        try:
            self._senders.received(sender)
        except Exception as error:  # it is durable; that the list of sources does not know yet must not deny it
            log.error("push from %s could not be noted: %s", sender.name, error)
        return arrival.id


async def _in_thread(call: Callable[[], _T]) -> _T:
    return await asyncio.to_thread(call)


def _token(headers: Mapping[str, str]) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _file_name(headers: Mapping[str, str]) -> str:
    """A label for people and a hint for parsers: the name given, else one that tells the media type."""
    message = Message()
    message["Content-Disposition"] = headers.get("content-disposition", "")[:1000]
    message["Content-Type"] = headers.get("content-type", "")[:200]
    name = (message.get_filename() or "").replace("\\", "/").rpartition("/")[2].strip()
    return name[:200] or f"push{_SUFFIXES.get(message.get_content_type(), '')}"
