"""Capital letters in headlines: each noun written small in turn."""

from __future__ import annotations

import re

from depesche.language import copydesk
from language.table import SAMPLES, Row, seconds_each

_SAMPLES = (
    "headlines",
    "headlines_held_out",
    "headlines_held_out_2",
    "headlines_held_out_3",
    "headlines_outside",
    "headlines_held_out_4",
    "headlines_held_out_5",
)
_CLEAN = "headlines_clean"
"""Correct headlines full of verbs and adjectives that could be taken for nouns."""
_NOUN = re.compile(r"(?<=[a-zäöüß0-9,“] )[A-ZÄÖÜ][\w-]*")


def rows() -> list[Row]:
    quality = [row for sample in _SAMPLES for row in _quality(sample)]
    return [*quality, _flagged(_CLEAN), _speed()]


def _headlines(sample: str) -> list[str]:
    return (SAMPLES / f"{sample}.txt").read_text("utf-8").splitlines()


def _casing(headline: str) -> list[copydesk.Finding]:
    return [finding for finding in copydesk.check_headline(headline) if finding.rule.startswith("casing")]


def _quality(sample: str) -> list[Row]:
    headlines = _headlines(sample)
    hits = misses = wrong = 0
    for headline in headlines:
        for noun in _NOUN.finditer(headline):
            found = _casing(headline[: noun.start()] + noun.group().lower() + headline[noun.end() :])
            hit = any(one.start == noun.start() and one.suggestion == noun.group() for one in found)
            hits, misses, wrong = hits + hit, misses + (not hit), wrong + len(found) - hit
    precision, recall = hits / (hits + wrong), hits / (hits + misses)
    name = f"{sample}, {hits + misses} nouns"
    return [
        Row("headline casing: precision", name, f"{precision:.3f}", "0.99", precision >= 0.99),
        Row("headline casing: recall", name, f"{recall:.3f}", "0.97", recall >= 0.97),
        _flagged(sample),
    ]


def _flagged(sample: str) -> Row:
    headlines = _headlines(sample)
    share = sum(bool(_casing(headline)) for headline in headlines) / len(headlines)
    name = f"{sample}, {len(headlines)} headlines"
    return Row("headline casing: clean ones flagged", name, f"{share:.3f}", "0.005", share <= 0.005)


def _speed() -> Row:
    taken = 1000 * seconds_each(copydesk.check_headline, _headlines("headlines"))
    return Row("headline: time", "headlines", f"{taken:.3f} ms", "0.2 ms", taken <= 0.2)
