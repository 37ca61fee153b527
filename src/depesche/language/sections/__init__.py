"""Suggests a section for a text, or keeps silent.

>>> model = begin({"politik": "Politik", "sport": "Sport", "klatsch": "Klatsch"})
>>> [slug for slug, confidence in suggest("Der Trainer lobte die Mannschaft nach dem Sieg im Derby.", model=model)]
['sport']
>>> suggest("Es war einmal.", model=model)
[]
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from depesche.language.lexicon.folding import fold
from depesche.language.sections.model import Model

__all__ = ["LEAST_CONFIDENCE", "Model", "begin", "suggest"]

LEAST_CONFIDENCE = 0.6
"""Below this the best section is no suggestion at all."""

_ALSO_SHOWN = 0.15
_SHARPNESS = 2.0
_SHARPER_WITH_EVERY_TENFOLD = 0.8


def suggest(text: str, *, model: Model, lang: str = "de") -> list[tuple[str, float]]:
    """Sections for a text with a confidence between 0 and 1, best first; mostly one, empty when none stands out."""
    scores = model.scores(text, lang=lang)
    if not scores:
        return []
    best = max(scores.values())
    sharpness = _SHARPNESS + _SHARPER_WITH_EVERY_TENFOLD * math.log10(1 + model.articles)
    likely = {slug: math.exp(sharpness * (score - best)) for slug, score in scores.items()}
    total = sum(likely.values())
    confident = sorted(((slug, share / total) for slug, share in likely.items()), key=lambda pair: -pair[1])
    if best <= 0 or confident[0][1] < LEAST_CONFIDENCE:
        return []
    return [pair for pair in confident if pair[1] >= _ALSO_SHOWN]


def begin(sections: Mapping[str, str]) -> Model:
    """A model for a newsroom without an archive: slugs and names of its sections, known by their usual names."""
    model = Model()
    for slug, name in sections.items():
        for names, words in _keywords():
            if not names.isdisjoint((fold(slug), fold(name))):
                model.begin_with(slug, words)
                break
    return model


@cache
def _keywords() -> list[tuple[frozenset[str], tuple[str, ...]]]:
    """The names of each usual section, folded, and its words."""
    found: list[tuple[frozenset[str], list[str]]] = []
    for line in files("depesche.language.sections").joinpath("keywords.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            names = line.partition("]:")[2]
            found.append((frozenset(fold(name) for name in names.split()), []))
        elif line and not line.startswith("#"):
            found[-1][1].extend(line.split())
    return [(names, tuple(words)) for names, words in found]
