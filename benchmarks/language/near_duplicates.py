"""Near-duplicates: copies of the sample newsroom's articles, shortened to 30 % with 20 % of their words changed."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from time import process_time

from depesche.language import duplicates
from language.table import Row

_ARTICLES = Path(__file__).parents[2] / "src/depesche/sample/articles"
_KEPT = 0.3
_CHANGED = 0.2
_COPIES = 25
_MANY = 100_000


def rows() -> list[Row]:
    texts = _texts()
    return [
        *_quality("a stretch kept", texts, _a_stretch),
        *_quality("sentences kept", texts, _some_sentences),
        *_index(),
    ]


def _texts() -> list[str]:
    pages = [tomllib.loads(page.read_text("utf-8")) for page in sorted(_ARTICLES.glob("*.toml"))]
    return [
        re.sub(r"<[^>]+>|\{[^}]*\}", " ", " ".join([page["lead"], *(block.get("html", "") for block in page["body"])]))
        for page in pages
    ]


def _quality(name: str, texts: list[str], shorten: Callable[[str, random.Random], list[str]]) -> list[Row]:
    chance = random.Random(3)
    vocabulary = " ".join(texts).split()
    prints = [duplicates.fingerprint(text) for text in texts]
    hits = misses = wrong = 0
    for number, text in enumerate(texts):
        for _ in range(_COPIES):
            copy = duplicates.fingerprint(_changed(shorten(text, chance), vocabulary, chance))
            near = {other for other, one in enumerate(prints) if duplicates.containment(copy, one) >= duplicates.NEAR}
            hits, misses, wrong = hits + (number in near), misses + (number not in near), wrong + len(near - {number})
    precision, recall = hits / (hits + wrong), hits / (hits + misses)
    return [
        Row(f"duplicates, {name}: precision", f"{hits + misses} copies", f"{precision:.3f}", "0.99", precision >= 0.99),
        Row(f"duplicates, {name}: recall", f"{hits + misses} copies", f"{recall:.3f}", "0.99", recall >= 0.99),
    ]


def _changed(words: list[str], vocabulary: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(vocabulary) if chance.random() < _CHANGED else word for word in words)


def _a_stretch(text: str, chance: random.Random) -> list[str]:
    words = text.split()
    count = max(1, round(len(words) * _KEPT))
    start = chance.randrange(len(words) - count + 1)
    return words[start : start + count]


def _some_sentences(text: str, chance: random.Random) -> list[str]:
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    wanted = _KEPT * len(text.split())
    kept: list[int] = []
    for number in chance.sample(range(len(sentences)), len(sentences)):
        if sum(len(sentences[other].split()) for other in kept) >= wanted:
            break
        kept.append(number)
    return " ".join(sentences[number] for number in sorted(kept)).split()


def _index() -> list[Row]:
    chance = random.Random(5)
    words = [f"wort{number}" for number in range(30_000)]
    index: duplicates.Index[int] = duplicates.Index()
    kept: dict[int, list[str]] = {}
    for number in range(_MANY):
        text = [words[int(len(words) * chance.random() ** 3)] for _ in range(chance.randrange(150, 400))]
        if number % 500 == 0:
            kept[number] = text
        index.add(number, " ".join(text))
    taken, found = [], 0
    for number, text in kept.items():
        copy = _changed(_a_stretch(" ".join(text), chance), words, chance)
        began = process_time()
        near = index.near(copy)
        taken.append(1000 * (process_time() - began))
        found += [key for key, _ in near] == [number]
    p95 = sorted(taken)[int(len(taken) * 0.95)]
    return [
        Row(
            "duplicates: found in the index, alone",
            f"{_MANY:,} made-up texts",
            f"{found / len(kept):.3f}",
            "0.99",
            found >= 0.99 * len(kept),
        ),
        Row("duplicates: time to ask, p95", f"{_MANY:,} made-up texts", f"{p95:.2f} ms", "10 ms", p95 <= 10),
    ]
