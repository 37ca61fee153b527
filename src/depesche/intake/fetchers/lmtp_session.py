"""One LMTP conversation (RFC 2033): as SMTP, but greeted by LHLO, and with a reply for each recipient."""

from __future__ import annotations

from depesche.intake.fetchers.smtp_session import NewsroomSMTP


class NewsroomLMTP(NewsroomSMTP):
    """The server's side of a connection from a mail server in front of us."""

    protocol_name = "lmtp"

    async def smtp_LHLO(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        await super().smtp_EHLO(arg)

    async def smtp_HELO(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        await self.push("500 5.5.1 This is LMTP, say LHLO")

    async def smtp_EHLO(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        await self.push("500 5.5.1 This is LMTP, say LHLO")

    async def _reply(self, status: str, recipients: int) -> None:
        """The mail is stored once; each of its recipients is told the same."""
        for _ in range(recipients):
            await self.push(status)
