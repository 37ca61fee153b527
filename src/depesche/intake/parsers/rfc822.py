"""Mails (RFC 5322 and MIME): from raw bytes to a clean item."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from depesche.intake.arrivals import Circumstances
from depesche.intake.mail import addresses, contents, dates, headers, tree
from depesche.intake.mail.contents import Contents
from depesche.intake.mail.headers import Headers
from depesche.intake.markup import blocks as block_forms
from depesche.intake.markup import clean, plain
from depesche.intake.markup.blocks import Block
from depesche.intake.parsed import Enclosure, ParsedItem, Reading, digest
from depesche.intake.parsers import messages
from depesche.intake.parsers.messages import Message
from depesche.intake.release import attached, composing, forwarding, kinds, parts, trimming
from depesche.intake.release.composing import Composed

_MAIL_ROADS = frozenset({"smtp", "lmtp", "imap"})
_USUAL = ("from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path", "delivered-to")
_SIGNATURES = (("dkim", "dkim-signature"), ("arc", "arc-seal"))
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,500})>")
_CUT_HEADERS = "Die Mail hat ungewöhnlich viele Kopfzeilen; was nach den ersten kommt, steht nur in der Rohfassung."
_CUT_PARTS = "Die Mail ist zu tief oder zu oft verschachtelt; ein Teil des Inhalts steht nur in der Rohfassung."
_READ_WHOLE = ("bounce", "auto_reply", "reader_letter", "spam_or_phish", "newsletter")
_WORDING_LENGTH = 20_000
_GARBLED_SHARE = 0.2
_GARBLED_WITHOUT_HEADERS = 0.05
"""What does not even begin like a mail must be cleaner text to be taken for one."""

_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<(?:\?xml|!doctype|[a-z]{2,20}[\s>:])|\{\s*\")", re.IGNORECASE)


class Rfc822:
    """The parser for mails. What came by mail is a mail, whatever its first bytes say."""

    name = "rfc822"
    priority = 10

    def can_parse(self, raw: bytes, how: Circumstances) -> bool:
        if how.fetcher in _MAIL_ROADS or how.file_name.lower().endswith((".eml", ".mail")):
            return True
        found, _ = headers.read(raw[:65536].lstrip(b"\r\n"))
        return any(name in found for name in _USUAL)

    def parse(self, raw: bytes, how: Circumstances) -> Reading:
        root = tree.parse(raw)
        message = messages.read(root)
        item = _quarantine(message, raw) or _item(message, how)
        said = (*message.contents.damaged, _left_unread(root), _several_senders(root.headers))
        notes = [note for note in said if note and note not in item.reason]
        return Reading(items=(replace(item, reason=" ".join(filter(None, (item.reason, *notes)))),))


def _left_unread(root: tree.Part) -> str:
    """What of this mail lies in the raw file alone, because a limit was reached."""
    parts = list(root.walk())
    notes = []
    if any(part.headers.is_cut for part in parts):
        notes.append(_CUT_HEADERS)
    if any(part.is_cut for part in parts):
        notes.append(_CUT_PARTS)
    return " ".join(notes)


def _several_senders(found: Headers) -> str:
    """RFC 5322, 3.6, allows one From: which of two a program shows, and which one is proven, is anybody's guess."""
    senders = {addresses.first(value).email.lower() for value in found.raw_all("from")}
    return f"Die Mail nennt mehrere Absender: {', '.join(sorted(filter(None, senders)))}." if len(senders) > 1 else ""


def _quarantine(message: Message, raw: bytes) -> ParsedItem | None:
    """Why nobody can read this mail, if so."""
    text = "".join(block.text for block in message.blocks)
    reason = ""
    if message.contents.encrypted and not text.strip():
        reason = message.contents.encrypted
    elif contents.is_encrypted_text(message.contents.pieces):
        reason = contents.PGP
    elif not raw.strip():
        reason = "Die Mail ist leer: kein Absender, kein Betreff, kein Text."
    elif not message.headers and _is_garbled(text, share=_GARBLED_WITHOUT_HEADERS):
        reason = "Das ist keine lesbare Mail: Kopfzeilen fehlen, der Inhalt ist kein Text."
    elif not message.headers and _MARKUP.match(raw):
        reason = "Das ist keine Mail: Kopfzeilen fehlen, der Inhalt ist XML, JSON oder eine Webseite."
    elif not text.strip() and message.contents.damaged and len(message.contents.enclosures) <= 1:
        reason = message.contents.damaged[0]
    elif not text.strip() and not message.contents.enclosures and not message.subject:
        reason = "Die Mail ist leer: kein Betreff, kein Text, kein Anhang."
    elif text.strip() and _is_garbled(text) and not message.contents.enclosures:
        reason = "Der Text ist Zeichensalat; wahrscheinlich wurde er unterwegs beschädigt."
    if not reason:
        return None
    return replace(_envelope(message), status="quarantined", reason=reason)


def _is_garbled(text: str, *, share: float = _GARBLED_SHARE) -> bool:
    letters = re.sub(r"\s", "", text[:50_000])
    if letters.isprintable() and "\ufffd" not in letters:  # Nearly always, and quickly told.
        return not letters
    strange = sum(1 for character in letters if character == "\ufffd" or not character.isprintable())
    return strange > share * len(letters)


def _envelope(message: Message) -> ParsedItem:
    """An item with the fields that every mail has, readable or not."""
    found = message.headers
    id_match = _MESSAGE_ID.search(found.text("message-id"))
    named = f"{found.text('in-reply-to')} {found.text('references')}"
    message_id = id_match[1] if id_match else found.text("message-id").strip("<> ")[:500]
    return ParsedItem(
        kind="",
        subject=message.subject,
        sender_name=message.sender.name,
        sender_address=message.sender.email,
        message_id=message_id,
        identity=_identity(message, message_id),
        replaces=tuple(dict.fromkeys(_MESSAGE_ID.findall(named)))[-20:],
        signatures=tuple(name for name, field in _SIGNATURES if field in found),
        came_at=dates.came(found),
        written_at=dates.written(found),
        enclosures=tuple(message.contents.enclosures),
        original_html=_original(message.contents),
    )


def _identity(message: Message, message_id: str) -> str:
    """Equal for a mail that came on two roads. Without a message id and a date nobody can tell two mails apart."""
    written = message.headers.text("date")
    if not message_id and not written:
        return ""
    text = " ".join(block_forms.to_text(message.blocks).split())
    files = sorted(enclosure.sha256 for enclosure in message.contents.enclosures)
    key = message_id or digest(written, message.sender.email, message.subject)
    return digest("mail", key, text, *files)


def _item(message: Message, how: Circumstances) -> ParsedItem:
    inner = messages.forwarded(message)
    release = inner or message
    own = release.blocks if inner else forwarding.without_reply(message.blocks)
    verdict = kinds.judge(
        kinds.MailFacts(
            headers=message.headers,
            types=frozenset(message.contents.types),
            sender=message.sender,
            subject=message.subject,
            blocks=own,
            return_path=_return_path(message.headers, how),
            filenames=[enclosure.filename for enclosure in message.contents.enclosures],
            is_forward=inner is not None,
        )
    )
    enclosures = (*message.contents.enclosures, *(release.contents.enclosures if release is not message else ()))
    envelope = replace(
        _envelope(message),
        kind=verdict.kind,
        withdraws=verdict.withdraws,
        status="filed" if verdict.reason else "new",
        reason=verdict.reason,
        headline=_title_of_files(message),
        wording=_wording(message, release),
        enclosures=enclosures,
    )
    if verdict.kind == "newsletter" and release.contents is not message.contents:  # a digest, no forwarded mail
        own, release = message.blocks, message
    if verdict.kind in _READ_WHOLE:
        return composing.read_whole(own, subject=release.subject, enclosures=enclosures).fill(envelope)
    composed, document = _composed(own, release, enclosures, subject=release.subject or message.subject)
    notes = [composed.note]
    several = (
        ()
        if composed.other_language
        else _parts(own, message, enclosures, envelope, from_file=bool(document and document.blocks))
    )
    if several:
        notes.append(f"Die Mail enthält {len(several)} Meldungen; sie lässt sich teilen.")
    if document is not None:
        said = "\n\n".join((envelope.wording, block_forms.to_text(document.blocks)))
        envelope = replace(envelope, wording=said[:_WORDING_LENGTH])
        notes.insert(0, document.note)
    enclosed = attached.wordings(enclosures, besides=document.filename if document else "")
    reason = " ".join(part for part in (verdict.reason, *notes) if part)
    return composed.fill(
        replace(envelope, reason=reason, parts=several, enclosed=tuple(text[:_WORDING_LENGTH] for text in enclosed))
    )


def _parts(
    own: list[Block], message: Message, enclosures: tuple[Enclosure, ...], whole: ParsedItem, *, from_file: bool
) -> tuple[ParsedItem, ...]:
    """The releases in this mail, when there are several: sections of its text, its files, or the mails in it."""
    if from_file:
        texts = [(document.blocks, document.filename) for document in parts.files(enclosures)]
    else:
        texts = [(section, "") for section in parts.sections(own)]
    inside = messages.inner(message)
    if len(inside) > 1 and not texts:
        texts = [(forwarding.without_reply(one.blocks), one.subject) for one in inside]
    return tuple(
        composing.compose(blocks, subject=title, organisation=whole.sender_name).fill(ParsedItem(kind=whole.kind))
        for blocks, title in texts
    )


def _composed(
    own: list[Block], release: Message, enclosures: tuple[Enclosure, ...], *, subject: str
) -> tuple[Composed, attached.Document | None]:
    """The release, out of the mail's text or, where that only hands it over, out of a file."""
    trimmed = trimming.trim(own)
    document = None
    if attached.is_elsewhere(trimmed.blocks):
        document = attached.find(enclosures, more_than=sum(len(block.text) for block in trimmed.blocks))
    composed = composing.compose(
        document.blocks if document and document.blocks else own,
        subject=subject,
        organisation=release.sender.name,
        enclosures=enclosures,
        signature=trimmed.signature if document else (),
        cover=trimmed.blocks if document and document.blocks else (),
    )
    return composed, document


def _return_path(found: Headers, how: Circumstances) -> str | None:
    if how.mail_from is not None:
        return how.mail_from
    if "return-path" in found:
        return addresses.first(found.raw("return-path")).email
    return None


def _title_of_files(message: Message) -> str:
    """A mail that is nothing but a file is named for the file."""
    for enclosure in message.contents.enclosures:
        return re.sub(r"[_\s]+", " ", enclosure.filename.rpartition(".")[0] or enclosure.filename).strip()
    return ""


def _wording(message: Message, release: Message) -> str:
    parts = [block_forms.to_text(message.blocks)]
    if release is not message and release.contents is not message.contents:
        parts += [release.subject, block_forms.to_text(release.blocks)]
    return "\n\n".join(part for part in parts if part)[:_WORDING_LENGTH]


def _original(found: Contents) -> str:
    """The mail as its sender drew it, safe to show."""

    def picture(cid: str) -> str | None:
        sha256 = found.cids.get(cid.strip("<>"))
        return f"attachment:{sha256}" if sha256 else None

    shown = [
        clean.for_showing(piece.html, picture=picture)
        if piece.html
        else f"<pre>{escape(piece.plain[: plain.LONGEST])}</pre>"
        for piece in found.pieces
    ]
    return "\n<hr>\n".join(shown)
