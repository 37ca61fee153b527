"""Names in a store: relative paths with slashes that can never leave it.

A name such as `politik/x/index.html` has segments of 1 to 200 bytes; none starts with a dot, and none holds a
control character, a backslash or a colon. Names that end in `.gz` or `.br` belong to the encoded variants.
"""

from __future__ import annotations

import re

LONGEST_NAME = 1024
LONGEST_SEGMENT = 200
"""Bytes in UTF-8; file systems take 255, and a variant adds its suffix."""

VARIANTS = {"br": ".br", "gzip": ".gz"}
"""Content coding -> suffix of the file that holds it, best first."""

_TEXT_SUFFIXES = frozenset(
    {"html", "xml", "atom", "rss", "json", "css", "js", "mjs", "svg", "txt", "md", "webmanifest", "map", "csv"}
)
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\:]")


class InvalidName(ValueError):
    """The name is not one a store can hold."""


def is_valid(name: str) -> bool:
    """Whether a store may hold this name."""
    if not name or _FORBIDDEN.search(name) or name.endswith(tuple(VARIANTS.values())):
        return False
    try:
        encoded = name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    if len(encoded) > LONGEST_NAME:
        return False
    return all(segment and segment[0] != "." and _fits(segment) for segment in name.split("/"))


def check(name: str) -> str:
    """Return the name, or raise `InvalidName`."""
    if not is_valid(name):
        raise InvalidName(f"{name[:80]!r} is no name for a store: relative, no dot segments, no control characters")
    return name


def is_text(name: str) -> bool:
    """Whether content under this name is worth compressing."""
    return name.rpartition(".")[2].lower() in _TEXT_SUFFIXES


def _fits(segment: str) -> bool:
    return len(segment.encode("utf-8")) <= LONGEST_SEGMENT
