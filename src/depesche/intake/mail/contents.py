"""What a mail holds for people: its text, its files, the mails inside it, and whether it can be read at all."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from depesche.intake.mail import calendars, charsets, cms, tnef, tree, uuencoded
from depesche.intake.mail.tree import Part
from depesche.intake.markup import shown
from depesche.intake.parsed import Enclosure

MAX_ENCLOSURES = 500
_META_CHARSET = re.compile(rb"(?i)<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})")
_HTML_TEXT = re.compile(r"\s*<(?:!doctype html|html|head|body|table|div|p|h[1-6])(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_PGP_SIGNED = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\s*(?:\w+:.*\n)*\s*")
_PGP_SIGNATURE = re.compile(r"-----BEGIN PGP SIGNATURE-----[^-]{0,20000}(?:-----END PGP SIGNATURE-----)?")
_MACHINE_TYPES = ("message/delivery-status", "message/global-delivery-status", "message/disposition-notification")
_SIGNATURE_TYPES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_SMIME_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_WORD_TYPE = "application/octet-stream"

SMIME = "Die Mail ist mit S/MIME verschlüsselt. Sie lässt sich nur mit dem Schlüssel der Redaktion öffnen."
WINMAIL = (
    "In {name} hat Outlook Text und Anhänge verpackt; die Datei ist beschädigt oder leer. Bitte den Absender, die Mail"
    " im Format HTML oder Nur-Text noch einmal zu schicken."
)
PGP = "Die Mail ist mit PGP verschlüsselt. Sie lässt sich nur mit dem Schlüssel der Redaktion öffnen."


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in the forms the mail offers it in."""

    plain: str = ""
    html: str = ""
    flowed: bool = False
    delsp: bool = False


@dataclass(slots=True)
class Contents:
    pieces: list[Piece] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    cids: dict[str, str] = field(default_factory=dict)
    """Content id -> SHA-256 of the file."""
    messages: list[Part] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    opens_files: bool = True
    encrypted: str = ""
    """In German, why the text cannot be read; empty when it can."""
    damaged: list[str] = field(default_factory=list)
    """For each file that holds other parts of the mail and could not be opened, a sentence for editors in German."""


def gather(root: Part, *, opens_files: bool = True) -> Contents:
    """Everything in a mail, in its order. Work is bounded by the limits of the tree.

    `opens_files`: a mail saved as a file is a mail; not for those within one, or their depth would have no bound.
    """
    found = Contents(opens_files=opens_files)
    _visit(root, found)
    if not _has_text(found):
        dates = [one for one in found.enclosures if one.content_type == "text/calendar"]
        texts = [calendars.read(charsets.decode(one.content)) for one in dates]
        found.pieces.extend(Piece(plain=text) for text in texts if text)
    hashes = {found.cids.get(cid) for piece in found.pieces for cid in shown.small(piece.html)}
    if hashes:
        found.enclosures = [replace(one, small=True) if one.sha256 in hashes else one for one in found.enclosures]
    return found


def _has_text(found: Contents) -> bool:
    return any(piece.plain.strip() or piece.html.strip() for piece in found.pieces)


def _visit(part: Part, found: Contents) -> None:
    found.types.add(part.type)
    kind, _, subtype = part.type.partition("/")
    if kind == "multipart":
        _visit_multipart(part, subtype, found)
    elif found.opens_files and _is_mail_file(part):
        found.messages.append(tree.parse(part.body))
        found.types.add("message/rfc822")
        _enclose(part, found)
    elif part.children:  # a message within
        found.messages.append(part.children[0])
        _enclose(part, found, filename=part.filename or f"{part.children[0].headers.text('subject') or 'Mail'}.eml")
    elif part.type in _MACHINE_TYPES or part.type in _SIGNATURE_TYPES:
        pass
    elif part.type in _SMIME_TYPES:
        _visit_smime(part, found)
    elif part.type in ("application/ms-tnef", "application/vnd.ms-tnef") or part.filename.lower() == "winmail.dat":
        _visit_tnef(part, found)
    elif part.type in ("text/plain", "text/html", "text/enriched") and not _is_file(part):
        found.pieces.append(_piece(part, found))
    else:
        _enclose(part, found)


def _visit_multipart(part: Part, subtype: str, found: Contents) -> None:
    if subtype == "alternative":
        _visit_alternative(part, found)
    elif subtype == "encrypted":
        found.encrypted = found.encrypted or (PGP if "pgp" in part.params.get("protocol", "pgp").lower() else SMIME)
        for child in part.children:
            found.types.add(child.type)
    else:
        for child in part.children:
            _visit(child, found)


def _visit_alternative(part: Part, found: Contents) -> None:
    """The same text in several forms becomes one piece that offers them all."""
    offered: list[Piece] = []
    for child in part.children:
        inner = Contents(opens_files=found.opens_files)
        _visit(child, inner)
        offered.extend(inner.pieces)
        found.enclosures.extend(inner.enclosures)
        found.cids.update(inner.cids)
        found.messages.extend(inner.messages)
        found.types |= inner.types
        found.encrypted = found.encrypted or inner.encrypted
        found.damaged.extend(inner.damaged)
    plains = [piece for piece in offered if piece.plain]
    html = "\n".join(piece.html for piece in offered if piece.html)
    if plains or html:
        first = plains[0] if plains else Piece()
        found.pieces.append(Piece(plain=first.plain, html=html, flowed=first.flowed, delsp=first.delsp))


def _visit_smime(part: Part, found: Contents) -> None:
    body = part.body
    is_signed = part.params.get("smime-type", "").lower() == "signed-data" or cms.is_signed(body)
    signed = cms.content(body)
    start = body.find(b"Content-Type:") if is_signed and signed is None else -1
    if signed or start >= 0:
        _visit(tree.parse(signed or body[start:]), found)  # the signed mail lies readable inside its envelope
    else:
        found.encrypted = found.encrypted or SMIME


def _visit_tnef(part: Part, found: Contents) -> None:
    inside = tnef.read(part.body)
    if inside is None or inside.is_torn or (inside.is_empty and not _has_text(found)):
        _enclose(part, found, filename=part.filename or "winmail.dat")
        found.damaged.append(WINMAIL.format(name=found.enclosures[-1].filename if found.enclosures else "winmail.dat"))
    if inside is None:
        return
    if inside.html or inside.text:
        found.pieces.append(Piece(plain=inside.text, html=inside.html))
    for one in inside.enclosures:
        type_ = one.type or mimetypes.guess_type(one.name)[0] or _WORD_TYPE
        found.enclosures.append(Enclosure(filename=one.name, content_type=type_, content=one.content))


def _is_mail_file(part: Part) -> bool:
    """A mail saved as a file, which some programs label as mere bytes."""
    return (
        not part.children
        and part.filename.lower().endswith(".eml")
        and part.type in (_WORD_TYPE, "application/x-download", "application/download", "message/rfc822", "text/plain")
    )


def _is_file(part: Part) -> bool:
    return part.disposition == "attachment" or (bool(part.filename) and part.disposition != "inline")


def _piece(part: Part, found: Contents) -> Piece:
    body = part.body
    charset = part.charset
    if part.type == "text/html":
        if not charset and (meta := _META_CHARSET.search(body[:4096])):
            charset = meta[1].decode("ascii")
        return Piece(html=charsets.repair(charsets.decode(body, charset)))
    text, files = uuencoded.parted(charsets.repair(charsets.decode(body, charset)))
    if _HTML_TEXT.match(text) and text.count("</") > 1:
        return Piece(html=text)  # under a false label
    for name, content in files[: MAX_ENCLOSURES - len(found.enclosures)]:
        type_ = mimetypes.guess_type(name)[0] or _WORD_TYPE
        found.enclosures.append(Enclosure(filename=_label(name) or "Anhang", content_type=type_, content=content))
    flowed = part.params.get("format", "").lower() == "flowed"
    return Piece(plain=_without_armour(text), flowed=flowed, delsp=part.params.get("delsp", "").lower() == "yes")


def _without_armour(text: str) -> str:
    """A text with an inline PGP signature, without it (RFC 9580, 7)."""
    if "-----BEGIN PGP SIGNED" not in text:
        return text
    text = _PGP_SIGNATURE.sub("", _PGP_SIGNED.sub("", text, count=1))
    return re.sub(r"^- ", "", text, flags=re.MULTILINE)


def _enclose(part: Part, found: Contents, *, filename: str = "") -> None:
    if len(found.enclosures) >= MAX_ENCLOSURES:
        return
    filename = filename or part.filename
    type_ = part.type
    if type_ in (_WORD_TYPE, "application/x-download", "application/download") and filename:
        type_ = mimetypes.guess_type(filename)[0] or type_
    content = part.body
    if not content and not filename:
        return
    enclosure = Enclosure(
        filename=_label(filename) or _made_up_name(type_, len(found.enclosures) + 1),
        content_type=type_,
        content=content,
        inline=part.disposition == "inline" or bool(part.content_id and part.disposition != "attachment"),
    )
    found.enclosures.append(enclosure)
    if part.content_id:
        found.cids.setdefault(part.content_id, enclosure.sha256)


def _label(filename: str) -> str:
    """A file name for people: the last part of a path, without control characters."""
    name = re.split(r"[\\/]", filename)[-1]
    return "".join(character for character in name if character.isprintable())[:255].strip()


def _made_up_name(type_: str, number: int) -> str:
    return f"Anhang-{number}{mimetypes.guess_extension(type_) or ''}"


def is_encrypted_text(pieces: Sequence[Piece]) -> bool:
    """Whether the text is an inline PGP message."""
    return any(piece.plain.lstrip().startswith("-----BEGIN PGP MESSAGE-----") for piece in pieces)
