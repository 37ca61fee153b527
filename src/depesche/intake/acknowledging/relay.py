"""Sending through the relay of `DEPESCHE_MAIL_URL`: `smtp://`, with STARTTLS where it is offered, or `smtps://`."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

_SECONDS = 20.0
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Refused(Exception):
    """The relay will never take this mail."""


class Postponed(Exception):
    """The relay did not take this mail now."""


def send(url: str, mail: EmailMessage, *, to: str) -> None:
    """Hand a mail over, with the null return path. Raises Refused, Postponed."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    try:
        with _line(parts.scheme == "smtps", host, parts.port) as line:
            line.ehlo()
            if parts.scheme == "smtp" and line.has_extn("starttls"):
                line.starttls(context=ssl.create_default_context())
                line.ehlo()
            elif parts.scheme == "smtp" and parts.username and host not in _LOCAL:
                raise Postponed("the relay offers no TLS; the password stays here")
            if parts.username:
                line.login(unquote(parts.username), unquote(parts.password or ""))
            line.send_message(mail, from_addr="", to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        raise (Refused if all(code >= 500 for code in codes) else Postponed)(str(codes)) from None
    except smtplib.SMTPAuthenticationError as refusal:
        raise Postponed(f"{refusal.smtp_code}: the relay refuses the sign-in") from None
    except smtplib.SMTPResponseException as refusal:
        raise (Refused if refusal.smtp_code >= 500 else Postponed)(str(refusal.smtp_code)) from None
    except (smtplib.SMTPException, OSError) as error:
        raise Postponed(f"{type(error).__name__}: {error}") from None


def _line(secure: bool, host: str, port: int | None) -> smtplib.SMTP:
    if secure:
        return smtplib.SMTP_SSL(host, port or 465, timeout=_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(host, port or 25, timeout=_SECONDS)
