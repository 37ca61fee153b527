"""Blocks as JSON values and back, for the road between two processes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from depesche.intake.markup.blocks import Block, BlockKind, Run


def dump(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [
        {
            "kind": block.kind.value,
            "level": block.level,
            "ordered": block.ordered,
            "lines": [[[run.text, run.strong, run.emphasis, run.href] for run in line] for line in block.lines],
        }
        for block in blocks
    ]


def load(values: Iterable[dict[str, Any]]) -> list[Block]:
    """The reverse of `dump`. Raises ValueError, KeyError or TypeError when these are no blocks."""
    return [
        Block(
            kind=BlockKind(value["kind"]),
            level=int(value["level"]),
            ordered=bool(value["ordered"]),
            lines=tuple(
                tuple(
                    Run(text=str(text), strong=bool(b), emphasis=bool(i), href=str(href)) for text, b, i, href in line
                )
                for line in value["lines"]
            ),
        )
        for value in values
    ]
