"""Plain text to blocks: paragraphs, lists, underlined headings, quoted lines (RFC 3676 where the mail says so)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from depesche.intake.markup import reflow
from depesche.intake.markup.blocks import Block, BlockKind, Mark, Run

LONGEST = 2_000_000
"""Characters that are read."""

MAX_LINES = 20_000
"""Lines that are read."""

_QUOTED = re.compile(r"(?:> ?)+|(?:\| )+")
_BULLET = re.compile(r"\s{0,8}(?:[-–—*•·▪◦‣+○●■►»]|o(?=\s{2,}))\s+(?=\S)")
_NUMBER = re.compile(r"\s{0,8}\(?\d{1,2}[.)]\s+(?=\S)")
_RULE = re.compile(r"[-=_*#~+.–—·\s]{3,}|-- ?")
_UNDERLINE = re.compile(r"(?:=+|-+|~+|\*+|_+)$")
_STARRED = re.compile(r"(\*{1,2}|_{1,2})([^\s*_](?:.*[^\s*_])?)\1")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u034f]")
_LINK = re.compile(r"https?://[^\s<>\"]{1,2000}[^\s<>\".,;:!?)\]']")


def read(text: str, *, flowed: bool = False, delsp: bool = False) -> list[Block]:
    """The blocks of a plain text. Cost is linear in its length."""
    lines = _lines(text[:LONGEST])
    if flowed:
        lines = _unflow(lines, delsp=delsp)
    groups = list(_groups(lines))
    wrapped_at = reflow.width([line.rstrip() for line in group] for group in groups if not group[0].startswith(">"))
    blocks: list[Block] = []
    for group in groups:
        blocks.extend(_group_blocks(group, wrapped_at))
    return blocks


def _lines(text: str) -> list[str]:
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    return [line.expandtabs(4) for line in text.split("\n", MAX_LINES)[:MAX_LINES]]


def _unflow(lines: list[str], *, delsp: bool) -> list[str]:
    """RFC 3676: a line that ends in a space goes on in the next one of the same quote depth."""
    done: list[str] = []
    open_prefix: str | None = None
    for line in lines:
        content = line.lstrip(">")
        prefix = line[: len(line) - len(content)]
        content = content.removeprefix(" ")
        is_flowed = content.endswith(" ") and content != "-- "
        if is_flowed and delsp:
            content = content[:-1]
        if open_prefix is not None and prefix == open_prefix and done:
            done[-1] += content
        else:
            done.append((prefix + " " if prefix else "") + content)
        open_prefix = prefix if is_flowed else None
    return done


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Stretches of lines without a blank one; quoted lines, rules and signature marks stand alone."""
    group: list[str] = []
    quoting = False
    for line in lines:
        is_quoted = line.startswith(">")
        alone = line.rstrip() == "--" or (_is_rule(line) and not _underlines(line, group))
        if group and (not line.strip() or is_quoted != quoting or alone):
            yield group
            group = []
        quoting = is_quoted
        if alone:
            yield [line]
        elif line.strip():
            group.append(line)
    if group:
        yield group


def _underlines(line: str, group: list[str]) -> bool:
    """Whether a drawn line makes a heading of the one line above it, or only ends what stands there."""
    return len(group) == 1 and not group[0].rstrip().endswith(".") and bool(_UNDERLINE.fullmatch(line.strip()))


def _is_rule(line: str) -> bool:
    return bool(line.strip()) and bool(_RULE.fullmatch(line))


def _group_blocks(lines: list[str], wrapped_at: int) -> Iterator[Block]:
    if lines[0].startswith(">"):
        yield from _quoted_blocks([_QUOTED.sub("", line, count=1) for line in lines])
        return
    if len(lines) == 1 and _RULE.fullmatch(lines[0]):
        yield Block(kind=BlockKind.RULE, lines=_styled([lines[0].strip()]))
        return
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1].strip()) and len(lines[1].strip()) >= 3:
        yield Block(kind=BlockKind.HEADING, level=2, lines=_styled([lines[0].strip()]))
        lines = lines[2:]
    yield from _body_blocks([line.rstrip() for line in lines if not _RULE.fullmatch(line)], wrapped_at)


def _quoted_blocks(lines: list[str]) -> Iterator[Block]:
    """What stood behind the marks, read like any text and marked as quoted."""
    groups = list(_groups(lines))
    wrapped_at = reflow.width(groups)
    for group in groups:
        for block in _group_blocks(group, wrapped_at):
            kind = BlockKind.QUOTE if block.kind is BlockKind.PARAGRAPH else block.kind
            yield replace(block, kind=kind, marks=frozenset({Mark.QUOTED}))


def _body_blocks(lines: list[str], wrapped_at: int) -> Iterator[Block]:
    """A group as text before a list, the list, and so on."""
    text: list[str] = []
    position = 0
    while position < len(lines):
        mark = _BULLET if _BULLET.match(lines[position]) else _NUMBER
        items, position_after = _items(lines, position, mark)
        if items and (len(items) > 1 or mark is _BULLET):
            yield from _text_blocks(text, wrapped_at)
            text = []
            yield Block(kind=BlockKind.LIST, ordered=mark is _NUMBER, lines=_styled(items))
            position = position_after
        else:
            text.append(lines[position].strip())
            position += 1
    yield from _text_blocks(text, wrapped_at)


def _items(lines: list[str], position: int, mark: re.Pattern[str]) -> tuple[list[str], int]:
    items: list[str] = []
    indent = 0
    while position < len(lines):
        line = lines[position]
        if match := mark.match(line):
            items.append(line[match.end() :].strip())
            indent = match.end()
        elif items and len(line) - len(line.lstrip()) >= max(indent - 1, 1):
            items[-1] = reflow.join(items[-1], line.strip())
        else:
            break
        position += 1
    return items, position


def _text_blocks(lines: list[str], wrapped_at: int) -> Iterator[Block]:
    for group in reflow.paragraphs(lines, wrapped_at=wrapped_at):
        yield Block(kind=BlockKind.PARAGRAPH, lines=_styled(group))


def _styled(lines: list[str]) -> tuple[tuple[Run, ...], ...]:
    return tuple(_runs(line) for line in lines)


def _runs(line: str) -> tuple[Run, ...]:
    """Stars around a whole line mean bold; addresses become links."""
    line = re.sub(r"\s+", " ", line).strip()
    starred = _STARRED.fullmatch(line)
    strong = bool(starred) and line.count(line[0]) <= 4
    text = starred[2] if starred and strong else line
    runs: list[Run] = []
    end = 0
    for match in _LINK.finditer(text):
        if match.start() > end:
            runs.append(Run(text=text[end : match.start()], strong=strong))
        runs.append(Run(text=match[0], strong=strong, href=match[0]))
        end = match.end()
    if end < len(text) or not runs:
        runs.append(Run(text=text[end:], strong=strong))
    return tuple(runs)
