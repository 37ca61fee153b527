"""Six press mails as they reach a newsroom, built as RFC 5322 messages from the texts in `mailbag`."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from importlib.resources import files

from depesche.sample import fields, moments, pictures
from depesche.sample.fields import Fields
from depesche.sample.reading import TIME_ZONE, load_publication

_MAILBAG = files("depesche.sample") / "mailbag"


def messages(now: datetime) -> list[bytes]:
    """All sample mails, oldest first, as they travel (CRLF). `now` (aware) is what their times are counted from.

    Message-IDs never change, so that a mail that came already is known when it comes again.
    Raises `SampleError` for a mail that cannot be built.
    """
    recipient = load_publication(now=now).press_address
    found = [fields.read(file) for file in _MAILBAG.iterdir() if file.name.endswith(".toml")]
    dated = sorted(((_sent(source, now=now), source) for source in found), key=lambda pair: pair[0])
    return [_built(source, sent=sent, recipient=recipient).as_bytes() for sent, source in dated]


def _sent(source: Fields, *, now: datetime) -> datetime:
    text = source.text("sent")
    try:
        return moments.moment(text, now=now).astimezone(TIME_ZONE)
    except ValueError as error:
        raise source.error("sent", str(error)) from error


def _built(source: Fields, *, sent: datetime, recipient: str) -> EmailMessage:
    source = source.rewritten_by(moments.days_told_from(sent, time_zone=TIME_ZONE))
    slug, address = source.text("slug"), source.text("sender_address")
    mail = EmailMessage(policy=SMTP)
    mail["Received"] = (
        f"from mail.{address.partition('@')[2]} by mx.{recipient.partition('@')[2]} with ESMTPS id {slug};"
        f" {format_datetime(sent)}"
    )
    mail["From"] = f'"{source.text("sender_name")}" <{address}>'
    mail["To"] = recipient
    mail["Subject"] = source.text("subject")
    mail["Date"] = sent
    mail["Message-ID"] = _message_id(slug, address)
    if earlier := source.text("answers", default=""):
        mail["In-Reply-To"] = mail["References"] = _message_id(earlier, address)
    if unsubscribe := source.text("unsubscribe", default=""):
        mail["List-Unsubscribe"] = f"<{unsubscribe}>"
        mail["Precedence"] = "bulk"
    mail["X-Mailer"] = source.text("mailer")
    mail.set_content(source.text("plain") + "\n", charset=source.text("charset", default="utf-8"))
    if html := source.text("html", default=""):
        mail.add_alternative(html + "\n", subtype="html")
    for attachment in source.tables("attachments"):
        _attach(mail, attachment)
    source.close()
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{slug}_{number}")
    return mail


def _attach(mail: EmailMessage, source: Fields) -> None:
    slug, filename = source.text("picture"), source.text("filename")
    source.close()
    if slug not in pictures.PICTURES:
        raise source.error("picture", f"there is no {slug!r}")
    mail.add_attachment(pictures.draw(slug), "image", "jpeg", filename=filename)


def _message_id(slug: str, address: str) -> str:
    return f"<beispiel.{slug}@{address.partition('@')[2]}>"
