"""The article's quotations against the releases it rests on, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from depesche.desk import proofs
from depesche.desk.models import Item
from depesche.desk.passages import Passage
from depesche.desk.proofs import Remark
from depesche.language import quotes
from depesche.language.quotes import Change, Quote, Verdict

_RANK = ("verbatim", "shortened_marked", "shortened_unmarked", "speaker_swapped", "altered", "not_in_source")
"""From the best to the worst: of several releases the one that fits best counts."""
RIGHT = frozenset(_RANK[:2])
MESSAGES = {
    "altered": _("The quotation differs from the release."),
    "shortened_unmarked": _("Words of the release are left out, and nothing says so."),
    "speaker_swapped": _("In the release somebody else says this."),
    "not_in_source": _("Does not stand in the release. Said elsewhere?"),
}
_MARKS = re.compile(r"[„“”«»\"]")
_LONGEST_SUGGESTION = 600
_ENDS = ".!?…"


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation that is not what the release says. `speaker` is "" where none is named."""

    remark: Remark
    kind: str
    speaker: str
    diff: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comparing all quotations has shown: how many are right, and those that are not."""

    right: int
    wrong: tuple[Checked, ...]


def of(body: Sequence[Passage], releases: Sequence[Item], *, lang: str) -> Outcome:
    """Every direct quotation of the body. Without a release there is nothing to compare with."""
    sources = [text_of(item) for item in releases]
    if not sources:
        return Outcome(0, ())
    right, wrong = 0, []
    for passage, quote in _quotations(body, lang):
        verdict, source = _best(quote, sources)
        if verdict.kind in RIGHT:
            right += 1
            continue
        wrong.append(
            Checked(
                proofs.remark(
                    passage,
                    quote.start,
                    quote.end,
                    message=str(MESSAGES[verdict.kind]),
                    suggestion=_wording(quote, verdict, source),
                    rule=f"quote.{verdict.kind}",
                ),
                verdict.kind,
                quote.speaker or "",
                verdict.diff if verdict.kind in ("altered", "shortened_unmarked") else (),
            )
        )
    return Outcome(right, tuple(wrong))


def text_of(item: Item) -> str:
    """All that a release says."""
    return "\n\n".join(part for part in (str(item), item.lead, item.body) if part)


def _quotations(body: Sequence[Passage], lang: str) -> Iterator[tuple[Passage, Quote]]:
    """With offsets in the passage they stand in. Speakers are told from the whole text."""
    running = [passage for passage in body if passage.kind == "body"]
    text, starts = proofs.joined(running)
    for quote in quotes.extract(text, lang=lang):
        place = proofs.located(running, starts, quote.start, quote.end) if quote.kind == "direct" else None
        if place is not None:
            passage, start, end = place
            yield passage, Quote("direct", start, end, quote.text, quote.speaker)
    for passage in body:
        if passage.kind == "quote":
            start = len(passage.text) - len(passage.text.lstrip('„“”«»" \n'))
            end = len(passage.text.rstrip('„“”«»" \n'))
            yield passage, Quote("direct", start, max(start, end), passage.text[start:end], passage.speaker or None)


def _best(quote: Quote, sources: Sequence[str]) -> tuple[Verdict, str]:
    verdicts = [(quotes.verify(quote, source=source), source) for source in sources]
    return min(verdicts, key=lambda pair: (_RANK.index(pair[0].kind), -pair[0].score))


def _wording(quote: Quote, verdict: Verdict, source: str) -> str | None:
    """The release's own words, where they are one unbroken quotation that begins and ends as the article's does; the
    last mark stays as it is. With other words at an edge nobody can tell how far the release's quotation goes."""
    if not verdict.diff or verdict.diff[0].op != "same" or verdict.diff[-1].op != "same":
        return None
    if verdict.kind not in ("altered", "shortened_unmarked") or verdict.source_start < 0:
        return None
    words = " ".join(source[verdict.source_start : verdict.source_end].split())
    if not words or len(words) > _LONGEST_SUGGESTION or _MARKS.search(words):
        return None
    last = quote.text[-1:]
    return words + last if last in _ENDS and words[-1] not in _ENDS else words
