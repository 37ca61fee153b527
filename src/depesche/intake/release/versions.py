"""A release in two languages, one below the other: the first is the release, the second is told of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from depesche.intake.markup.blocks import Block
from depesche.language import detect

_FEWEST = 60
"""Characters of a block whose language can be told."""

_LONG_ENOUGH = 200
_POINTER = re.compile(
    r"\W*(?:(?:see |for (?:the )?)?english (?:version|text|translation)(?: (?:see )?below)?"
    r"|(?:die )?(?:deutsche|englische) (?:version|fassung|übersetzung)(?: (?:finden sie |siehe )?(?:weiter )?unten)?"
    r"|(?:the )?german (?:version|text)(?: (?:see )?below)?)\W*",
    re.IGNORECASE,
)
"""A line that points to the other version."""

_MOST_BLOCKS = 300
NAMES = {"de": "deutsche", "en": "englische"}


def first(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """The blocks in the language the release begins with, and which other one follows ("" if none does).

    Only where the text before and after the border is in one language each, and long enough to be a text.
    """
    blocks = [block for block in blocks if not _POINTER.fullmatch(block.text.strip())]
    if len(blocks) > _MOST_BLOCKS or _first_language(blocks) == _first_language(reversed(blocks)):
        return list(blocks), ""
    spoken = [_language(block) for block in blocks]
    known = [lang for lang in spoken if lang]
    if len(set(known)) != 2:
        return list(blocks), ""
    border = next(number for number, lang in enumerate(spoken) if lang and lang != known[0])
    while border > 1 and not spoken[border - 1] and len(blocks[border - 1].text) < 2 * _FEWEST:
        border -= 1  # headline and date of the second version are too short to tell
    before, after = blocks[:border], blocks[border:]
    pure = known[0] not in spoken[border:]
    if not pure or min(_weight(before), _weight(after)) < _LONG_ENOUGH:
        return list(blocks), ""
    return list(before), next(lang for lang in known if lang != known[0])


def _first_language(blocks: Iterable[Block]) -> str:
    return next(filter(None, map(_language, blocks)), "")


def _language(block: Block) -> str:
    return (detect(block.text) or "") if len(block.text) >= _FEWEST else ""


def _weight(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
