"""Blocks: the clean structure a text is cut into, whether it came as HTML or as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from html import escape

from depesche.intake.markup import clean


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    RULE = "rule"


class Mark(StrEnum):
    """What the sender's program said a block is."""

    SIGNATURE = "signature"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one style. A line break is a newline in its text."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block. `lines` are its lines, list items or table rows (cells by tabs); each line is a series of runs."""

    kind: BlockKind
    lines: tuple[tuple[Run, ...], ...] = ()
    level: int = 0
    ordered: bool = False
    marks: frozenset[Mark] = frozenset()

    @cached_property
    def text(self) -> str:
        """Plain text, a newline between lines."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)

    @property
    def strong(self) -> bool:
        """Whether all of it is bold."""
        return all(run.strong for line in self.lines for run in line if run.text.strip()) and bool(self.text.strip())

    @property
    def links(self) -> list[Run]:
        return [run for line in self.lines for run in line if run.href]


def paragraph(text: str) -> Block:
    """A paragraph of plain lines."""
    return Block(kind=BlockKind.PARAGRAPH, lines=tuple((Run(text=line),) for line in text.split("\n")))


def to_text(blocks: Iterable[Block]) -> str:
    """Plain text: blocks apart by a blank line, list items with a bullet, table cells apart by a bar."""
    return "\n\n".join(text for block in blocks if (text := _plain(block)))


def to_html(blocks: Iterable[Block]) -> str:
    """Clean HTML with one element for each block."""
    return clean.for_keeping("\n".join(_element(block) for block in blocks if block.text.strip()))


def _plain(block: Block) -> str:
    lines = block.text.split("\n")
    if block.kind is BlockKind.RULE:
        return ""
    if block.kind is BlockKind.LIST:
        marks = (f"{number}. " for number in range(1, len(lines) + 1)) if block.ordered else ("• " for _ in lines)
        lines = [mark + line for mark, line in zip(marks, lines, strict=True)]
    if block.kind is BlockKind.TABLE:
        lines = [" | ".join(line.split("\t")) for line in lines]
    return "\n".join(lines).strip()


def _element(block: Block) -> str:
    inner = [_inline(line) for line in block.lines]
    match block.kind:
        case BlockKind.HEADING:
            level = min(max(block.level, 2), 4)
            return f"<h{level}>{' '.join(inner)}</h{level}>"
        case BlockKind.LIST:
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{line}</li>' for line in inner)}</{tag}>"
        case BlockKind.QUOTE:
            return f"<blockquote><p>{'<br>'.join(inner)}</p></blockquote>"
        case BlockKind.TABLE:
            return f"<table>{''.join(_row(line) for line in inner)}</table>"
        case BlockKind.RULE:
            return ""
        case _:
            return f"<p>{'<br>'.join(inner)}</p>"


def _row(line: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(chr(9)))}</tr>"


def _inline(line: Sequence[Run]) -> str:
    html = []
    for run in line:
        text = escape(run.text, quote=False)
        if run.emphasis:
            text = f"<em>{text}</em>"
        if run.strong:
            text = f"<strong>{text}</strong>"
        if run.href:
            text = f'<a href="{escape(run.href)}">{text}</a>'
        html.append(text)
    return "".join(html)
