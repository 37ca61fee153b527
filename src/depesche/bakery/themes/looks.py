"""Whether pages would come out as they did: a fingerprint of all that makes them, apart from what they say."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_BAKERY = Path(__file__).parents[1]
_KINDS = frozenset({".css", ".html", ".js", ".py", ".toml", ".woff2"})


@cache
def fingerprint(folder: Path = _BAKERY) -> str:
    """Of every template, style sheet, script, phrase, font and line of code in `folder`, the bakery unless given."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.suffix in _KINDS):
        digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
