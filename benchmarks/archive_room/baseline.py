"""The reference for related articles: cosine of tf-idf vectors over Snowball's German stems, headline and text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import Stemmer

_WORD = re.compile(r"\w{2,}")


class TfIdf:
    """Texts as unit vectors; words that most texts hold hardly count."""

    def __init__(self, texts: Sequence[str]) -> None:
        stemmer = Stemmer.Stemmer("german")
        counts = [Counter(stemmer.stemWords(_WORD.findall(text.lower()))) for text in texts]
        holding = Counter(word for count in counts for word in count)
        self._vectors = [
            _unit({w: (1 + math.log(n)) * math.log(len(texts) / holding[w]) for w, n in count.items()})
            for count in counts
        ]

    def nearest(self, which: int, most: int) -> list[int]:
        """The numbers of the most similar other texts, best first."""
        own = self._vectors[which]
        near = [
            (sum(weight * other.get(word, 0.0) for word, weight in own.items()), -number)
            for number, other in enumerate(self._vectors)
            if number != which
        ]
        return [-number for score, number in sorted(near, reverse=True)[:most] if score > 0]


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}
