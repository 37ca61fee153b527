"""Several releases in one mail: the sections between "+++" lines, or several files of which each is a release."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.intake.markup.blocks import Block, BlockKind
from depesche.intake.parsed import Enclosure
from depesche.intake.release import attached, contact, wording

_BORDER = re.compile(r"(?:[+*#=_~•]\s?){3,}|(?:[-–—]\s?){5,}")
_ENOUGH = 100
"""Characters of a section that is a release."""

_LONGEST_TITLE = 200
_MOST = 30


def sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """The releases of a text, each with the blocks that belong to it; none when it is one release or no list of them.

    What stands after the last of them and only tells whom to call belongs to each.
    """
    found: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind is BlockKind.RULE or (len(block.text) < 80 and _BORDER.fullmatch(block.text.strip())):
            found.append([])
        else:
            found[-1].append(block)
    releases = [section for section in found if _is_release(section)][:_MOST]
    if len(releases) < 2:
        return []
    last = found[-1] if not _is_release(found[-1]) else []
    common = last if last and contact.take(last, signature=())[0] else []
    return [[*section, *common] for section in releases]


def _is_release(section: Sequence[Block]) -> bool:
    """A title, and below it a text that is longer."""
    said = [block for block in section if block.text.strip()]
    if len(said) < 2 or len(said[0].text) > _LONGEST_TITLE or wording.SALUTATION.match(said[0].text.strip()):
        return False
    return sum(len(block.text) for block in said[1:]) >= _ENOUGH and not contact.names_contact(said[0])


def files(enclosures: Sequence[Enclosure]) -> list[attached.Document]:
    """The releases among the files of a mail that has no text of its own; none when it is one at most."""
    read = [document for document in attached.each(enclosures) if document.blocks and document.weight >= _ENOUGH]
    return read if len(read) > 1 else []
