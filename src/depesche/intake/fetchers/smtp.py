"""The mail listener: takes mail for the newsroom, and says 250 only when the bytes are on the disk.

It needs no database and no Django, relays nothing and takes any recipient. Each connection waits in a thread for
its own sync; threads that wait at the same time share the file system's commit, so that twenty connections cost
little more than one.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from depesche.intake.arrivals import Circumstances
from depesche.intake.door import Door, open_door
from depesche.intake.fetchers import greeting
from depesche.intake.fetchers.rates import Rates
from depesche.intake.fetchers.smtp_session import Budget, NewsroomSMTP
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config

log = logging.getLogger(__name__)

_STORAGE_TROUBLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})
_SYNC_THREADS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one listener bears. Times in seconds, memory in bytes."""

    connections: int = 500
    connections_per_address: int = 100
    idle: float = 300.0
    memory: int = 256 * 1024 * 1024
    farewell: float = 5.0


class Reception:
    """Answers the conversations of one listener: who may come in, and whether a mail was taken."""

    def __init__(self, door: Door, *, rates: Rates, limits: Limits, clock: Clock = utc_now) -> None:
        self._door = door
        self._rates = rates
        self._limits = limits
        self._clock = clock
        self._threads = ThreadPoolExecutor(_SYNC_THREADS, thread_name_prefix="intake-sync")
        self.sessions: set[NewsroomSMTP] = set()
        self.stopping = False

    def opened(self, session: NewsroomSMTP) -> bool:
        address = session.peer_address
        same = sum(1 for other in self.sessions if other.peer_address == address)
        if self.stopping or len(self.sessions) >= self._limits.connections:
            return False
        if same >= self._limits.connections_per_address:
            return False
        self.sessions.add(session)
        return True

    def closed(self, session: NewsroomSMTP) -> None:
        self.sessions.discard(session)

    def may_send(self, session: NewsroomSMTP) -> bool:
        return self._rates.allow(session.peer_address, now=asyncio.get_running_loop().time())

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: NewsroomSMTP, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """aiosmtpd's hook: what this server can do. It can pipeline but does not say so by itself."""
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]]

    async def accept(self, session: NewsroomSMTP, content: bytes, how: Circumstances) -> str:
        """Store a mail; the reply line. 250 is said after the sync and names the arrival."""
        how = replace(how, received_at=self._clock())
        loop = asyncio.get_running_loop()
        try:
            arrival = await loop.run_in_executor(self._threads, self._door.accept, content, how)
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
        await loop.run_in_executor(None, self._threads.shutdown)


async def serve(config: Config, *, stop: asyncio.Event, door: Door | None = None, limits: Limits | None = None) -> None:
    """Listen until `stop` is set, then say goodbye. Raises OSError when the port is taken."""
    limits = limits or Limits()
    loop = asyncio.get_running_loop()
    reception = Reception(door or open_door(config), rates=Rates(config.intake_rate), limits=limits)
    budget = Budget(limits.memory)
    name = greeting.name(config)

    def conversation() -> NewsroomSMTP:
        return NewsroomSMTP(
            reception,
            budget=budget,
            size_limit=config.mail_size,
            hostname=name,
            ident="Depesche",
            timeout=limits.idle,
            loop=loop,
        )

    server = await loop.create_server(conversation, config.host, config.smtp_port, backlog=512)
    log.info("mail listener on %s:%d", config.host, config.smtp_port)
    try:
        await stop.wait()
    finally:
        server.close()
        await reception.stop()


def run(config: Config) -> None:
    """Listen in this process until SIGTERM; returns at once when `smtp_port` is 0."""
    if not config.smtp_port:
        log.info("mail listener is off (DEPESCHE_SMTP_PORT is 0)")
        return
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        runner.run(_serve_until_told(config))


async def _serve_until_told(config: Config) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(config, stop=stop)


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # not on every platform
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
