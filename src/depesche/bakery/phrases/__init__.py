"""The words of the pages themselves, a TOML file for each language. Editors' words never stand there.

A phrase may hold `{fields}`; a key ending in `_one` is the singular of the key without it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

CATALOGUE: Mapping[str, Mapping[str, str]] = {
    file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(Path(__file__).parent.glob("*.toml"))
}
DEFAULT = "de"


class Phrases:
    """The phrases of one language; an unknown language speaks German, as the publication's default does."""

    def __init__(self, language: str) -> None:
        self.language = language if language in CATALOGUE else DEFAULT
        self._phrases = CATALOGUE[self.language]

    def __call__(self, key: str, **fields: object) -> str:
        """The phrase `key` with `fields` filled in. Raises `KeyError` for an unknown key."""
        if fields.get("count") == 1 and f"{key}_one" in self._phrases:
            key = f"{key}_one"
        return self._phrases[key].format(**fields)

    def raw(self, key: str) -> str:
        """The phrase with its `{fields}` open, for the page's scripts to fill."""
        return self._phrases[key]

    def get(self, key: str) -> str:
        """The phrase, or an empty string when there is none."""
        return self._phrases.get(key, "")
