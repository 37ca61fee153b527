"""What a release says about its sender at the end ("Über die Stadtwerke Lindenau"): set apart, not lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.intake.markup.blocks import Block, BlockKind
from depesche.intake.release import wording

_LABEL = re.compile(
    r"(?P<fixed>(?:zum |das )?unternehmens?(?:profil|porträt|information(?:en)?)?|kurz(?:profil|porträt)"
    r"|über uns|about us|boilerplate|abbinder|notes? to editors?|company profile)\s*[:–-]?"
    r"|(?:über|about|zu[mr]?|hintergrund(?:information(?:en)?)?(?: zu[mr]?)?|portr[aä]t)\s+(?P<name>.{2,90}?)\s*[:–-]?",
    re.IGNORECASE,
)
_SMALL = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "e.v.",
        "e.v",
        "für",
        "von",
        "vom",
        "am",
        "an",
        "im",
        "in",
        "und",
        "&",
        "zu",
        "zur",
        "zum",
        "bei",
        "mit",
        "of",
        "the",
        "and",
        "for",
        "at",
    ]
)
_WORD = re.compile(r"[\w.&'’-]+")
_FROM = 0.25
"""The share of a release that stands before its boilerplate at least."""


def part(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The release, and what it says about its sender."""
    total = sum(len(block.text) for block in blocks)
    said = 0
    kept: list[Block] = []
    apart: list[Block] = []
    number = 0
    while number < len(blocks):
        end = _end(blocks, number) if said > total * _FROM else number
        if end > number:
            apart += blocks[number:end]
            number = end
            continue
        kept.append(blocks[number])
        said += len(blocks[number].text)
        number += 1
    return kept, apart


def _end(blocks: Sequence[Block], start: int) -> int:
    """Where the boilerplate that begins at `start` ends; `start` itself when none begins there."""
    label, *rest = blocks[start].text.strip().split("\n", 1)
    match = _LABEL.fullmatch(label.strip(" *_#"))
    below = rest[0] if rest else blocks[start + 1].text if start + 1 < len(blocks) else ""
    if match is None or not (match["fixed"] or _is_name(match["name"], below)) or len(below) < 40:
        return start
    end = start + (1 if rest else 2)
    while end < len(blocks) and not _ends(blocks[end]):
        end += 1
    return end


def _is_name(name: str, below: str) -> bool:
    """Whether this names somebody, whom the text below goes on about."""
    words = _WORD.findall(name)
    if any(word.lower() not in _SMALL and not word[:1].isupper() for word in words) or re.match(r"[\d\W]", name):
        return False
    long = [word.rstrip(".")[:6].casefold() for word in words if word.lower() not in _SMALL and len(word) > 1]
    text = below[:400].casefold()
    return bool(long) and sum(word in text for word in long) * 2 >= len(long)


def _ends(block: Block) -> bool:
    first = block.text.strip().split("\n", 1)[0]
    if wording.CONTACT_LABEL.match(first):
        return True
    is_label = block.kind is BlockKind.HEADING or (block.strong and len(first) < 80)
    return is_label and _LABEL.fullmatch(first.strip()) is None
