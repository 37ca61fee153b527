"""What a newsroom's sections write about: counts of words by section, learnt article by article.

A complement naive Bayes classifier (Rennie et al., 2003): a linear model over tf-idf weights whose parameters are
counts, so that an article can be learnt or forgotten at any time without looking at the others.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping

from depesche.language import analyser
from depesche.language.lexicon.closed import ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS

MOST_WORDS = 60_000
"""Different words a model keeps; rare ones fall away."""

_SMOOTHING = 0.3
_FUNCTION_WORDS = FUNCTION_WORDS | ENGLISH_FUNCTION_WORDS
_LONGEST_TEXT = 20_000
_NOTHING = 1e-9


class Model:
    """Counts of words by section. `learn` and `forget` change it; it goes to JSON and back."""

    def __init__(self) -> None:
        self._words: dict[str, dict[str, float]] = {}
        self._articles: Counter[str] = Counter()
        self._holding: Counter[str] = Counter()

    @property
    def sections(self) -> list[str]:
        """Slugs of the sections that anything is known of."""
        return sorted(self._words)

    @property
    def articles(self) -> int:
        """How many articles were learnt."""
        return sum(self._articles.values())

    def learn(self, text: str, slug: str, *, lang: str = "de") -> None:
        """Count an article to a section."""
        self._count(slug, weights_of(text, lang=lang), 1)
        self._articles[slug] += 1
        if len(self._holding) > 2 * MOST_WORDS:
            self._drop_rare_words()

    def forget(self, text: str, slug: str, *, lang: str = "de") -> None:
        """Take back what `learn` did for an article that has moved or is gone."""
        if self._articles[slug] > 0:
            self._count(slug, weights_of(text, lang=lang), -1)
            self._articles[slug] -= 1

    def begin_with(self, slug: str, words: Iterable[str]) -> None:
        """Give a section words to begin with; they count as a part of one article each."""
        tokens = {token for word in words for token in analyser.tokens(word)[:1]}
        section = self._words.setdefault(slug, {})
        for token in tokens:
            section[token] = section.get(token, 0.0) + 1.0
        self._holding.update(tokens)

    def scores(self, text: str, *, lang: str = "de") -> dict[str, float]:
        """For each section how much more a text is like it than like the others, a word; above 0 is likelier."""
        weights = weights_of(text, lang=lang)
        known = {token: weight * self._rarity(token) for token, weight in weights.items() if token in self._holding}
        total = sum(known.values())
        if not total or len(self._words) < 2:
            return {}
        everywhere = {token: sum(words.get(token, 0.0) for words in self._words.values()) for token in known}
        sizes = {slug: sum(words.values()) for slug, words in self._words.items()}
        return {
            slug: sum(
                weight * self._log_odds(words.get(token, 0.0), everywhere[token], sizes[slug], sum(sizes.values()))
                for token, weight in known.items()
            )
            / total
            for slug, words in self._words.items()
        }

    def _log_odds(self, inside: float, everywhere: float, size: float, total: float) -> float:
        vocabulary = _SMOOTHING * len(self._holding)
        here = (inside + _SMOOTHING) / (size + vocabulary)
        elsewhere = (everywhere - inside + _SMOOTHING) / (total - size + vocabulary)
        return math.log(here / elsewhere)

    def _rarity(self, token: str) -> float:
        return math.log(1 + (self.articles + len(self._words)) / self._holding[token])

    def _count(self, slug: str, weights: Mapping[str, float], times: int) -> None:
        words = self._words.setdefault(slug, {})
        for token, weight in weights.items():
            words[token] = words.get(token, 0.0) + times * weight
            self._holding[token] += times
            if words[token] <= _NOTHING:
                del words[token]
            if self._holding[token] <= 0:
                del self._holding[token]

    def _drop_rare_words(self) -> None:
        kept = dict(self._holding.most_common(MOST_WORDS))
        self._holding = Counter(kept)
        for words in self._words.values():
            for token in [token for token in words if token not in kept]:
                del words[token]

    def to_json(self) -> str:
        """The model as JSON, to be kept in a file or a row."""
        return json.dumps({"words": self._words, "articles": self._articles, "holding": self._holding})

    @classmethod
    def from_json(cls, content: str) -> Model:
        """The model again. Raises `ValueError` for anything that `to_json` did not make."""
        try:
            values = json.loads(content)
            model = cls()
            model._words = {slug: dict(words) for slug, words in values["words"].items()}
            model._articles, model._holding = Counter(values["articles"]), Counter(values["holding"])
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a model of sections: {error}") from error
        return model


def weights_of(text: str, *, lang: str = "de") -> dict[str, float]:
    """The words of a text with how much they count: the tenth mention says less than the first."""
    counts = Counter(analyser.tokens(text[:_LONGEST_TEXT], lang=lang))
    telling = {token: count for token, count in counts.items() if token not in _FUNCTION_WORDS and not token.isdigit()}
    length = math.sqrt(sum((1 + math.log(count)) ** 2 for count in telling.values())) or 1.0
    return {token: (1 + math.log(count)) / length * 10 for token, count in telling.items()}
