"""Is a quotation what its source says? Typography never counts; a word always does."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from depesche.language.detection import detect
from depesche.language.quotes.alignment import LONGEST, Block, Source
from depesche.language.quotes.answers import Change, Quote, Verdict, VerdictKind
from depesche.language.quotes.edges import beside_the_marks
from depesche.language.quotes.extraction import Extraction
from depesche.language.quotes.speakers import different_people
from depesche.language.quotes.words import GAP, Word, same_word, words_of

ENOUGH = 0.5
"""Share of the quotation's words that the source must have in order; with less it is another text."""

_MOST_PLACES = 20
_MARKS = frozenset('„“”«»"‚‘‹›')
_LONGEST_GAP = 400
LONGEST_QUOTE = 50_000
"""Characters of a quotation that is compared word by word; a longer one is only looked for as it stands."""


def compare(quote: Quote | str, source: str) -> Verdict:
    """The answer of `quotes.verify`."""
    text = quote if isinstance(quote, str) else quote.text
    if len(text) > LONGEST_QUOTE:
        return _literal(text.strip(), source)
    words = _without_outer_gaps(words_of(text))
    place = Source(source)
    if not any(word.key != GAP for word in words):
        return Verdict("not_in_source", 0.0, -1, -1, ())
    speaker = quote.speaker if isinstance(quote, Quote) else None
    has_marks = bool(_MARKS & set(text.strip().strip("".join(_MARKS))))
    exact = [_compared(words, place, blocks, nested=has_marks) for blocks in _as_it_stands(words, place)]
    right = [verdict for verdict in exact if verdict.kind in ("verbatim", "shortened_marked")]
    if right:
        return _spoken_by(right, speaker, source)
    return _compared(words, place, place.aligned(words), nested=has_marks)


def _literal(text: str, source: str) -> Verdict:
    """The answer for a book: it stands in the source letter by letter, or it does not."""
    start = source.find(text)
    end = start + len(text)
    if start < 0 or not text or _cuts_a_word(source, start) or _cuts_a_word(source, end):
        return Verdict("not_in_source", 0.0, -1, -1, ())
    return Verdict("verbatim", 1.0, start, end, (Change("same", text, text),))


def _cuts_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _without_outer_gaps(words: list[Word]) -> list[Word]:
    first, last = 0, len(words)
    while first < last and words[first].key == GAP:
        first += 1
    while last > first and words[last - 1].key == GAP:
        last -= 1
    return words[first:last]


def _as_it_stands(words: Sequence[Word], source: Source) -> list[list[Block]]:
    """The places where the quotation stands word for word, marked omissions skipped."""
    segments: list[tuple[int, list[str]]] = [(0, [])]
    for number, word in enumerate(words):
        if word.key == GAP:
            segments.append((number + 1, []))
        else:
            segments[-1][1].append(word.key)
    segments = [segment for segment in segments if segment[1]]
    found: list[list[Block]] = []
    for begin in islice(source.occurrences(segments[0][1]), _MOST_PLACES):
        blocks = [Block(segments[0][0], begin, len(segments[0][1]))]
        for number, keys in segments[1:]:
            after = blocks[-1].source + blocks[-1].size
            following = next(source.occurrences(keys, after), -1)
            if following < 0 or following - after > _LONGEST_GAP:
                break
            blocks.append(Block(number, following, len(keys)))
        if len(blocks) == len(segments):
            found.append(blocks)
    return sorted(found, key=lambda blocks: blocks[-1].source - blocks[0].source)


def _compared(words: Sequence[Word], source: Source, blocks: Sequence[Block], *, nested: bool) -> Verdict:
    """The verdict on the words alone, with the diff, for one alignment.

    `nested`: the quotation has marks inside, and may so hold speech with what the source says around it.
    """
    spoken = sum(word.key != GAP for word in words)
    foreign = frozenset() if nested or not blocks else beside_the_marks(blocks, source)
    shared = sum(block.size for block in blocks) - len(foreign)
    if not blocks or shared < ENOUGH * spoken or len(words) > 2 * LONGEST > 2 * shared:
        return Verdict("not_in_source", shared / max(1, spoken) if blocks else 0.0, -1, -1, ())
    changes = _changes(words, source, blocks, foreign)
    first, last = source.words[blocks[0].source], source.words[blocks[-1].source + blocks[-1].size - 1]
    length = blocks[-1].source + blocks[-1].size - blocks[0].source
    kind = _kind(changes)
    score = 1.0 if kind == "verbatim" else round(2 * shared / (spoken + max(length, shared)), 4)
    return Verdict(kind, score, first.start, last.end, changes)


def _kind(changes: Sequence[Change]) -> VerdictKind:
    ops = {change.op for change in changes}
    if ops & {"changed", "added"}:
        return "altered"
    if "dropped" in ops:
        return "shortened_unmarked"
    return "shortened_marked" if "omitted" in ops else "verbatim"


def _changes(
    words: Sequence[Word], source: Source, blocks: Sequence[Block], foreign: frozenset[int]
) -> tuple[Change, ...]:
    found: list[Change] = []
    quote_at, source_at = 0, blocks[0].source
    for block in [*blocks, Block(len(words), blocks[-1].source + blocks[-1].size, 0)]:
        skipped = source.words[source_at : block.source]
        if not (quote_at == block.quote and source.is_attribution(source_at, block.source)):
            found += _between(words[quote_at : block.quote], skipped)
        mine, theirs = (
            words[block.quote : block.quote + block.size],
            source.words[block.source : block.source + block.size],
        )
        found += _same_or_recased(mine, theirs, {at - block.source for at in foreign})
        quote_at, source_at = block.quote + block.size, block.source + block.size
    return tuple(found)


def _same_or_recased(mine: Sequence[Word], theirs: Sequence[Word], foreign: AbstractSet[int]) -> list[Change]:
    """Word against word. Those at `foreign` places are the reporter's: the quotation added them to what was said."""
    found: list[Change] = []
    run = 0
    for at, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        if at in foreign or not same_word(one, other):
            found += _same(mine[run:at], theirs[run:at])
            is_added = at in foreign
            found.append(Change("added", one.form, "") if is_added else Change("changed", one.form, other.form))
            run = at + 1
    return found + _same(mine[run:], theirs[run:])


def _same(mine: Sequence[Word], theirs: Sequence[Word]) -> list[Change]:
    return [Change("same", _text(mine), _text(theirs))] if mine else []


def _between(mine: Sequence[Word], theirs: Sequence[Word]) -> list[Change]:
    """What stands between two runs of shared words."""
    marked = any(word.key == GAP for word in mine)
    spoken, skipped = [w for w in mine if w.key != GAP], [w for w in theirs if w.key != GAP]
    if not spoken and not skipped:
        return []
    if "".join(word.key for word in spoken) == "".join(word.key for word in skipped):
        return [Change("same", _text(spoken), _text(skipped))]
    if not spoken:
        return [Change("omitted" if marked else "dropped", "", _text(skipped))]
    return [Change("changed" if skipped else "added", _text(spoken), _text(skipped))]


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.form for word in words if word.key != GAP)


def _spoken_by(verdicts: Sequence[Verdict], speaker: str | None, source: str) -> Verdict:
    """The best place, preferring one that the source gives to `speaker`."""
    best = min(verdicts, key=lambda verdict: verdict.kind != "verbatim")
    if not speaker:
        return best
    answers = Extraction(source, detect(source) or "de").run()
    swapped = 0
    for verdict in verdicts:
        if verdict.kind != best.kind:
            continue
        named = [a for a in answers if a.start < verdict.source_end and verdict.source_start < a.end and a.speaker]
        direct = [answer for answer in named if answer.kind == "direct"] or named
        if not any(different_people(speaker, answer.speaker or "") for answer in direct):
            return verdict
        swapped += 1
    return Verdict("speaker_swapped", best.score, best.source_start, best.source_end, best.diff) if swapped else best
