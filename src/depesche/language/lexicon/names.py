"""Names of people, places and organisations that the news is full of, from our own list (`names.txt`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from depesche.language.lexicon.folding import fold


@cache
def names() -> dict[str, tuple[str, ...]]:
    """The names of each class as they are written: country, place, person, forename, organisation, club, people.

    The class "always" holds those of them that are names whatever a lexicon says.
    """
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in files("depesche.language.lexicon").joinpath("names.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.extend(name.strip() for name in line.split(","))
    return {kind: tuple(dict.fromkeys(of_kind)) for kind, of_kind in found.items()}


@cache
def spellings() -> dict[str, str]:
    """Folded word of a name -> how it is written: `putin` -> `Putin`, `cdu` -> `CDU`. First spelling given counts."""
    written: dict[str, str] = {}
    for of_kind in names().values():
        for name in of_kind:
            for word in name.split():
                if word[0].isupper() or word != word.lower():
                    written.setdefault(fold(word), word)
    return written
