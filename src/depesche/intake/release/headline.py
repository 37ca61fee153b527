"""Headline, lead and body of a release, found among its blocks and in the subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from depesche.intake.markup.blocks import Block, BlockKind, Run
from depesche.intake.release import masthead, statements, wording
from depesche.intake.release.masthead import LONG_PARAGRAPH, MOST_BLOCKS
from depesche.language import embargo

_PREFIX = re.compile(
    r"^\s*(?:(?:aw|re|antw|wg|fwd?|wtr|sv|vs|tr)\s*(?:\[\d+\])?\s*:|\[(?:ext|extern|external|spam"
    r"|[^\]]{1,30}presse[^\]]{0,30})\]"
    r"|\*{2,}\s?spam\s?\*{2,}|[+*#]{2,}\s?(?:eil(?:meldung|t)?|korrektur|wichtig)\s?[+*#]{2,}:?)\s*",
    re.IGNORECASE,
)
_RELEASE_PREFIX = re.compile(
    rf"^\s*(?:(?:POL|FW|BPOL|BPOLI|HZA)-[A-ZÄÖÜ-]{{1,8}}|(?:{wording.RELEASE_NAME}|pm|pi|mm|ots)\b(?:\s(?:der|des|vom|von)\s(?:[\wäöüß.&-]+\s){{0,3}}[\wäöüß.&-]+|(?:\s[\wäöüß.&-]+){{1,4}}(?=:))?"
    rf"(?:\s*(?:nr\.?|no\.?|nummer)?\s*\d{{1,4}}(?:[/.-]\d{{2,4}})?)?(?:\s(?:vom\s)?{wording.DATE})?)\s*(?:[:"
    r"|–—]|\s-|-\s)\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\s*(?:betreff|betr\.?|thema|titel|überschrift|schlagzeile|subject|title|headline|topic)\s*:\s*", re.I
)
_WORD = re.compile(r"\w{3,}")
_FULL_STOP = re.compile(r"[.!?…:][\"”“»)]*$")
_LONGEST_HEADLINE = 200
_SENTENCE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Text:
    """A release taken apart; no text stands in two of its parts."""

    headline: str
    lead: str
    body: list[Block]
    dateline: str = ""
    above: list[Block] = field(default_factory=list)
    """The masthead, which is in no other part."""


def clean_subject(subject: str) -> str:
    """A subject without the prefixes of mail programs, press offices and corrections."""
    text = subject
    for _ in range(8):
        before = text
        for pattern in (_PREFIX, _LABEL, _RELEASE_PREFIX):
            text = pattern.sub("", text, count=1)
        text = statements.without(text)
        behind = embargo.rest(text)
        text = text if behind is None else behind
        if text == before:
            break
    return text.strip(" -–—:|*+#")


def take_apart(blocks: Sequence[Block], *, subject: str, organisation: str = "") -> Text:
    """Find the headline and the lead; what stands above the headline is masthead and falls away."""
    blocks = _datelines_joined(masthead.opened(blocks, organisation))
    title = clean_subject(subject)
    if masthead.is_label(title, organisation):
        title = ""
    at = _headline_block(blocks, title, organisation)
    if at is None:
        above = masthead.skip(blocks, organisation)
        headline = title or _first_line(blocks[above:])
        passed_over, rest = list(blocks[:above]), list(blocks[above:])
    else:
        headline, below = _split_title(blocks[at])
        rest = below + list(blocks[at + 1 :])
        labels = masthead.skip(rest, organisation)
        passed_over, rest = [*blocks[:at], *rest[:labels]], rest[labels:]
    if rest and rest[0] is not blocks[0]:
        rest[0] = _capitalised(rest[0])  # a salutation and its comma are gone
    lead, body = take_lead(rest)
    lead, dateline = take_dateline(
        lead, named_in="\n".join((organisation, headline, *(block.text for block in body[:20])))
    )
    return Text(
        headline=clean_subject(headline) or headline,
        lead=lead,
        body=body,
        dateline=dateline,
        above=passed_over,
    )


def _datelines_joined(blocks: Sequence[Block]) -> list[Block]:
    """A dateline that stands alone goes to the beginning of the paragraph below it."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined and len(joined) <= MOST_BLOCKS else None
        if last and block.kind is BlockKind.PARAGRAPH and _is_lone_dateline(last) and len(block.text) > LONG_PARAGRAPH:
            start = Run(text=last.text.strip(" –—-") + " - ")
            joined[-1] = replace(block, lines=((start, *block.lines[0]), *block.lines[1:]))
        else:
            joined.append(block)
    return joined


def _is_lone_dateline(block: Block) -> bool:
    text = block.text.strip()
    return len(text) < 80 and text[-1:] in "–—-)" and bool(wording.LONE_DATELINE.fullmatch(text))


def _headline_block(blocks: Sequence[Block], title: str, organisation: str) -> int | None:
    """The block that is the headline: one that says what the subject says, else the first that looks like one."""
    for number, block in enumerate(blocks[:MOST_BLOCKS]):
        if title and len(block.text) <= _LONGEST_HEADLINE + 50 and _alike(title, _one_line(block)):
            return number
        if not _is_short(block) and not masthead.is_masthead(block, organisation):
            break  # a headline does not stand below running text
    start = masthead.skip(blocks, organisation)
    if start >= len(blocks):
        return None
    headings = [
        number
        for number in range(start, min(start + 4, len(blocks)))
        if blocks[number].kind is BlockKind.HEADING and all(_is_short(one) for one in blocks[start:number])
    ]
    if headings:
        return min(headings, key=lambda number: (blocks[number].level, number))
    first = blocks[start]
    if first.kind is BlockKind.PARAGRAPH and masthead.is_title(first) and start + 1 < len(blocks):
        stronger = first.strong or (_has_text_below(blocks[start + 1 :]) and not wording.SALUTATION.match(first.text))
        return start if stronger else None
    return None


def _is_short(block: Block) -> bool:
    return len(block.text) <= 120


def _has_text_below(blocks: Sequence[Block]) -> bool:
    """A paragraph of some length, or right below a sentence at least."""
    below = blocks[0].text.strip()
    is_sentence = bool(_FULL_STOP.search(below)) and not below.endswith(":") and len(below.split()) >= _SENTENCE_WORDS
    return is_sentence or any(len(block.text) > LONG_PARAGRAPH for block in blocks[:3])


def _alike(first: str, second: str) -> bool:
    """Whether two titles say the same: most words of the shorter one are in the other."""
    one, other = (set(_WORD.findall(text.casefold())) for text in (first, second))
    if min(len(one), len(other)) < 2:
        return first.casefold() == second.casefold()
    return len(one & other) >= 0.75 * min(len(one), len(other)) and len(one & other) >= 0.5 * max(len(one), len(other))


def _one_line(block: Block) -> str:
    return _split_title(block)[0]


def _split_title(block: Block) -> tuple[str, list[Block]]:
    """A title that may run over several lines, and what stands below it in the same block."""
    lines = block.text.split("\n")
    used = 1
    if block.strong or block.kind is BlockKind.HEADING:
        used = len(lines)
    while used < len(lines) and (lines[used][:1].islower() or lines[used - 1].endswith(("-", "–", ","))):
        used += 1
    title = re.sub(r"\s+", " ", " ".join(lines[:used])).strip(" *_")
    rest = [Block(kind=BlockKind.PARAGRAPH, lines=block.lines[used:], marks=block.marks)] if used < len(lines) else []
    return title, rest


def _capitalised(block: Block) -> Block:
    if block.kind is not BlockKind.PARAGRAPH or not block.lines or not block.lines[0]:
        return block
    first, *others = block.lines[0]
    line = (replace(first, text=first.text[:1].upper() + first.text[1:]), *others)
    return replace(block, lines=(line, *block.lines[1:]))


def _first_line(blocks: Sequence[Block]) -> str:
    text = next((block.text for block in blocks if block.text.strip()), "").split("\n", 1)[0].replace("\t", " ").strip()
    return text if len(text) <= 120 else text[:120].rsplit(" ", 1)[0] + " …"


def take_lead(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The first paragraph of running text, or a teaser above it; what stood before it stays in the body.

    A paragraph that ends in a colon takes the next one with it.
    """
    texts = [block for block in blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTE)]
    if len(texts) < 2 and len(blocks) < 2:
        return "", blocks
    for number, block in enumerate(blocks[:3]):
        text = _flat(block)
        if block.kind is not BlockKind.PARAGRAPH or not (len(text) >= LONG_PARAGRAPH or _FULL_STOP.search(text)):
            continue
        end = number + 1
        following = blocks[end] if end < len(blocks) else None
        if text.endswith(":") and following and following.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            text, end = f"{text} {_flat(following)}", end + 1
        return text, [*blocks[:number], *blocks[end:]]
    return "", blocks


def _flat(block: Block) -> str:
    return re.sub(r"\s*\n\s*", " ", block.text).strip()


def take_dateline(lead: str, *, named_in: str = "") -> tuple[str, str]:
    """The lead without its dateline, and the place. A bare place counts as one if `named_in` names it too."""
    match = wording.DATELINE.match(lead) or wording.FULL_DATELINE.match(lead) or wording.LOUD_PLACE.match(lead)
    if match is None:
        match = wording.PLACE_LINE.match(lead)
        if match is None or not _names(f"{named_in}\n{lead[match.end() :]}", match["place"]):
            return lead, ""
    return lead[match.end() :], match["place"]


def _names(text: str, place: str) -> bool:
    return bool(re.search(rf"\b{re.escape(place)}", text))
