"""Taking off what surrounds a release: cover letter, signature, disclaimer, the newsletter tool's lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from depesche.intake.markup.blocks import Block, BlockKind, Mark
from depesche.intake.release import contact, explanations, letterheads, masthead, wording

_DRAWN = re.compile(r"[-=_*#~+.–—·\s]{2,}")
_SHORT = 700
_SHORT_LINE = 120
_SIGNATURE_LINE = 100
_SIGNATURE_LINES = 30
_SIGNATURE_BLOCKS = 8
_SUBSTANTIAL = 200
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.!?]$")
_ROLE = re.compile(r"(?:leitung|geschäftsf|vorstand|vorsitz|pressesprecher|schulleit|bürgermeister)", re.IGNORECASE)


@dataclass(slots=True)
class Trimmed:
    """`blocks` is the release; `signature` what stood below the greeting, where a contact may be found; `cover` the
    letter above it that handed it over."""

    blocks: list[Block]
    signature: list[Block] = field(default_factory=list)
    cover: list[Block] = field(default_factory=list)


def trim(blocks: Sequence[Block]) -> Trimmed:
    """The blocks without what is no part of the text. Never takes everything: then all of it stays."""
    kept = [_ruled(block) for block in blocks if block.text.strip() and not _is_machine_text(block)]
    found = _split_signature(kept)
    kept, signature = (found.blocks, found.signature) if found.signature else _split_unannounced(found.blocks)
    kept = [block for block in kept if Mark.SIGNATURE not in block.marks]
    signature += [block for block in blocks if Mark.SIGNATURE in block.marks and block.text.strip()]
    # Who leads the house and where it is registered stands on the lines below its telephone number.
    signature += [block for block in blocks if len(block.lines) > 1 and wording.DISCLAIMER.search(block.text)]
    kept = _without_rules(kept)
    if not kept:
        return Trimmed([block for block in blocks if block.text.strip() and block.kind is not BlockKind.RULE])
    return Trimmed(kept, signature, found.cover)


def _ruled(block: Block) -> Block:
    """A line drawn with characters, which HTML cannot tell from a paragraph, as what it is."""
    if block.kind is BlockKind.PARAGRAPH and _DRAWN.fullmatch(block.text.strip()):
        return replace(block, kind=BlockKind.RULE)
    return block


def _is_machine_text(block: Block) -> bool:
    text = block.text.strip()
    if block.kind is BlockKind.HEADING:
        return False
    if len(text) < _SHORT_LINE and (wording.SOCIAL.fullmatch(text) or wording.END_LINE.fullmatch(text)):
        return True
    if len(text) < _SHORT and wording.UNSUBSCRIBE.search(text):
        return _is_dominated(text, block)
    if len(text) < 200 and wording.CLOSING.search(text):
        return True
    return len(text) < 4 * _SHORT and bool(wording.DISCLAIMER.search(text))


def _is_dominated(text: str, block: Block) -> bool:
    """Whether such words are what the block is for, not something that the release reports."""
    return len(text) < 120 or bool(block.links) or text.count(".") <= 4


def _split_signature(blocks: list[Block]) -> Trimmed:
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.RULE and block.text.strip() == "--":
            end = number + 1 + _signature_end(blocks[number + 1 :])
            return Trimmed(blocks[:number] + blocks[end:], blocks[number + 1 : end])
        at = _greeting_line(block)
        if at is None:
            continue
        before = blocks[:number] + _lines(block, 0, at)
        after = _lines(block, at + 1, None) + blocks[number + 1 :]
        end = _signature_end(after)
        signature, rest = after[:end], after[end:]
        if _is_release(rest) and _is_cover(before):
            below = _split_signature(rest)  # the release may have a greeting of its own
            return Trimmed(below.blocks, below.signature + signature, before + below.cover)
        return Trimmed(before + rest, signature)
    return Trimmed(blocks)


def _split_unannounced(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """A signature without a greeting: at the end a name, or who leads the house, and how to reach them."""
    if any(contact.names_contact(block) for block in blocks[-_SIGNATURE_BLOCKS - 1 :]):
        return blocks, []
    start = len(blocks)
    while start > 1 and len(blocks) - start < _SIGNATURE_BLOCKS and _is_signature_line(blocks[start - 1]):
        start -= 1
    for number in range(start, len(blocks)):
        lines = [line.strip() for block in blocks[number:] for line in block.text.split("\n") if line.strip()]
        if not 2 <= len(lines) <= _SIGNATURE_LINES or _weight(blocks[:number]) < _SUBSTANTIAL / 2:
            continue
        if contact.is_name(lines[0]) or (len(blocks[number].lines) > 1 and any(_ROLE.match(line) for line in lines)):
            found = contact.read(lines)
            if found.phone or found.email:
                return blocks[:number], blocks[number:]
    return blocks, []


def _is_signature_line(block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    lines = [line.strip() for line in block.text.split("\n")]
    return all(len(line) <= _SIGNATURE_LINE and not _SENTENCE.search(line) for line in lines)


def _greeting_line(block: Block) -> int | None:
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return None
    for number, line in enumerate(block.lines):
        text = "".join(run.text for run in line).strip(" ,.!\t")
        if len(text) < 100 and wording.GREETING.fullmatch(text):
            return number
    return None


def _signature_end(blocks: Sequence[Block]) -> int:
    """Where the short lines below a greeting end."""
    lines = 0
    for number, block in enumerate(blocks):
        texts = block.text.split("\n")
        lines += len(texts)
        if any(len(text) > _SIGNATURE_LINE for text in texts) or lines > _SIGNATURE_LINES:
            return number - (number > 0 and _is_headline(blocks[number - 1]))
        if block.kind is BlockKind.HEADING or (
            wording.MASTHEAD.fullmatch(texts[0].strip()) and _is_release(blocks[number:])
        ):
            return number
        if block.kind is BlockKind.RULE and _is_release(blocks[number + 1 :]):
            return number + 1
    return len(blocks)


def _is_headline(block: Block) -> bool:
    """Whether the last short line below a greeting is the headline of the text below it, not part of a signature."""
    line = block.text.strip()
    return masthead.is_title(block) and not (
        "\n" in line or masthead.is_label(line) or letterheads.is_name(line) or _ROLE.match(line)
    )


def _is_release(blocks: Sequence[Block]) -> bool:
    """Whether what stands below a signature is a text by itself."""
    return _weight(blocks) >= _SUBSTANTIAL or any(block.kind is BlockKind.HEADING for block in blocks)


def _is_cover(blocks: Sequence[Block]) -> bool:
    """A short letter that hands over what follows it, and says nothing else."""
    return bool(blocks) and all(
        len(block.text) <= _SHORT_LINE
        or (len(block.text) <= _SHORT and wording.COVER.search(block.text))
        or explanations.explains(block.text)
        for block in blocks
    )


def _lines(block: Block, start: int, end: int | None) -> list[Block]:
    lines = block.lines[start:end]
    return [Block(kind=block.kind, lines=lines, level=block.level, marks=block.marks)] if lines else []


def _weight(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _without_rules(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.kind is not BlockKind.RULE]
