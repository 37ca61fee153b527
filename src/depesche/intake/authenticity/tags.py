"""Lists of tags, `v=1; a=rsa-sha256; ...`, as signatures, keys and policies are written (RFC 6376, 3.2)."""

from __future__ import annotations

import re

LONGEST = 16_000
_WHITE = re.compile(r"[ \t\r\n]+")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class BadTags(ValueError):
    """Not a list of tags."""


def read(text: str | bytes) -> dict[str, str]:
    """The tags by name, white space at the ends of values taken off. Raises `BadTags`, also for a tag given twice."""
    if len(text) > LONGEST:
        raise BadTags("too long")
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadTags("not text") from error
    tags: dict[str, str] = {}
    for part in text.split(";"):
        if not part.strip():
            continue
        name, equals, value = part.partition("=")
        name = name.strip()
        if not equals or not _NAME.fullmatch(name) or name in tags:
            raise BadTags(name[:40] or "a tag without a name")
        tags[name] = value.strip()
    return tags


def compact(value: str) -> str:
    """A value without white space, as base64 and lists may be folded anywhere."""
    return _WHITE.sub("", value)


def without_signature(value: bytes) -> bytes:
    """A signature's field with its `b=` emptied, everything else untouched: what the signature was made over."""
    parts = value.split(b";")
    for number, part in enumerate(parts):
        name, equals, _ = part.partition(b"=")
        if equals and name.strip(b" \t\r\n") == b"b":
            parts[number] = name + b"="
    return b";".join(parts)
