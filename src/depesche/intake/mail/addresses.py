"""Addresses in header values: a display name and an address, as people and tools write them (RFC 5322, 3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.intake.mail import charsets, encoded_words

_ANGLE = re.compile(r"<\s*([^<>]*)>")
_BARE = re.compile(r"[^\s<>()\[\],;:\"']{1,200}@[^\s<>()\[\],;:\"']{1,250}")
_COMMENT = re.compile(r"\(([^()]*)\)")
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Address:
    """`email` has its domain in lower case; both parts may be empty."""

    name: str = ""
    email: str = ""

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2] if "@" in self.email else ""


def first(value: bytes) -> Address:
    """The first address of a header value. Encoded words are decoded after the address is found, not before:
    a name may not smuggle in an address of its own."""
    text = charsets.decode(value[:_LONGEST]).replace("\r", "").replace("\n", " ")
    if match := _ANGLE.search(text):
        name = text[: match.start()]
        email = match[1]
        if "@" not in email and (other := _ANGLE.search(text, match.end())) and "@" in other[1]:
            name, email = text[: other.start()], other[1]
    elif match := _BARE.search(text):
        email = match[0]
        name = text[: match.start()].strip(' \t"')
        if comment := _COMMENT.search(text):
            name = comment[1]
    else:
        name, email = text, ""
    return Address(name=_name(name), email=_email(email))


def every(value: bytes) -> list[Address]:
    """All addresses of a header value, in their order; what has no `@` is none."""
    found = (first(part) for part in _parted(value[:_LONGEST]))
    return [address for address in found if "@" in address.email]


def _parted(value: bytes) -> Iterator[bytes]:
    """The value at its commas, but for those in quotes, brackets and comments."""
    start, quoted, depth, skip = 0, False, 0, False
    for position, letter in enumerate(value):
        if skip:
            skip = False
        elif letter == ord("\\"):
            skip = True
        elif letter == ord('"'):
            quoted = not quoted
        elif quoted:
            continue
        elif letter in b"(<":
            depth += 1
        elif letter in b")>":
            depth = max(0, depth - 1)
        elif letter == ord(",") and not depth:
            yield value[start:position]
            start = position + 1
    yield value[start:]


def _name(text: str) -> str:
    name = encoded_words.decode(text.encode("utf-8", "replace")).strip()
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1]
    return re.sub(r"\\(.)", r"\1", name).strip().strip('"').strip()


def _email(text: str) -> str:
    address = encoded_words.decode(text.encode("utf-8", "replace")) if "=?" in text else text
    address = re.sub(r"\s+", "", address).removeprefix("mailto:").strip("'\"")
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{domain.lower().rstrip('.')}"
