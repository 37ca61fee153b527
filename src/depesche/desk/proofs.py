"""What the copy desk says of an article that is being written, with each remark's place in the form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.desk.passages import Passage
from depesche.language import copydesk

_BETWEEN = "\n\n"
_AROUND = 32
"""Characters of the text shown on either side of what a remark is about."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark. `found` is what stands there now, for the `nth` time in its passage (from 0), between `before` and
    `after`; `suggestion` may take its place, and None means that only the editor can tell."""

    place: str
    part: str
    found: str
    nth: int
    before: str
    after: str
    message: str
    suggestion: str | None
    rule: str


def of(fields: Sequence[Passage], body: Sequence[Passage], *, lang: str) -> list[Remark]:
    """The copy desk's remarks, field by field, then down the body."""
    text, starts = joined(body)
    return [
        *(remark for passage in fields for remark in _of_field(passage, text, lang)),
        *_of_body(body, text, starts, lang),
    ]


def joined(passages: Sequence[Passage]) -> tuple[str, list[int]]:
    """All passages as one text, so that each is read in the light of the others; and where each begins."""
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += len(passage.text) + len(_BETWEEN)
    return _BETWEEN.join(passage.text for passage in passages), starts


def located(
    passages: Sequence[Passage], starts: Sequence[int], start: int, end: int
) -> tuple[Passage, int, int] | None:
    """The passage in which `start:end` of the joined text lies whole, with the offsets in it."""
    at = bisect_right(starts, start) - 1
    if at < 0 or end - starts[at] > len(passages[at].text):
        return None
    return passages[at], start - starts[at], end - starts[at]


def remark(passage: Passage, start: int, end: int, *, message: str, suggestion: str | None, rule: str) -> Remark:
    """A remark on `passage.text[start:end]`."""
    text = passage.text
    found = text[start:end]
    return Remark(
        place=passage.place,
        part=passage.part,
        found=found,
        nth=_occurrences(text[: max(end - 1, 0)], found),
        before=_from_word(text[max(start - _AROUND, 0) : start]) if start > _AROUND else text[:start],
        after=_to_word(text[end : end + _AROUND]) if len(text) - end > _AROUND else text[end:],
        message=message,
        suggestion=suggestion,
        rule=rule,
    )


def _of_field(passage: Passage, body: str, lang: str) -> Iterator[Remark]:
    if passage.kind == "headline":
        found = copydesk.check_headline(passage.text, body=body, lang=lang)
    elif passage.kind == "lead":
        found = copydesk.check_lead(passage.text, lang=lang)
    else:
        found = copydesk.check_text(passage.text, lang=lang)
    for finding in found:
        if not finding.rule.startswith("length."):  # The bars below the field say it while one types.
            yield _said(passage, finding.start, finding.end, finding)


def _of_body(body: Sequence[Passage], text: str, starts: Sequence[int], lang: str) -> Iterator[Remark]:
    for finding in copydesk.check_text(text, lang=lang):
        place = located(body, starts, finding.start, finding.end)
        if place is not None:
            yield _said(*place, finding)


def _said(passage: Passage, start: int, end: int, finding: copydesk.Finding) -> Remark:
    return remark(passage, start, end, message=finding.message, suggestion=finding.suggestion, rule=finding.rule)


def _occurrences(text: str, found: str) -> int:
    """How often `found` stands in `text`, overlapping or not, as the desk's script counts."""
    count, at = 0, text.find(found)
    while at >= 0 and found:
        count, at = count + 1, text.find(found, at + 1)
    return count


def _from_word(text: str) -> str:
    return "…" + (text.partition(" ")[2] or text)


def _to_word(text: str) -> str:
    return (text.rpartition(" ")[0] or text) + "…"
