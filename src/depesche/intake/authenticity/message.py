"""A mail as its signatures see it (RFC 6376, 3.4): fields with their folding, and the body, in canonical forms.

Line ends may have become LF on the way to a file; signatures are made over CRLF, so that is restored first.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_LINE_END = re.compile(rb"\r?\n")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_WHITE = re.compile(rb"[ \t]+")
_MOST_FIELDS = 5_000
_MOST_HEADER = 1 << 20


@dataclass(frozen=True, slots=True)
class Field:
    """A header field: its name in lower case, the name as written, and what follows the colon, folds included."""

    name: str
    head: bytes
    value: bytes

    def canonical(self, form: str, value: bytes | None = None) -> bytes:
        """The field, or the field with another value, in `simple` or `relaxed` form, without the last CRLF."""
        value = self.value if value is None else value
        if form == "simple":
            return self.head + b":" + value
        return self.name.encode() + b":" + _WHITE.sub(b" ", value.replace(b"\r\n", b"")).strip(b" ")


@dataclass(slots=True)
class Message:
    """`whole`: every line above the body is part of a field. Else nobody can say what a signature covers."""

    fields: tuple[Field, ...]
    body: bytes
    whole: bool
    _hashes: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    @classmethod
    def read(cls, raw: bytes) -> Message:
        text = _LINE_END.sub(b"\r\n", raw)
        if text.startswith((b"From ", b">From ")):  # the separator of mailbox files
            text = text.partition(b"\r\n")[2]
        if text.startswith(b"\r\n"):
            return cls((), text[2:], whole=True)
        end = text.find(b"\r\n\r\n")
        header, body = (text.removesuffix(b"\r\n"), b"") if end < 0 else (text[:end], text[end + 4 :])
        fields, whole = _fields(header)
        return cls(fields, body, whole=whole)

    def named(self, name: str) -> list[Field]:
        return [one for one in self.fields if one.name == name]

    def body_hash(self, form: str) -> tuple[int, bytes]:
        """Length and SHA-256 of the body in its `simple` or `relaxed` form."""
        if form not in self._hashes:
            body = _ended(_relaxed(self.body)) if form == "relaxed" else _ended(self.body) or b"\r\n"
            self._hashes[form] = (len(body), hashlib.sha256(body).digest())
        return self._hashes[form]

    def select(self, names: Iterable[str]) -> list[Field]:
        """The fields a signature names; of several with one name the lowest first (RFC 6376, 5.4.2)."""
        left: dict[str, list[Field]] = {}
        for one in self.fields:
            left.setdefault(one.name, []).append(one)
        return [left[name].pop() for name in names if left.get(name)]


def _fields(header: bytes) -> tuple[tuple[Field, ...], bool]:
    """The fields that could be read, and whether that was all of the header."""
    whole = len(header) <= _MOST_HEADER
    found: list[tuple[bytes, list[bytes]]] = []
    for line in header[:_MOST_HEADER].split(b"\r\n"):
        if line[:1] in (b" ", b"\t") and found:
            found[-1][1].append(line)
        elif (match := _FIELD.match(line)) and len(found) < _MOST_FIELDS:
            found.append((line[: match.end() - 1], [line[match.end() :]]))
        else:
            whole = False
    fields = (Field(head.strip().decode("ascii").lower(), head, b"\r\n".join(lines)) for head, lines in found)
    return tuple(fields), whole


def _relaxed(body: bytes) -> bytes:
    # Runs first and line ends after: the other way round a megabyte of blanks costs a minute.
    return _WHITE.sub(b" ", body).replace(b" \r\n", b"\r\n").removesuffix(b" ")


def _ended(body: bytes) -> bytes:
    """The body without its last empty lines and with one CRLF at its end; b"" when nothing is left."""
    kept = body.rstrip(b"\r\n")
    # What was taken off ends at its last CR that belongs to no CRLF: that one is content.
    kept += body[len(kept) :].replace(b"\r\n", b"\n").rstrip(b"\n").replace(b"\n", b"\r\n")
    return kept + b"\r\n" if kept else b""
