"""One SMTP conversation: aiosmtpd's protocol with the parts replaced that refuse real mail.

aiosmtpd 1.4 refuses lines over 1,001 octets, reads mail data line by line, keeps its command size limits in one
table for all connections, and parses addresses strictly. A newsroom takes what comes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from aiosmtpd.smtp import SMTP

from depesche.intake.arrivals import Circumstances
from depesche.intake.fetchers.mail_data import MailData

_COMMAND_LIMIT = 4096
_READ_LIMIT = 128 * 1024
_PATH = re.compile(r"\s*<(?:@[^:>]*:)?([^>]*)>\s*(.*)", re.DOTALL)
_SENDER = re.compile(r"<(?:@[^:>]*:)?([^>]*)>")
_NULL_PATH = "<>"


class Budget:
    """Bytes of mails that all conversations together may hold in memory before the disk has them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0

    @contextmanager
    def share(self) -> Iterator[Share]:
        """One mail's part, given back at the end of the block."""
        share = Share(self)
        try:
            yield share
        finally:
            share.hold(0)

    def change(self, count: int) -> None:
        self._held += count

    @property
    def spent(self) -> bool:
        return self._held >= self._most


class Share:
    """What one mail holds of the budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._held = 0

    def hold(self, count: int) -> None:
        self._budget.change(count - self._held)
        self._held = count


class NewsroomSMTP(SMTP):
    """The server's side of one connection."""

    protocol_name = "smtp"
    # The reader takes its limit from here; commands have their own, lower one.
    line_length_limit = _READ_LIMIT

    def __init__(self, handler: Any, *, budget: Budget, size_limit: int, **options: Any) -> None:
        super().__init__(handler, data_size_limit=size_limit, enable_SMTPUTF8=True, **options)
        self.command_size_limits: dict[str, int] = defaultdict(lambda: _COMMAND_LIMIT)
        self.command_size_limit = _COMMAND_LIMIT
        self._budget = budget
        self._size_limit = size_limit
        self.receiving = False

    @property
    def peer_address(self) -> str:
        """The address of the other side; "" for a UNIX socket."""
        peer: object = self.session.peer if self.session else None
        return str(peer[0]) if isinstance(peer, tuple) else ""

    async def _handle_client(self) -> None:
        if not self.event_handler.opened(self):
            await self.push("421 4.3.2 Too many connections, try again later")
            self._writer.close()
            return
        await super()._handle_client()

    def connection_lost(self, error: Exception | None) -> None:
        self.event_handler.closed(self)
        super().connection_lost(error)

    async def dismiss(self) -> None:
        """End an idle conversation because the server stops."""
        if not self.receiving and self.transport is not None:
            await self.push("421 4.3.2 Server is stopping, try again later")
            self._writer.close()

    def abort(self) -> None:
        """Cut the line."""
        self._writer.transport.abort()

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        sender = _SENDER.search(arg or "")
        if refusal := self.event_handler.refusal(self, sender[1].strip() if sender else ""):
            await self.push(refusal)
            return
        await super().smtp_MAIL(arg)

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """The path and what follows it. Any path between angle brackets will do, so will a bare word."""
        if match := _PATH.fullmatch(arg):
            return match[1].strip() or _NULL_PATH, match[2]
        address, _, rest = arg.strip().partition(" ")
        return (address, rest) if address and "<" not in address else (None, None)

    def _getparams(self, params: Sequence[str]) -> dict[str, str | bool] | None:
        """The parameters this server announced; others (AUTH=, RET=, ...) change nothing here and are passed over."""
        known: dict[str, str | bool] = {}
        for param in params:
            name, equals, value = param.partition("=")
            if name in ("SIZE", "BODY", "SMTPUTF8"):
                if equals and not value:
                    return None
                known[name] = value if equals else True
        return known

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        """Take the mail in, then ask the handler. The reply to a refused mail waits for its end, as RFC 5321 asks."""
        if await self.check_helo_needed():
            return
        if not (self.envelope and self.envelope.rcpt_tos):
            await self.push("503 5.5.1 Error: need RCPT command")
            return
        if arg:
            await self.push("501 5.5.4 Syntax: DATA")
            return
        if self._budget.spent:
            await self.push("452 4.3.1 Too many mails at once, try again later")
            return
        self.receiving = True
        try:
            await self._receive()
        finally:
            self.receiving = False

    async def _receive(self) -> None:
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        data = MailData(limit=self._size_limit)
        with self._budget.share() as share:
            kept = await self._collect(data, share)
            if data.too_large:
                status = f"552 5.3.4 Message exceeds the limit of {self._size_limit} bytes"
            elif not kept:
                status = "452 4.3.1 Too many mails at once, try again later"
            else:
                # Until the disk has it, a mail is in memory: the budget waits as the sender does.
                status = await self.event_handler.accept(self, data.content(), self._circumstances())
        recipients = len(self.envelope.rcpt_tos) if self.envelope else 0
        self.envelope = self._create_envelope()
        await self._reply(status, recipients)

    async def _reply(self, status: str, recipients: int) -> None:
        """Say how the mail fared: once, for whomever it was."""
        await self.push(status)

    def _circumstances(self) -> Circumstances:
        envelope, session = self.envelope, self.session
        if envelope is None or session is None:
            raise ConnectionResetError
        return Circumstances(
            fetcher=self.protocol_name,
            mail_from="" if envelope.mail_from == _NULL_PATH else envelope.mail_from,
            rcpt_tos=tuple(envelope.rcpt_tos),
            peer=self.peer_address,
            helo=session.host_name or "",
        )

    async def _collect(self, data: MailData, share: Share) -> bool:
        """Read to the end of the mail. False when the budget ran out on the way and the mail was not kept."""
        kept = True
        while True:
            piece = await self._reader.read(_READ_LIMIT * 4)
            if not piece:  # the peer is gone; aiosmtpd cancels this task
                raise ConnectionResetError
            self._reset_timeout()
            rest = data.feed(piece)
            share.hold(data.held)
            if self._budget.spent and kept:
                kept = False
                data.refuse()
            if rest is not None:
                if rest:
                    self._reader.feed_data(rest)
                return kept

    async def handle_exception(self, error: Exception) -> str:
        status: str = await self.event_handler.handle_exception(error)
        return status
