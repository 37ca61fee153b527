"""The receipt itself: short, marked as automatic (RFC 3834), and without anything of the mail but its subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

_TITLES = {"de": "Empfangsbestätigung: {subject}", "en": "Received: {subject}"}
_TEXTS = {
    "de": """\
Guten Tag,

Ihre Mitteilung „{subject}“ ist am {day} um {time} Uhr in der Redaktion {publication} eingegangen.

Diese Bestätigung wurde automatisch verschickt; sie sagt nichts darüber, ob und wann wir berichten.
""",
    "en": """\
Hello,

your message “{subject}” reached the newsroom of {publication} on {day} at {time}.

This receipt was sent automatically; it does not say whether or when we shall report.
""",
}
_LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The mail that a receipt is for. `at` is in the publication's zone."""

    sender: str
    subject: str
    message_id: str
    lang: str
    at: datetime


def write(received: Received, *, own: str, publication: str, now: datetime) -> EmailMessage:
    """The receipt. It is sent with the null return path, so that nothing can come back."""
    lang = received.lang if received.lang in _TEXTS else "de"
    subject = " ".join(received.subject.split())[:_LONGEST_SUBJECT] or "…"
    day = f"{received.at:%d.%m.%Y}" if lang == "de" else f"{received.at.day} {received.at:%B %Y}"
    mail = EmailMessage()
    mail["From"] = own
    mail["To"] = received.sender
    mail["Subject"] = _TITLES[lang].format(subject=subject)
    mail["Date"] = format_datetime(now)
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "All"
    if received.message_id.isascii() and received.message_id.isprintable() and "@" in received.message_id:
        mail["In-Reply-To"] = mail["References"] = f"<{received.message_id}>"
    mail.set_content(
        _TEXTS[lang].format(subject=subject, day=day, time=f"{received.at:%H:%M}", publication=publication)
    )
    return mail
