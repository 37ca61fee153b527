"""The mail listener: takes mail for the newsroom, and says 250 only when the bytes are on the disk.

It needs no database and no Django, relays nothing and takes any recipient, by SMTP (RFC 5321) or LMTP (RFC 2033).
Mails that wait for the disk at the same time are synced together, so that twenty connections cost little more than one.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from depesche.intake.door import Door, open_door
from depesche.intake.fetchers import greeting
from depesche.intake.fetchers.certificates import Certificate
from depesche.intake.fetchers.lmtp_session import NewsroomLMTP
from depesche.intake.fetchers.reception import Limits, Reception, Tariff
from depesche.intake.fetchers.smtp_session import Budget, NewsroomSMTP
from depesche.kit.clock import Clock, utc_now
from depesche.kit.config import Config

__all__ = ["Limits", "run", "serve"]

log = logging.getLogger(__name__)

CERTIFICATE_AGAIN = 5.0
"""Seconds between looks at a certificate that cannot be used yet."""
_UNIX = "unix:"


async def serve(config: Config, *, stop: asyncio.Event, door: Door | None = None, limits: Limits | None = None) -> None:
    """Listen by SMTP and LMTP, as configured, until `stop` is set, then say goodbye.

    Raises OSError when a port is taken or the certificate cannot be read.
    """
    limits = limits or Limits()
    loop = asyncio.get_running_loop()
    door = door or open_door(config)
    await loop.run_in_executor(None, _prepare, door)
    reception = Reception(door, tariff=Tariff(config), limits=limits)
    budget = Budget(limits.memory)
    certificate = Certificate.of(config)
    own_name = await loop.run_in_executor(None, greeting.name, config)

    def conversation(kind: type[NewsroomSMTP]) -> NewsroomSMTP:
        return kind(
            reception,
            budget=budget,
            size_limit=config.mail_size,
            hostname=own_name,
            ident="Depesche",
            timeout=limits.idle,
            loop=loop,
            tls_context=certificate.context() if certificate else None,
            auth_exclude_mechanism=("LOGIN", "PLAIN"),  # nobody has an account here
        )

    async with AsyncExitStack() as listeners:
        listeners.push_async_callback(reception.stop)
        if config.smtp_port:
            smtp = await loop.create_server(
                lambda: conversation(NewsroomSMTP), config.host, config.smtp_port, backlog=512
            )
            listeners.callback(smtp.close)
            log.info("mail listener on %s:%d%s", config.host, config.smtp_port, " with TLS" if certificate else "")
        if config.lmtp:
            lmtp = await _lmtp_listener(config.lmtp, lambda: conversation(NewsroomLMTP))
            listeners.callback(lmtp.close)
            log.info("mail listener by LMTP on %s", config.lmtp)
        await stop.wait()


def _prepare(door: Door) -> None:
    try:
        door.prepare()
    except OSError as error:  # a full disk: mails are told so, one by one, until there is room
        log.warning("the folders for raw mails cannot be made yet: %s", error)


async def _lmtp_listener(where: str, conversation: Callable[[], NewsroomSMTP]) -> asyncio.Server:
    """On `host:port` or `unix:/path`. A socket is open to all users of the machine, as a port of loopback is."""
    loop = asyncio.get_running_loop()
    if not where.startswith(_UNIX):
        host, _, port = where.rpartition(":")
        return await loop.create_server(conversation, host.strip("[]"), int(port), backlog=512)
    path = Path(where.removeprefix(_UNIX))
    if path.is_socket():
        path.unlink()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    path.chmod(0o666)
    return await loop.create_unix_server(conversation, sock=listener, backlog=512)


def run(config: Config) -> None:
    """Listen in this process until SIGTERM; returns at once when no listener is configured."""
    if not (config.smtp_port or config.lmtp):
        log.info("mail listeners are off (DEPESCHE_SMTP_PORT is 0, DEPESCHE_LMTP is empty)")
        return
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        runner.run(_serve_until_told(config))


async def _serve_until_told(config: Config) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await usable_certificate(config, stop=stop)
    if not stop.is_set():
        await serve(config, stop=stop)


async def usable_certificate(
    config: Config, *, stop: asyncio.Event, clock: Clock = utc_now, pause: float = CERTIFICATE_AGAIN
) -> None:
    """Wait until the certificate can be used, or `stop`; what is wrong with it is logged once, not at each look.

    Senders keep their mails meanwhile. To take them without the TLS that was asked for would be worse.
    """
    if config.smtp_certificate is None:
        return
    from depesche.intake.fetchers import named_files

    said = ""
    while fault := named_files.of_certificate(config, now=clock()):
        if str(fault) != said:
            said = str(fault)
            log.log(logging.ERROR if fault.fatal else logging.WARNING, "%s", said)
        if not fault.fatal or stop.is_set():
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
    if said:
        log.info("the certificate can be used now; the mail listener opens")


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # not on every platform
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
