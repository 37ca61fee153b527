"""Runs of inline text become paragraphs, headings and list items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from depesche.intake.markup import reflow
from depesche.intake.markup.blocks import Block, BlockKind, Mark, Run

_OUTLOOK_BULLET = re.compile(r"^(?:[·•▪§\uf0b7\uf0a7oØ–-]|\d{1,2}[.)])\s+")

Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """What surrounds a stretch of inline text. `heading` is 1 to 6 or 0, `quote` the depth of quotation."""

    strong: bool = False
    emphasis: bool = False
    href: str = ""
    marks: frozenset[Mark] = frozenset()
    quote: int = 0
    heading: int = 0
    item: bool = False


def paragraphs(runs: list[Run]) -> Iterator[list[Line]]:
    """Runs as paragraphs of lines: a blank line parts paragraphs, and lines that were wrapped are joined."""
    group: list[Line] = []
    for line in _split_lines(runs):
        if line:
            group.append(line)
        elif group:
            yield from _rejoined(group)
            group = []
    if group:
        yield from _rejoined(group)


def _split_lines(runs: list[Run]) -> Iterator[Line]:
    line: list[Run] = []
    for run in runs:
        if "\n" not in run.text:
            line.append(run)
            continue
        first, *others = run.text.split("\n")
        line.append(replace(run, text=first))
        for other in others:
            yield _trimmed(line)
            line = [replace(run, text=other)]
    yield _trimmed(line)


def _trimmed(line: list[Run]) -> Line:
    """A line without white space at its ends and without empty or doubled runs; () when nothing is on it."""
    merged: list[Run] = []
    for run in line:
        text = run.text
        if not merged or merged[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if merged and _look_alike(merged[-1], run):
            merged[-1] = replace(run, text=merged[-1].text + text)
        else:
            merged.append(run if text == run.text else replace(run, text=text))
    while merged and not merged[-1].text.rstrip():
        merged.pop()
    if merged:
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
    return tuple(merged)


def _look_alike(one: Run, other: Run) -> bool:
    return (one.strong, one.emphasis, one.href) == (other.strong, other.emphasis, other.href)


def _rejoined(lines: list[Line]) -> Iterator[list[Line]]:
    """Undo wrapping at a fixed column; lines that are paragraphs by themselves become such."""
    texts = ["".join(run.text for run in line) for line in lines]
    width = reflow.width([texts]) if len(lines) > 2 else 0
    current: list[Line] = []
    previous = ""
    for line, text in zip(lines, texts, strict=True):
        if current and reflow.was_wrapped(previous, text, width):
            current[-1] = (*current[-1], Run(text=" "), *line)
        elif current and reflow.ends_paragraph(previous):
            yield current
            current = [line]
        else:
            current.append(line)
        previous = text
    yield current


def block(lines: list[Line], style: Style, *, outlook_list: bool, ordered: bool) -> Block:
    """The block that some lines make. `outlook_list`: Word drew the bullet as text."""
    marks = style.marks
    if style.heading:
        joined: list[Run] = []
        for line in lines:
            joined.extend([Run(text=" ")] if joined else [])
            joined.extend(replace(run, strong=False) for run in line)
        return Block(kind=BlockKind.HEADING, level=style.heading, lines=(tuple(joined),), marks=marks)
    if outlook_list and lines and _OUTLOOK_BULLET.match("".join(run.text for run in lines[0])):
        return Block(kind=BlockKind.LIST, lines=(_without_bullet(lines),), marks=marks)
    if style.item:
        return Block(kind=BlockKind.LIST, ordered=ordered, lines=(_one_line(lines),), marks=marks)
    kind = BlockKind.QUOTE if style.quote else BlockKind.PARAGRAPH
    return Block(kind=kind, lines=tuple(lines), marks=marks)


def _one_line(lines: list[Line]) -> Line:
    joined: list[Run] = []
    for line in lines:
        joined.extend([Run(text=" ")] if joined else [])
        joined.extend(line)
    return tuple(joined)


def _without_bullet(lines: list[Line]) -> Line:
    first, *others = _one_line(lines)
    return (replace(first, text=_OUTLOOK_BULLET.sub("", first.text + " ").strip()), *others)
