"""What passes between the two processes: a JSON object and some bytes, each with its length before it."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

_HEAD = struct.Struct(">IQ")


def pack(facts: dict[str, Any], content: bytes = b"") -> bytes:
    """One frame. Half a surrogate pair, which JSON lets through, is written as an escape."""
    head = json.dumps(facts).encode("ascii")
    return _HEAD.pack(len(head), len(content)) + head + content


def read(source: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes]:
    """The next frame; `source(n)` gives exactly n bytes or raises EOFError."""
    head_size, size = _HEAD.unpack(source(_HEAD.size))
    facts = json.loads(source(head_size))
    return facts, source(size)
