"""What happens to a mail at the listener: who may come in, how much, and whether it was stored."""

from __future__ import annotations

import asyncio
import errno
import logging
from dataclasses import dataclass, replace
from typing import Any

from depesche.intake.arrivals import Circumstances
from depesche.intake.door import Door
from depesche.intake.fetchers import mail_limits
from depesche.intake.fetchers.commits import Commits
from depesche.intake.fetchers.rates import Rates
from depesche.intake.fetchers.smtp_session import NewsroomSMTP
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config

log = logging.getLogger(__name__)

_STORAGE_TROUBLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one listener bears. Times in seconds, memory in bytes."""

    connections: int = 500
    connections_per_address: int = 100
    idle: float = 300.0
    memory: int = 256 * 1024 * 1024
    farewell: float = 5.0


class Tariff:
    """How many mails a minute are taken: from one address, of one sender, from everybody. `intake_rate` 0: any."""

    def __init__(self, config: Config) -> None:
        bounded = bool(config.intake_rate)
        self._address = Rates(config.intake_rate)
        self._sender = Rates(config.intake_rate_sender if bounded else 0)
        self._total = Rates(config.intake_rate_total if bounded else 0)

    def refusal(self, *, address: str, sender: str, now: float) -> str:
        """The reply to a sender who has to wait; "" when the mail may come. An empty address or sender is not asked."""
        if address and not self._address.allow(address, now=now):
            return "450 4.7.1 Too many mails from your address, try again later"
        if sender and not self._sender.allow(sender.lower(), now=now):
            return "450 4.7.1 Too many mails of this sender, try again later"
        if not self._total.allow("", now=now):
            return "451 4.3.2 Too many mails just now, try again later"
        return ""


class Reception:
    """Answers the conversations of one listener: who may come in, and whether a mail was taken."""

    def __init__(self, door: Door, *, tariff: Tariff, limits: Limits, clock: Clock = utc_now) -> None:
        self._commits = Commits(door)
        self._tariff = tariff
        self._limits = limits
        self._clock = clock
        self.sessions: set[NewsroomSMTP] = set()
        self.stopping = False

    def opened(self, session: NewsroomSMTP) -> bool:
        address = session.peer_address
        same = sum(1 for other in self.sessions if other.peer_address == address)
        if self.stopping or len(self.sessions) >= self._limits.connections:
            return False
        if address and same >= self._limits.connections_per_address:
            return False
        self.sessions.add(session)
        return True

    def closed(self, session: NewsroomSMTP) -> None:
        self.sessions.discard(session)

    def refusal(self, session: NewsroomSMTP, sender: str) -> str:
        """The reply to a sender who has to wait, else "". Behind a mail server all come from one address."""
        address = "" if session.protocol_name == "lmtp" else session.peer_address
        return self._tariff.refusal(address=address, sender=sender, now=asyncio.get_running_loop().time())

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: NewsroomSMTP, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """aiosmtpd's hook: what this server can do. It can pipeline but does not say so by itself."""
        session.host_name = hostname
        can = [one for one in responses[:-1] if not one.startswith("250-AUTH")]  # aiosmtpd says so behind TLS
        return [*can, "250-PIPELINING", responses[-1]]

    async def accept(self, session: NewsroomSMTP, content: bytes, how: Circumstances) -> str:
        """Store a mail; the reply line. 250 is said after the sync and names the arrival."""
        if refusal := mail_limits.refusal(content):
            return refusal
        how = replace(how, received_at=self._clock())
        try:
            arrival = await self._commits.accept(content, how)
        except OSError as error:
            log.error("mail from %s not accepted: %s", session.peer_address, error)
            if error.errno in _STORAGE_TROUBLE:
                return "452 4.3.1 Insufficient storage, try again later"
            return "451 4.3.0 Local error, try again later"
        log.info("mail %s accepted from %s, %d bytes", arrival.id, session.peer_address, arrival.size)
        return f"250 2.0.0 Accepted as {arrival.id}"

    async def handle_exception(self, error: Exception) -> str:
        """aiosmtpd's hook for what nobody foresaw: the sender may try again."""
        log.error("mail conversation failed", exc_info=error)
        return "451 4.3.0 Local error, try again later"

    async def stop(self) -> None:
        """Take nobody new, let running mails end for a moment, send the others away."""
        self.stopping = True
        await asyncio.gather(*(session.dismiss() for session in tuple(self.sessions)), return_exceptions=True)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._limits.farewell
        while self.sessions and loop.time() < deadline:
            await asyncio.sleep(0.02)
        for session in tuple(self.sessions):
            session.abort()
        await self._commits.stop()
