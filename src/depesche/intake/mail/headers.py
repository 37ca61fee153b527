"""The header block of a mail or of one of its parts (RFC 5322, 2.2), found even when lines in it are broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.intake.mail import encoded_words

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_KNOWN = re.compile(
    rb"(?i)(?:received|from|to|cc|bcc|subject|date|message-id|mime-version|content-[a-z-]+|return-path|reply-to|sender"
    rb"|delivered-to|references|in-reply-to|list-[a-z-]+|x-[a-z0-9-]+|dkim-signature|arc-[a-z-]+"
    rb"|authentication-results|precedence|importance|priority|organization|user-agent)[ \t]*:"
)
_LOOK_AHEAD = 5
_MOST_FIELDS = 5_000
_MOST_BYTES = 1 << 20
_BLANK_LINE = re.compile(rb"\n\r?\n")


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields in their order, names in lower case, values as raw bytes still folded.

    `is_cut` when there were more than anybody needs, and the rest was not read.
    """

    fields: tuple[tuple[str, bytes], ...] = ()
    is_cut: bool = False

    def raw(self, name: str) -> bytes:
        """The first value of that name, b"" when there is none."""
        return next(self.raw_all(name), b"")

    def raw_all(self, name: str) -> Iterator[bytes]:
        return (value for field, value in self.fields if field == name)

    def text(self, name: str) -> str:
        """The first value of that name, decoded."""
        return encoded_words.decode(self.raw(name))

    def __contains__(self, name: str) -> bool:
        return any(field == name for field, _ in self.fields)

    def __bool__(self) -> bool:
        return bool(self.fields)


def read(buffer: bytes, start: int = 0, end: int | None = None) -> tuple[Headers, int]:
    """The headers of `buffer[start:end]` and the offset where the body begins."""
    end = len(buffer) if end is None else end
    fields: list[tuple[str, bytearray]] = []
    position, is_cut = start, False
    while position < end:
        if position - start > _MOST_BYTES:
            blank = _BLANK_LINE.search(buffer, position, end)
            return _frozen(fields, is_cut=True), blank.end() if blank else end
        stop = buffer.find(b"\n", position, end)
        following = end if stop < 0 else stop + 1
        line = buffer[position:following]
        bare = line.rstrip(b"\r\n")
        if not bare:
            return _frozen(fields, is_cut=is_cut), following
        if fields and line[:1] in b" \t":
            fields[-1][1].extend(line)
        elif match := _FIELD.match(bare):
            if len(fields) < _MOST_FIELDS:
                fields.append((match[1].decode("ascii").lower(), bytearray(line[match.end() :])))
            else:
                is_cut = True
        elif _is_envelope_line(bare, fields):
            pass
        elif fields and _fields_follow(buffer, following, end):
            fields[-1][1].extend(b" " + line)  # a continuation that lost its space
        else:
            return _frozen(fields, is_cut=is_cut), position if fields else start
        position = following
    return _frozen(fields, is_cut=is_cut), end


def _is_envelope_line(line: bytes, fields: list[tuple[str, bytearray]]) -> bool:
    """The separator of mailbox files, which some tools leave on top."""
    return line.startswith((b"From ", b">From ")) and not fields


def _fields_follow(buffer: bytes, position: int, end: int) -> bool:
    for _ in range(_LOOK_AHEAD):
        stop = buffer.find(b"\n", position, end)
        line = buffer[position : end if stop < 0 else stop]
        if not line.strip():
            return False
        if _KNOWN.match(line):
            return True
        if stop < 0:
            return False
        position = stop + 1
    return False


def _frozen(fields: list[tuple[str, bytearray]], *, is_cut: bool) -> Headers:
    return Headers(tuple((name, bytes(value).strip()) for name, value in fields), is_cut)
