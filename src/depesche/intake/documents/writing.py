"""Collects paragraphs, headings, list items and tables as blocks, as readers of documents find them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from depesche.intake.markup import inline
from depesche.intake.markup.blocks import Block, BlockKind, Run
from depesche.intake.markup.inline import Style

_LONGEST_CELL = 300
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
"""What begins like this may be a date or "3. Liga": word processors know numbered lists as such."""


@dataclass(slots=True)
class Writing:
    """The blocks so far."""

    blocks: list[Block] = field(default_factory=list)

    def paragraph(self, runs: Sequence[Run]) -> None:
        self._add(runs, Style())

    def heading(self, runs: Sequence[Run], *, level: int) -> None:
        self._add(runs, Style(heading=level))

    def item(self, runs: Sequence[Run], *, ordered: bool = False) -> None:
        """A list item; it joins the list above it."""
        self._add(runs, Style(item=True), ordered=ordered)

    def table(self, rows: Sequence[Sequence[str]]) -> bool:
        """A table of data; False, and nothing added, for one that does not look like it."""
        rows = [row for row in rows if any(row)]
        filled = [row for row in rows if sum(bool(cell) for cell in row) > 1]
        if (
            len(rows) < 2
            or len(filled) * 2 < len(rows)
            or any(len(cell) > _LONGEST_CELL for row in rows for cell in row)
        ):
            return False
        lines = tuple((Run(text="\t".join(cell.replace("\t", " ") for cell in row)),) for row in rows)
        self.blocks.append(Block(kind=BlockKind.TABLE, lines=lines))
        return True

    def _add(self, runs: Sequence[Run], style: Style, *, ordered: bool = False) -> None:
        for lines in inline.paragraphs(list(runs)):
            drawn = not _NUMBERED.match(lines[0][0].text) if lines and lines[0] else False
            block = inline.block(lines, style, outlook_list=drawn, ordered=ordered)
            last = self.blocks[-1] if self.blocks else None
            if last is not None and block.kind is BlockKind.LIST and last.kind is BlockKind.LIST:
                self.blocks[-1] = replace(last, lines=last.lines + block.lines)
            else:
                self.blocks.append(block)
