"""From the path of a request to a name in the store, and back.

A path is decoded once. What decodes to a slash, a dot segment, a control character or bytes that are no UTF-8
names nothing: there is one way to write an address, so there is nothing to trick.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

from depesche.delivery.stores import names

LONGEST_PATH = 2048
"""Bytes of a path as sent; what is longer names no page."""

INDEX = "index.html"
NEVER_BAKED = frozenset({"desk", "suche"})
"""First segments that the newsroom answers by itself, always."""

_ENCODED_SLASH = re.compile(rb"%2f|%5c", re.IGNORECASE)
_PATH_SAFE = "/-._~!$&'()*+,;=:@"


def name_for(path: bytes) -> str | None:
    """The name a path asks for: `/a/` is `a/index.html`, `/feed.xml` is `feed.xml`. None when it names nothing.

    `/a/index.html` names nothing: a page has one address (`folder_for` tells it).
    """
    if not path.startswith(b"/") or len(path) > LONGEST_PATH or _ENCODED_SLASH.search(path):
        return None
    try:
        name = unquote_to_bytes(path[1:]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if name.rpartition("/")[2] == INDEX:
        return None
    if not name or name.endswith("/"):
        name += INDEX
    if name.partition("/")[0] in NEVER_BAKED or not names.is_valid(name):
        return None
    return name


def folder_for(path: bytes) -> bytes:
    """The address of the page that a path may mean which names nothing: `/a` and `/a/index.html` may mean `/a/`."""
    folder, _slash, file = path.rpartition(b"/")
    return folder + b"/" if unquote_to_bytes(file) == INDEX.encode("ascii") else path + b"/"


def path_for(name: str) -> bytes:
    """The path, percent-encoded, that asks for a name; the inverse of `name_for`."""
    shown = name[: -len(INDEX)] if name == INDEX or name.endswith(f"/{INDEX}") else name
    return b"/" + quote(shown, safe=_PATH_SAFE).encode("ascii")
