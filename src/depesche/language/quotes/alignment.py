"""Where a quotation stands in its source, word against word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from depesche.language.quotes.marks import Marked, marked_spans
from depesche.language.quotes.words import Word, words_of

WINDOW = 3000
"""Words of the source that are aligned at once; in a longer source the likeliest place is found first."""

LONGEST = 2500
"""Words of a quotation that are aligned one by one when it is not found as it stands."""

_MOST_PAIRS = 100_000
_RARE = 40
_FAR = 60
_LONGEST_ATTRIBUTION = 25
_NEW_SPEAKER = re.compile(r":|[^\W\d_]{3}[.!?]\s+[^\W\d_]")
"""A colon or a further sentence between two quotations: perhaps somebody else goes on."""
_SENTENCE = 3
"""Words in a row that are hardly the same by chance."""


@dataclass(frozen=True, slots=True)
class Block:
    """`size` words that are the same from `quote` on in the quotation and from `source` on in the source."""

    quote: int
    source: int
    size: int


class Source:
    """The words of a source, made ready for searching."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words = words_of(text)
        self._joined = "\x01" + "\x01".join(word.key for word in words) + "\x01"
        self._starts: list[int] = []
        at = 1
        for word in words:
            self._starts.append(at)
            at += len(word.key) + 1

    def occurrences(self, keys: Sequence[str], begin: int = 0) -> Iterator[int]:
        """The places at which `keys` stand one after the other, from word `begin` on."""
        if begin >= len(self._starts):
            return
        needle = "\x01" + "\x01".join(keys) + "\x01"
        at = self._joined.find(needle, self._starts[begin] - 1)
        while at >= 0:
            yield bisect_left(self._starts, at + 1)
            at = self._joined.find(needle, at + 1)

    def aligned(self, quote: Sequence[Word]) -> list[Block]:
        """The runs of words that quotation and source share, in the order of both, around the likeliest place."""
        keys = [word.key for word in quote[:LONGEST]]
        first, last = self._window(keys)
        window = [word.key for word in self.words[first:last]]
        common = _everywhere(keys, window)
        if len(window) < len(keys):
            matcher = SequenceMatcher(common, window, keys, autojunk=False)
            found = [Block(m.b, m.a + first, m.size) for m in matcher.get_matching_blocks() if m.size]
        else:
            matcher = SequenceMatcher(common, keys, window, autojunk=False)
            found = [Block(m.a, m.b + first, m.size) for m in matcher.get_matching_blocks() if m.size]
        return _without_strays(found, len(keys), self._parted)

    def is_attribution(self, first: int, last: int) -> bool:
        """Words `first` to `last` stand between two quotations of one speaker, as in “..., sagte Meier. „...“."""
        if not 0 < first < last < len(self.words) or last - first > _LONGEST_ATTRIBUTION:
            return False
        before, after = self.words[first - 1], self.words[last]
        if not (self.is_quoted(before) and self.is_quoted(after)) or any(map(self.is_quoted, self.words[first:last])):
            return False
        return not _NEW_SPEAKER.search(self.text[before.end : after.start])

    def is_quoted(self, word: Word) -> bool:
        """Whether a word of the source stands between marks of any kind."""
        number = bisect_right(self._spans, word.start, key=lambda span: span.start) - 1
        return number >= 0 and word.end <= self._spans[number].end

    @cached_property
    def _spans(self) -> list[Marked]:
        return marked_spans(self.text)

    def _parted(self, first: int, last: int) -> bool:
        """Whether a sentence or speech ends between the words `first` and `last` of the source."""
        pairs = zip(self.words[first:last], self.words[first + 1 : last + 1], strict=True)
        ends = any(after.opens and len(before.key) > 2 and not before.key.isdigit() for before, after in pairs)
        return ends and not self.is_attribution(first + 1, last)

    def _window(self, keys: Sequence[str]) -> tuple[int, int]:
        if len(self.words) <= WINDOW:
            return 0, len(self.words)
        centre = self._likeliest(keys)
        reach = max(WINDOW // 2, 2 * len(keys))
        return max(0, centre - reach), min(len(self.words), centre + len(keys) + reach)

    def _likeliest(self, keys: Sequence[str]) -> int:
        """The place on which most of the quotation's rarer words agree."""
        places: dict[str, list[int]] = defaultdict(list)
        wanted = set(keys)
        for at, word in enumerate(self.words):
            if word.key in wanted and len(places[word.key]) <= _RARE:
                places[word.key].append(at)
        votes: Counter[int] = Counter()
        width = max(8, len(keys) // 2)
        for number, key in enumerate(keys):
            if len(places[key]) <= _RARE:
                for at in places[key]:
                    votes[(at - number) // width] += 1
        return max(0, votes.most_common(1)[0][0] * width) if votes else 0


def _everywhere(keys: Sequence[str], window: Sequence[str]) -> Callable[[str], bool] | None:
    """Tells words so frequent in both that no run may begin with them, lest a text of one word take minutes."""
    mine, theirs = Counter(keys), Counter(window)
    common = {key for key, count in mine.items() if count * theirs[key] > _MOST_PAIRS}
    return common.__contains__ if common else None


def _without_strays(blocks: list[Block], length: int, parted: Callable[[int, int], bool]) -> list[Block]:
    """Drop small runs far from the rest: "und der" stands everywhere."""
    if not blocks:
        return []
    main = max(range(len(blocks)), key=lambda number: blocks[number].size)
    kept = [blocks[main]]
    for block in reversed(blocks[:main]):
        if _belongs(block, block, kept[0], length, parted):
            kept.insert(0, block)
    for block in blocks[main + 1 :]:
        if _belongs(block, kept[-1], block, length, parted):
            kept.append(block)
    return kept


def _belongs(block: Block, before: Block, after: Block, length: int, parted: Callable[[int, int], bool]) -> bool:
    """Whether a run belongs to its neighbour; it is one of `before` and `after`.

    What was left out may be long where nothing in the quotation stands in between ("Das Haus wird … verkauft"). But a
    word or two at the quotation's end that stand in another sentence of the source were put there by somebody.
    """
    end = before.source + before.size
    distance = after.source - end
    is_edge = block.quote == 0 or block.quote + block.size == length
    if is_edge and block.size < _SENTENCE and distance and parted(end - 1, after.source):
        return False
    if distance <= max(3, 2 * block.size) or (before.quote + before.size == after.quote and distance <= _FAR):
        return True
    return (block.size >= _SENTENCE and distance <= max(_FAR, length)) or block.size >= 5
