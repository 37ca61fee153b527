"""Mails inside mails: what was forwarded is the release, what was replied to is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from depesche.intake.mail import addresses
from depesche.intake.mail.addresses import Address
from depesche.intake.markup.blocks import Block, BlockKind, Mark
from depesche.intake.release import wording

_MAX_CHAIN = 20
_WRITER = re.compile(r"(?:(?<=schrieb )|(?<=wrote )|(?<=, ))[^,<>]{0,100}<[^<>@\s]{1,100}@[^<>\s]{1,200}>")
_FIELD_NAMES = {
    "von": "from",
    "from": "from",
    "betreff": "subject",
    "subject": "subject",
    "gesendet": "date",
    "gesendet am": "date",
    "sent": "date",
    "datum": "date",
    "date": "date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """A mail that another mail carries in its text: who wrote it, its subject, and its blocks."""

    sender: Address
    subject: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class _Head:
    """The copied header of an earlier mail: its place among the blocks and what it says."""

    start: int
    end: int
    fields: dict[str, str]
    rest: Block | None
    is_forward: bool


def innermost(blocks: Sequence[Block], *, subject: str) -> Forwarded | None:
    """The mail at the end of a chain of forwards; None when nothing was forwarded.

    A copied header alone may also top the mail that was replied to: then `subject` decides.
    """
    found: Forwarded | None = None
    rest = list(blocks)
    wanted = bool(wording.FORWARD_PREFIX.match(subject))
    for _ in range(_MAX_CHAIN):
        head = _find_head(rest)
        if head is None or not (wanted or head.is_forward):
            return found or (_quoted_forward(rest) if wanted else None)
        rest = _unquoted([*([head.rest] if head.rest else []), *rest[head.end :]])
        sender = addresses.first(head.fields.get("from", "").encode())
        found = Forwarded(sender=sender, subject=head.fields.get("subject", ""), blocks=rest)
        wanted = True
    return found


def _quoted_forward(blocks: Sequence[Block]) -> Forwarded | None:
    """A mail passed on the way others answer one: "Am ... schrieb ...:" and the mail quoted below it."""
    for number, block in enumerate(blocks):
        below = blocks[number + 1 :]
        if _is_reply_line(block) and below and all(_is_quoted(one) for one in below):
            writer = _WRITER.search(block.text)
            sender = addresses.first((writer[0] if writer else "").encode())
            return Forwarded(sender=sender, subject="", blocks=_unquoted(list(below)))
    return None


def without_reply(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the earlier mail they answer, be it below, above or in between."""
    kept = list(blocks)
    for number, block in enumerate(kept):
        if _begins_earlier_mail(kept, number, block) and any(not _is_quoted(one) for one in kept[:number]):
            kept = kept[:number]
            break
    own = [block for block in kept if not _is_quoted(block) and not _is_reply_line(block)]
    return own if any(block.text.strip() for block in own if block.kind is not BlockKind.RULE) else list(blocks)


def _begins_earlier_mail(blocks: Sequence[Block], number: int, block: Block) -> bool:
    if _is_reply_line(block):
        return number + 1 >= len(blocks) or _is_quoted(blocks[number + 1]) or Mark.QUOTED in block.marks
    if wording.ORIGINAL_LINE.fullmatch(block.text.strip()):
        return True
    return _is_head(_fields(block)[0])


def _is_reply_line(block: Block) -> bool:
    text = block.text.strip()
    return len(text) < 300 and bool(wording.REPLY_LINE.fullmatch(text))


def _is_quoted(block: Block) -> bool:
    return Mark.QUOTED in block.marks


def _find_head(blocks: Sequence[Block]) -> _Head | None:
    announced = -1
    is_forward = False
    for number, block in enumerate(blocks):
        first_line = block.text.strip().split("\n", 1)[0]
        if _is_announcement(first_line):
            announced = number
            is_forward = bool(wording.FORWARD_LINE.fullmatch(first_line))
        fields, end, rest = _collect(blocks, number)
        if _is_head(fields):
            start = announced if announced >= 0 and number - announced <= 2 else number
            return _Head(start, end, fields, rest, is_forward and start == announced)
    return None


def _collect(blocks: Sequence[Block], start: int) -> tuple[dict[str, str], int, Block | None]:
    """Fields from one block, or from several that each hold some."""
    fields, rest = _fields(blocks[start])
    end = start + 1
    if not fields:
        return {}, end, None
    while rest is None and end < len(blocks):
        more, rest_of_next = _fields(blocks[end])
        if not more or more.keys() & fields.keys():
            break
        fields |= more
        rest = rest_of_next
        end += 1
    return fields, end, rest


def _fields(block: Block) -> tuple[dict[str, str], Block | None]:
    """The mail fields at the top of a block, and what follows them in it."""
    fields: dict[str, str] = {}
    for number, line in enumerate(block.lines):
        text = "".join(run.text for run in line).replace("\t", " ").strip()
        if match := wording.MAIL_FIELD.match(text):
            name = match[1].lower()
            fields.setdefault(_FIELD_NAMES.get(name, name), re.sub(r"^[*\s]+|[*\s]+$", "", match[2]))
        elif (fields and not text) or (number == 0 and _is_announcement(text)):
            continue
        elif fields and len(fields) >= 2:
            return fields, replace(block, lines=block.lines[number:])
        else:
            return {}, None
    return fields, None


def _is_announcement(text: str) -> bool:
    return bool(wording.FORWARD_LINE.fullmatch(text) or wording.ORIGINAL_LINE.fullmatch(text))


def _is_head(fields: dict[str, str]) -> bool:
    return "from" in fields and len(fields.keys() & {"subject", "date", "to", "an"}) >= 1


def _unquoted(blocks: list[Block]) -> list[Block]:
    return [
        replace(
            block,
            marks=block.marks - {Mark.QUOTED},
            kind=BlockKind.PARAGRAPH if block.kind is BlockKind.QUOTE and _is_quoted(block) else block.kind,
        )
        for block in blocks
    ]
