"""Encoded words (RFC 2047) in header values, also as they come broken.

Handled beyond the standard: characters split between two words, missing padding or end marks, words without a
space between, raw spaces and line breaks inside, language tags (RFC 2231), words encoded twice, plain 8-bit text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.intake.mail import charsets, transfer

_WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?(.*?)(?:\?=|(?=\s=\?)|$)", re.DOTALL)
_FOLD = re.compile(r"[ \t]*\r?\n[ \t]*")
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class _Word:
    charset: str
    encoding: str
    content: bytes


def decode(value: bytes) -> str:
    """The text of a header value: unfolded, decoded, white space made single."""
    text = charsets.decode(value[:_LONGEST])
    for _ in range(2):
        if "=?" not in text:
            break
        text = _decode_once(text)
    text = charsets.repair(_CONTROL.sub("", _FOLD.sub(" ", text)))
    return _SPACES.sub(" ", text).strip()


def _decode_once(text: str) -> str:
    decoded: list[str] = []
    run: list[_Word] = []
    for piece in _pieces(text):
        if isinstance(piece, _Word):
            if run and (run[-1].charset, run[-1].encoding) != (piece.charset, piece.encoding):
                decoded.append(_text(run))
                run = []
            run.append(piece)
        elif run and not piece.strip():
            continue  # white space between two words is no part of the text
        else:
            decoded.append(_text(run))
            run = []
            decoded.append(piece)
    decoded.append(_text(run))
    return "".join(decoded)


def _pieces(text: str) -> Iterator[_Word | str]:
    """Words and what stands between them; white space only counts when no word follows it."""
    end = 0
    for match in _WORD.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        content = _FOLD.sub("", match[3]).encode("utf-8", "replace")
        yield _Word(match[1].lower(), match[2].lower(), content)
        end = match.end()
    if end < len(text):
        yield text[end:]


def _text(run: list[_Word]) -> str:
    if not run:
        return ""
    charset = run[0].charset
    if run[0].encoding == "q":
        content = b"".join(transfer.q_word(word.content) for word in run)
    else:
        content = b"".join(transfer.base64(word.content) for word in run)
        if len(run) > 1 and not charsets.fits(content, charset):  # the encoder may have cut the base64 stream itself
            whole = transfer.base64(b"".join(word.content for word in run))
            content = whole if charsets.fits(whole, charset) else content
    return charsets.decode(content, charset)
