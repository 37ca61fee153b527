"""The body of an answer, decoded and never larger than allowed, whatever it was compressed from."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from depesche.kit.trouble import Code, Trouble

ACCEPTED = "gzip, deflate"


def read(pieces: Iterable[bytes], *, coding: str, limit: int) -> bytes:
    """All of a body. Raises Trouble: TOO_LARGE before or after decoding, PROTOCOL for a coding nobody asked for."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return _plain(pieces, limit)
    if coding in ("gzip", "x-gzip"):
        return _inflated(pieces, zlib.MAX_WBITS | 16, limit)
    if coding == "deflate":
        return _inflated(pieces, zlib.MAX_WBITS, limit)
    raise Trouble(Code.PROTOCOL, f"Content-Encoding: {coding[:40]}")


def _plain(pieces: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        _check(len(body), limit)
    return bytes(body)


def _inflated(pieces: Iterable[bytes], window: int, limit: int) -> bytes:
    """RFC 1950 and 1952; a deflate stream without its wrapper, which some servers send, is read too."""
    body, seen = bytearray(), 0
    inflate = zlib.decompressobj(window)
    for piece in pieces:
        seen += len(piece)
        _check(seen, limit)
        rest = piece
        while rest:
            try:
                body += inflate.decompress(rest, limit + 1 - len(body))
            except zlib.error as error:
                if seen != len(piece) or window != zlib.MAX_WBITS:
                    raise Trouble(Code.PROTOCOL, str(error)) from None
                window, inflate = -zlib.MAX_WBITS, zlib.decompressobj(-zlib.MAX_WBITS)
                continue
            _check(len(body), limit)
            rest = inflate.unconsumed_tail
            if inflate.eof and inflate.unused_data and window > zlib.MAX_WBITS:
                rest, inflate = inflate.unused_data, zlib.decompressobj(window)  # gzip may have several members
    if not inflate.eof and seen:
        raise Trouble(Code.PROTOCOL, "truncated")
    return bytes(body)


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise Trouble(Code.TOO_LARGE, str(limit))
