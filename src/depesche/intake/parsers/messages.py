"""A mail whose parts have been read, and the mail it passes on."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.intake.mail import addresses, contents, tree
from depesche.intake.mail.addresses import Address
from depesche.intake.mail.contents import Contents, Piece
from depesche.intake.mail.headers import Headers
from depesche.intake.markup import plain, rich
from depesche.intake.markup.blocks import Block
from depesche.intake.release import forwarding

_LONGEST_SUBJECT = 2_000
_COVER_LENGTH = 1_500
_MOST_INNER = 20


@dataclass(frozen=True, slots=True)
class Message:
    """A mail whose parts have been read."""

    headers: Headers
    subject: str
    sender: Address
    blocks: list[Block]
    contents: Contents


def read(root: tree.Part, *, within: bool = False) -> Message:
    """The texts, the files and the sender of a mail or of a mail `within` one."""
    found = contents.gather(root, opens_files=not within)
    blocks: list[Block] = []
    for piece in found.pieces:
        blocks.extend(_blocks(piece))
    subject = root.headers.text("subject")[:_LONGEST_SUBJECT]
    return Message(root.headers, subject, _sender(root.headers), blocks, found)


def _blocks(piece: Piece) -> list[Block]:
    """The richer form of a text, unless it says much less than the plain one."""
    if piece.html:
        blocks, _ = rich.read(piece.html)
        said = sum(len(block.text) for block in blocks)
        if said and said * 2 >= len(piece.plain.strip()) - 200:
            return blocks
    return plain.read(piece.plain, flowed=piece.flowed, delsp=piece.delsp)


def _sender(found: Headers) -> Address:
    for name in ("from", "sender", "reply-to", "return-path"):
        address = addresses.first(found.raw(name))
        if address.email:
            return address
    return addresses.first(found.raw("from"))


def forwarded(message: Message) -> Message | None:
    """The mail that this one passes on, copied into its text or attached as a whole."""
    found = forwarding.innermost(message.blocks, subject=message.subject)
    if found is not None:
        subject = found.subject or message.subject
        return Message(message.headers, subject, found.sender, found.blocks, message.contents)
    own = sum(len(block.text) for block in forwarding.without_reply(message.blocks))
    is_report = any(type_.startswith("message/") and "status" in type_ for type_ in message.contents.types)
    if not message.contents.messages or own > _COVER_LENGTH or is_report:
        return None
    inside = read(message.contents.messages[0], within=True)
    deeper = forwarded(inside) if inside.contents.messages or inside.blocks else None
    return deeper or inside


def inner(message: Message) -> list[Message]:
    """The mails attached to a mail, in its order."""
    return [read(part, within=True) for part in message.contents.messages[:_MOST_INNER]]
