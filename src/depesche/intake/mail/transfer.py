"""Content transfer encodings (RFC 2045), read as widely as senders break them."""

from __future__ import annotations

import binascii
import re

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_SPACE = b" \t\r\n"
_PADDING = re.compile(rb"=+[^A-Za-z0-9+/=]*\n")
_BASE64_ALONE = re.compile(rb"[A-Za-z0-9+/=\r\n\t]*")
_Q_PAIR = re.compile(rb"=([0-9A-Fa-f]{2})")


def decode(content: bytes, encoding: str) -> bytes:
    """The bytes behind `content`. An unknown encoding, or one the content does not follow, changes nothing."""
    match encoding.strip().strip("\"'").lower():
        case "base64" | "b":
            return _base64_body(content)
        case "quoted-printable" | "quoted_printable" | "qp" | "q":
            return binascii.a2b_qp(content)
        case "x-uuencode" | "uuencode" | "x-uue" | "uue":
            return _uuencoded(content)
        case _:
            return content


def base64(content: bytes) -> bytes:
    """Decode base64; what is not of its alphabet is passed over, missing padding is made good."""
    pieces = []
    for run in content.split(b"="):
        letters = run.translate(None, _NOT_BASE64)
        letters = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
        pieces.append(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)))
    return b"".join(pieces)


def q_word(content: bytes) -> bytes:
    """Decode the Q encoding of RFC 2047."""
    return _Q_PAIR.sub(lambda pair: bytes((int(pair[1], 16),)), content.replace(b"_", b" "))


def _base64_body(content: bytes) -> bytes:
    sample = content[:4000].translate(None, _SPACE)
    foreign = sample.translate(None, _BASE64 + b"=")
    spaces = content[:4000].strip().count(b" ")
    if len(foreign) * 20 > len(sample) + 40 or spaces * 30 > len(sample) + 60:
        return content  # plain text under a false label
    padded = _PADDING.search(content)
    if padded and not _BASE64_ALONE.fullmatch(content, padded.end()):
        content = content[: padded.end()]  # what a list or a virus scanner wrote below is no part of it
    return base64(content)


def _uuencoded(content: bytes) -> bytes:
    decoded = []
    for line in content.splitlines():
        if line.startswith(b"begin ") or not line:
            continue
        if line == b"end":
            break
        try:
            decoded.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders leave wrong trailing characters: take as many as the length byte asks for.
            count = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                decoded.append(binascii.a2b_uu(line[:count]))
            except binascii.Error:
                return content
    return b"".join(decoded)
