"""Where a quotation stands in its source, word against word."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from depesche.language.quotes.words import Word

WINDOW = 3000
"""Words of the source that are aligned at once; in a longer source the likeliest place is found first."""

LONGEST = 2500
"""Words of a quotation that are aligned one by one when it is not found as it stands."""

_MOST_PAIRS = 100_000
_RARE = 40
_FAR = 60


@dataclass(frozen=True, slots=True)
class Block:
    """`size` words that are the same from `quote` on in the quotation and from `source` on in the source."""

    quote: int
    source: int
    size: int


class Source:
    """The words of a source, made ready for searching."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
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
        return _without_strays(found, len(keys))

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


def _without_strays(blocks: list[Block], length: int) -> list[Block]:
    """Drop small runs far from the rest: "und der" stands everywhere."""
    if not blocks:
        return []
    main = max(range(len(blocks)), key=lambda number: blocks[number].size)
    kept = [blocks[main]]
    for block in reversed(blocks[:main]):
        distance = kept[0].source - (block.source + block.size)
        joined = block.quote + block.size == kept[0].quote
        if _belongs(block, distance, length, joined=joined):
            kept.insert(0, block)
    for block in blocks[main + 1 :]:
        distance = block.source - (kept[-1].source + kept[-1].size)
        joined = kept[-1].quote + kept[-1].size == block.quote
        if _belongs(block, distance, length, joined=joined):
            kept.append(block)
    return kept


def _belongs(block: Block, distance: int, length: int, *, joined: bool) -> bool:
    """`joined`: nothing in the quotation stands between the run and the one beside it."""
    near = distance <= max(3, 2 * block.size) or (joined and distance <= _FAR)
    return near or (block.size >= 3 and distance <= max(_FAR, length)) or block.size >= 5
