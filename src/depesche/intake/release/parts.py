"""Several releases in one mail: sections between borders or under numbers, or files of which each is a release."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from depesche.intake.markup.blocks import Block, BlockKind
from depesche.intake.parsed import Enclosure
from depesche.intake.release import attached, contact, masthead, wording

_BORDER = re.compile(r"(?:[+*#=_~•–—-]\s?){3,}")
_NUMBER = re.compile(
    r"(?:(?P<word>(?:kurz|presse)?meldung|thema|text|beitrag|(?:presse)?mitteilung|pm|nr\.?|news|item|story|release)\s?)?"
    r"[(\[]?(?P<number>\d{1,2})(?:\s?[.:)\]–-]+(?:\s+|$)|(?(word)(?=\s*$)|(?!)))",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.!?][\"”“»)]?(?:\s|$)")
_SENTENCE_WORDS = 5
_LOOKED_AT = 2_000
_NO_RELEASE = re.compile(
    r"(?:redaktionelle[rn]? |weitere[rn]? )?(?:hinweise?|bild(?:er|material|nachweis|hinweis)\w*|fotos?|downloads?"
    r"|termine?|impressum|kontakt\w*|rückfragen|anmeldung\w*|information(?:en)?|infos?|notes?|links?|quellen?|zitate?)\b.{0,40}"
    r"|(?:über|about|hintergrund(?:information\w*)?|zum unternehmen|unternehmensprofil)(?!\s\d)\b.{0,80}",
    re.IGNORECASE,
)
"""First lines of sections that go with the release above them."""

_ENOUGH = 100
"""Characters of a file that is a release."""

_PREFACE = 200
"""Characters that may stand above the first of several numbered releases; else the numbers are points of one."""

_MOST = 30


def sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """The releases of a text, each with the blocks that belong to it; none when it is one release or no list of them.

    What stands after the last of them and only tells whom to call belongs to each.
    """
    signed = next((number for number, block in enumerate(blocks) if _is_signature_mark(block)), len(blocks))
    after = list(blocks[signed + 1 :])
    for way in (_bordered, _numbered):
        found = way(blocks[:signed])
        releases = _joined(found)
        if len(releases) > 1:
            break
    else:
        return []
    last = after or (found[-1] if not _is_release(found[-1]) else [])
    if last and contact.take(last, signature=())[0]:
        if releases[-1][-len(last) :] == last:
            releases[-1] = releases[-1][: -len(last)]
        return [[*release, *last] for release in releases]
    return releases


def files(enclosures: Sequence[Enclosure]) -> list[attached.Document]:
    """The releases among the files of a mail that has no text of its own; none when it is one at most."""
    read = [document for document in attached.each(enclosures) if document.blocks and document.weight >= _ENOUGH]
    return read if len(read) > 1 else []


def _is_signature_mark(block: Block) -> bool:
    return block.kind is BlockKind.RULE and block.text.strip() == "--"


def _bordered(blocks: Sequence[Block]) -> list[list[Block]]:
    """What stands between lines drawn from side to side."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        text = block.text.strip()
        if block.kind is BlockKind.RULE or (len(text) < 80 and _BORDER.fullmatch(text)):
            found.append([])
        else:
            found[-1].append(block)
    return found


def _numbered(blocks: Sequence[Block]) -> list[list[Block]]:
    """What stands under headlines that are numbered from one on; the numbers go."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        match = _NUMBER.match(block.text) if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) else None
        if match and int(match["number"]) == len(found):
            if len(found) == 1 and not match["word"] and sum(len(one.text) for one in found[0]) > _PREFACE:
                return [[]]
            found.append(list(_without_number(block, match.end())))
        elif block.kind is not BlockKind.RULE:
            found[-1].append(block)
    return found[1:] or [[]]


def _without_number(block: Block, end: int) -> Iterator[Block]:
    first, *others = block.lines
    rest = "".join(run.text for run in first)[end:].strip()
    lines = ((replace(first[0], text=rest, href=""),), *others) if rest else tuple(others)
    if lines:
        yield replace(block, lines=lines)


def _joined(found: Sequence[list[Block]]) -> list[list[Block]]:
    """The sections that are releases, each with those below it that are none; what stands above the first is none."""
    releases: list[list[Block]] = []
    for section in found:
        if _is_release(section) and len(releases) < _MOST:
            releases.append(list(section))
        elif releases:
            releases[-1] += section
    return releases


def _is_release(section: Sequence[Block]) -> bool:
    """A headline and, below it, a sentence at least."""
    said = masthead.opened([block for block in section if block.text.strip()], "")
    said = said[masthead.skip(said, "") :]
    if not said:
        return False
    title, *below = said[0].text.strip().split("\n")
    text = "\n".join([*below, *(block.text for block in said[1:])])
    is_headline = said[0].kind is BlockKind.HEADING or masthead.is_title_line(title)
    if not is_headline or wording.SALUTATION.match(title) or contact.names_contact(said[0]):
        return False
    return _has_sentence(text[:_LOOKED_AT]) and _NO_RELEASE.fullmatch(title) is None


def _has_sentence(text: str) -> bool:
    *sentences, _ = _SENTENCE_END.split(text)
    return any(len(sentence.split()) >= _SENTENCE_WORDS for sentence in sentences)
