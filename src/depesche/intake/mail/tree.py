"""The parts of a mail (RFC 2046): where each begins and ends, how they nest, what each says it is.

The standard library's parser walks every line in Python and gets slower with every level of nesting, which a
hostile mail turns into minutes. Here the boundaries are searched for in the raw bytes, within a budget, so that the
cost is linear whatever the mail claims. Nothing raises; what a broken mail leaves open is guessed as mail programs do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from depesche.intake.mail import headers as header_block
from depesche.intake.mail import parameters, transfer
from depesche.intake.mail.headers import Headers

MAX_DEPTH = 100
MAX_PARTS = 1_000
_MAX_CANDIDATES = 50_000
_MAX_SCANNED = 1 << 30
_TYPE = re.compile(r"[a-z0-9.+_-]+/[a-z0-9.+_-]+")
_CLOSE = re.compile(rb"(--)?[ \t]*\r?(?:\n|\Z)")
_HTML = re.compile(rb"(?i)\s*(?:<!doctype html|<html|<head|<body|<table|<div|<p[ >])")
_GUESS = re.compile(rb"\n--(\S[^\r\n]{0,199}?)[ \t]*\r?\n")


@dataclass(slots=True)
class Part:
    """A part of a mail. `type` is lower case and always of the form a/b; `body` decodes the transfer encoding.

    `is_cut` when a limit left something of what is in it unread.
    """

    headers: Headers
    type: str
    params: dict[str, str]
    disposition: str
    filename: str
    buffer: bytes
    start: int
    end: int
    children: list[Part] = field(default_factory=list)
    is_cut: bool = False

    @property
    def raw(self) -> bytes:
        return self.buffer[self.start : self.end]

    @property
    def body(self) -> bytes:
        return transfer.decode(self.raw, self.headers.text("content-transfer-encoding"))

    @property
    def content_id(self) -> str:
        return self.headers.text("content-id").strip("<> ")

    @property
    def charset(self) -> str:
        return self.params.get("charset", "")

    def walk(self) -> Iterator[Part]:
        """This part and all below it, in the order of the mail."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))


@dataclass(slots=True)
class _Budget:
    parts: int = MAX_PARTS
    candidates: int = _MAX_CANDIDATES
    scanned: int = _MAX_SCANNED


def parse(raw: bytes) -> Part:
    """The mail as a tree. Past the limits of depth, parts or work, a part is kept whole and not opened."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    start = len(raw) - len(raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    return _part(raw, start, len(raw), default="text/plain", depth=0, budget=_Budget())


def _part(buffer: bytes, start: int, end: int, *, default: str, depth: int, budget: _Budget) -> Part:
    headers, body = header_block.read(buffer, start, end)
    part = _described(headers, buffer, body, end, default=default)
    budget.parts -= 1
    if depth < MAX_DEPTH:
        if part.type.startswith("multipart/"):
            _open_multipart(part, depth=depth, budget=budget)
        elif part.type in ("message/rfc822", "message/global", "message/news"):
            _open_message(part, depth=depth, budget=budget)
    elif part.type.startswith("multipart/"):
        part.is_cut = True
    return part


def _described(headers: Headers, buffer: bytes, start: int, end: int, *, default: str) -> Part:
    type_, params = parameters.parse(headers.raw("content-type"))
    disposition, more = parameters.parse(headers.raw("content-disposition"))
    if not _TYPE.fullmatch(type_):
        type_ = default if not type_ else _from_word(type_)
    if type_ == "text/plain" and not params and _HTML.match(buffer, start, min(end, start + 200)):
        type_ = "text/html"
    filename = more.get("filename") or params.get("name") or more.get("name") or ""
    return Part(headers, type_, params, disposition, filename.strip(), buffer, start, end)


def _from_word(word: str) -> str:
    """`Content-Type: text` and `html` were once common."""
    return "text/html" if "html" in word else "text/plain"


def _open_message(part: Part, *, depth: int, budget: _Budget) -> None:
    encoding = part.headers.text("content-transfer-encoding").lower()
    if encoding in ("base64", "quoted-printable"):  # forbidden, but some gateways do it
        body = part.body
        start, end = 0, len(body)
    else:
        body, start, end = part.buffer, part.start, part.end
    part.children.append(_part(body, start, end, default="text/plain", depth=depth + 1, budget=budget))


def _open_multipart(part: Part, *, depth: int, budget: _Budget) -> None:
    spans = _split(part, part.params.get("boundary", "").rstrip().encode("utf-8", "replace"), budget)
    if not spans and (guess := _GUESS.search(part.buffer, max(0, part.start - 1), min(part.end, part.start + 20_000))):
        spans = _split(part, guess[1], budget)
    if not spans:
        part.type = "text/html" if _HTML.match(part.buffer, part.start, part.end) else "text/plain"
        return
    default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
    for start, end in spans:
        if budget.parts <= 0:
            part.is_cut = True
            break
        part.children.append(_part(part.buffer, start, end, default=default, depth=depth + 1, budget=budget))


def _split(part: Part, boundary: bytes, budget: _Budget) -> list[tuple[int, int]]:
    """The stretches between the delimiter lines. A missing last delimiter is the end of the part."""
    if not boundary or part.end - part.start > budget.scanned:
        return []
    budget.scanned -= part.end - part.start
    delimiter = b"--" + boundary
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    position = part.start
    while len(spans) < budget.parts and budget.candidates > 0:
        budget.candidates -= 1
        found = _next_delimiter(part, delimiter, position)
        line = _CLOSE.match(part.buffer, found + len(delimiter), part.end) if found >= 0 else None
        if found < 0:
            break
        position = found + len(delimiter)
        if line is None:
            continue  # another boundary that begins with the same letters
        if opened is not None:
            spans.append((opened, _without_line_end(part.buffer, opened, found)))
        opened = line.end()
        position = max(line.end() - 1, position)
        if line[1]:
            return spans
    if opened is not None and opened < part.end:
        spans.append((opened, part.end))
    return spans


def _next_delimiter(part: Part, delimiter: bytes, position: int) -> int:
    if position == part.start and part.buffer.startswith(delimiter, position):
        return position
    found = part.buffer.find(b"\n" + delimiter, max(part.start, position - 1), part.end)
    return found + 1 if found >= 0 else -1


def _without_line_end(buffer: bytes, start: int, end: int) -> int:
    """The line break before a delimiter belongs to the delimiter."""
    if end > start and buffer[end - 1 : end] == b"\n":
        end -= 1
    if end > start and buffer[end - 1 : end] == b"\r":
        end -= 1
    return end
