"""What stands above a headline and is none: letterhead, label, number, date, embargo line, salutation, covering words.

A line is only passed over when it says nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from depesche.intake.markup.blocks import Block, BlockKind
from depesche.intake.release import explanations, letterheads, statements, wording
from depesche.language import embargo

MOST_BLOCKS = 15
"""Blocks above a headline, at most."""

LONG_PARAGRAPH = 80
_LONGEST_LINE = 120
_LONGEST_TITLE = 130
_LONGEST_COVER = 500
_SENTENCE_WORDS = 5
_EDGES = " *_|:–-\t"
_FIELD = re.compile(
    r"(?:datum|date|nummer|(?:lfd\. ?)?nr\.?|no\.?|ort|place|seiten?|pages?|az\.?|aktenzeichen"
    r"|(?:unser|ihr) zeichen|ressort|rubrik|stand|zeichen(?:zahl)?|wörter|words|verteiler|absender"
    r"|herausgeber(?:in)?|hrsg\.?|bearbeiter(?:in)?|auskunft(?: erteilt)?|thema|topic)\s*:\s*(?P<value>.{0,60})",
    re.IGNORECASE,
)
_LONGEST_VALUE = 3
"""Words of a field's value: "Thema: Energie" is a label, "Thema: Neue Brücke kommt früher" a headline."""

_ADDRESSEES = re.compile(
    r"(?:an|für) (?:die|alle|unsere|den|das)\s(?:[\w-]+\s){0,3}[\w-]*"
    r"(?:redaktion(?:en)?|presse|medien\w*|journalist\w*)\b.{0,60}"
    r"|to (?:all|the) (?:\w+\s)?(?:media|editors?|press|news\s?desks?)\b.{0,60}",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:seite|page)\s\d{1,3}(?:\s?(?:von|of|/)\s?\d{1,3})?|[–-]\s?\d{1,3}\s?[–-]|\d{1,2}\s?/\s?\d{1,2}", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”“»)]*$")
_FULL_STOP = re.compile(r"[.!?][\"”“»)]*$")
_ABOUT_RELEASE = re.compile(r"^\S+$|presse|medien|mitteilung|meldung|fassung|version|release", re.IGNORECASE)
_ABOUT_TEXT = re.compile(
    r"(?:presse|medien)\w*|release|mitteilung|meldung|text|veröffentlich|abdruck|redaktion", re.IGNORECASE
)


def skip(blocks: Sequence[Block], organisation: str) -> int:
    """How many blocks stand above the headline or, without one, above the text."""
    start = at = _past(blocks, organisation, 0)
    while at < min(len(blocks) - 1, MOST_BLOCKS) and _may_head(blocks[at], organisation):
        is_sure = explanations.is_heading(blocks[at].text) or any(
            is_label(line.strip(_EDGES), organisation) for line in blocks[at].text.split("\n")
        )
        at += 1
        below = _past(blocks, organisation, at)
        if (below > at or is_sure) and _is_title_over_text(blocks, below):
            start = below
        at = below
    return start


def is_masthead(block: Block, organisation: str) -> bool:
    """Whether all of a block belongs above the headline, wherever it stands."""
    text = block.text.strip()
    if block.kind is BlockKind.PARAGRAPH and explanations.explains(text):
        return True
    if len(text) > _LONGEST_COVER:
        return False
    lines = [line.strip(_EDGES) for line in text.split("\n")]
    if all(not line or is_label(line, organisation) for line in lines):
        return True
    if wording.SALUTATION.match(text) and (
        (len(lines) == 1 and len(text) < 80) or (len(text) < 250 and wording.COVER.search(text))
    ):
        return True
    return block.kind is BlockKind.PARAGRAPH and not block.strong and len(text) < 350 and _is_covering(text)


def is_label(line: str, organisation: str = "") -> bool:
    """Whether a line would fit above any release of its sender."""
    if len(line) > 2 * _LONGEST_LINE:
        return False
    field = _FIELD.fullmatch(line)
    if field and len(field["value"].split()) <= _LONGEST_VALUE:
        return True
    if wording.is_release_label(line) or _PAGE.fullmatch(line) or _ADDRESSEES.fullmatch(line):
        return True
    if wording.FREE_LINE.match(line) or embargo.rest(line) == "" or not statements.without(line):
        return True
    if wording.CORRECTION.match(line) and (line.isupper() or _ABOUT_RELEASE.search(line)):
        return True
    return _is_letterhead(line, organisation)


def _is_letterhead(line: str, organisation: str) -> bool:
    if wording.CONTACT_LABEL.match(line) and letterheads.tells_address(line):
        return True
    return letterheads.is_organisation(line, organisation) or letterheads.is_letterhead(line, organisation)


def is_title(block: Block) -> bool:
    """Whether a paragraph looks like a headline."""
    text = block.text.strip()
    lines = text.split("\n")
    if len(text) > 200 or len(lines) > 3 or block.kind is not BlockKind.PARAGRAPH:
        return False
    return block.strong or is_title_line(lines[0])


def opened(blocks: Sequence[Block], organisation: str) -> list[Block]:
    """The blocks with masthead, headline and text in blocks of their own, where a sender left no blank line between."""
    done: list[Block] = []
    for number, block in enumerate(blocks):
        if number >= MOST_BLOCKS:
            return [*done, *blocks[number:]]
        done += _parted(block, organisation) if len(block.lines) > 1 else [block]
        if len(done[-1].text) > LONG_PARAGRAPH and not is_masthead(done[-1], organisation):
            return [*done, *blocks[number + 1 :]]
    return done


def _past(blocks: Sequence[Block], organisation: str, start: int) -> int:
    while start < min(len(blocks) - 1, MOST_BLOCKS) and is_masthead(blocks[start], organisation):
        start += 1
    return start


def _may_head(block: Block, organisation: str) -> bool:
    """Whether this may be a letterhead, when a label follows, or a note on a correction, when a headline does."""
    text = block.text.strip()
    if block.kind is not BlockKind.PARAGRAPH or len(text) > _LONGEST_LINE:
        return False
    lines = [line.strip(_EDGES) for line in text.split("\n")]
    return explanations.is_heading(text) or all(
        letterheads.is_name(line) or is_label(line, organisation) for line in lines
    )


def is_title_line(line: str) -> bool:
    """Whether a line could be a headline: some words that are no sentence."""
    return len(line) <= _LONGEST_TITLE and not _SENTENCE_END.search(line) and len(line.split()) >= 2


def _is_title_over_text(blocks: Sequence[Block], at: int) -> bool:
    if at >= len(blocks) or not (blocks[at].kind is BlockKind.HEADING or is_title(blocks[at])):
        return False
    return any(len(block.text) > LONG_PARAGRAPH for block in blocks[at + 1 : at + 4])


def _is_covering(text: str) -> bool:
    return bool(wording.COVER.search(text) and _ABOUT_TEXT.search(text))


def _parted(block: Block, organisation: str) -> list[Block]:
    """The masthead at the top of a block, the headline below it, and the text below that, each by itself."""
    if block.kind is not BlockKind.PARAGRAPH:
        return [block]
    lines = ["".join(run.text for run in line).strip() for line in block.lines]
    labels = 0
    while labels < len(lines) - 1 and is_label(lines[labels].strip(_EDGES), organisation):
        labels += 1
    text = labels
    if not block.strong and len(lines) > labels + 1 and is_title_line(lines[labels]):
        below = lines[labels + 1]
        is_text = len(below) > _LONGEST_LINE or (len(below.split()) >= _SENTENCE_WORDS and _FULL_STOP.search(below))
        text += bool(is_text) and len(lines[labels]) < 0.75 * len(below)
    ends = sorted({0, labels, text, len(lines)})
    return [replace(block, lines=block.lines[start:end]) for start, end in pairwise(ends)]
