"""Text without lone surrogates: halves of UTF-16 pairs, which no encoding can write and no database takes.

They come in by UTF-7, by `\\ud800` in JSON, and as the stand-ins for bytes of file names that are no UTF-8.
"""

from __future__ import annotations

import re
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")


def replaced(text: str) -> str:
    """`text` with U+FFFD for each, as the Unicode Standard (3.9, D93b) advises."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)


def replaced_in(value: Any) -> Any:
    """The same for a value as `json.loads` gives it, names included. Raises RecursionError where it nests deeply."""
    if isinstance(value, str):
        return replaced(value)
    if isinstance(value, list):
        return [replaced_in(entry) for entry in value]
    if isinstance(value, dict):
        return {replaced(name): replaced_in(entry) for name, entry in value.items()}
    return value
