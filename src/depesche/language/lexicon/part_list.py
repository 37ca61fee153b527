"""Our own list of the words that German compounds are made of (`parts_de.txt`), folded."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from depesche.language.lexicon.folding import fold


@cache
def part_words() -> dict[str, tuple[str, ...]]:
    """The folded words of each class: noun, adjectival, adjective, ending, verb, prefix, whole."""
    words: dict[str, list[str]] = {}
    current: list[str] = []
    for line in files("depesche.language.lexicon").joinpath("parts_de.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = words.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current.extend(fold(word) for word in line.split())
    return {kind: tuple(dict.fromkeys(of_kind)) for kind, of_kind in words.items()}
