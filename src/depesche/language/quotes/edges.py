"""Which words of a passage stand beside the marks of its source: the reporter's, not the speaker's."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.language.detection import detect
from depesche.language.quotes.alignment import Block, Source
from depesche.language.quotes.extraction import Extraction


def beside_the_marks(blocks: Sequence[Block], source: Source) -> frozenset[int]:
    """The words of the source, by number, that a quotation takes in from beside direct speech of which it has words.

    A quotation from a text without direct speech takes in nobody else's words, nor does one that stands inside a
    title's or a single word's marks and around them.
    """
    matched = [at for block in blocks for at in range(block.source, block.source + block.size)]
    if len({source.is_quoted(source.words[at]) for at in matched}) < 2:
        return frozenset()
    answers = Extraction(source.text, detect(source.text) or "de").run()
    speech = [(answer.start, answer.end) for answer in answers if answer.kind == "direct"]
    said = {at for at in matched if any(a <= source.words[at].start and source.words[at].end <= b for a, b in speech)}
    return frozenset(matched) - said if said else frozenset()
