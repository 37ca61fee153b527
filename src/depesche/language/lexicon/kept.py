"""The German words as this machine has decoded them once, in a file, so that its next start reads them at once.

Decoding costs about a second of one core, reading the copy a quarter of that. The copy is only ever a copy: it names
the data it was made from, and where it is missing, old or damaged the words are decoded again.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from depesche.language.lexicon.stream import Words

_NAME = "german-words.txt"
_END = "end"
_folder: list[Path] = []


def keep_in(folder: Path | None) -> None:
    """Keep the copy in this folder from now on; None for nowhere, which is so until somebody asks.

    Call it before the first German word is read. The folder is made when the copy is.
    """
    _folder[:] = [] if folder is None else [folder]


def read(made_from: str) -> Words | None:
    """The words of the copy that was made from this data; None when there is none."""
    if not _folder:
        return None
    try:
        return _words((_folder[0] / _NAME).read_text("utf-8"), made_from)
    except (OSError, ValueError):
        return None


def _words(text: str, made_from: str) -> Words | None:
    sections = text.split("\n\n")
    if len(sections) != 8 or sections[0] != made_from or sections[-1] != _END:
        return None
    nouns, others, *pairs = (section.split("\n") for section in sections[1:-1])
    return Words(nouns, others, dict(zip(pairs[0], pairs[1], strict=True)), dict(zip(pairs[2], pairs[3], strict=True)))


def write(words: Words, made_from: str) -> None:
    """Make the copy, whole or not at all. A folder that cannot be written is no reason to stop."""
    if not _folder:
        return
    lists = (
        words.nouns,
        words.others,
        words.irregular_nouns.keys(),
        words.irregular_nouns.values(),
        words.irregular_others.keys(),
        words.irregular_others.values(),
    )
    text = "\n\n".join([made_from, *("\n".join(one) for one in lists), _END])
    with suppress(OSError):
        _folder[0].mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=_folder[0], prefix=_NAME)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(_folder[0] / _NAME)
