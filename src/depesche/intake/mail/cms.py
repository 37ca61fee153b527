"""What lies readable inside an S/MIME signature (CMS SignedData, RFC 5652, 5): the mail that was signed.

Nothing is verified here. Lengths may be definite (DER) or indefinite (BER), the content whole or in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_SEQUENCE, _EXPLICIT, _OCTETS, _PIECES = 0x30, 0xA0, 0x04, 0x24
_INDEFINITE = 0x80
_MOST_LENGTH_BYTES = 4
_DEEPEST = 20


def is_signed(envelope: bytes) -> bool:
    """Whether an envelope says that it is signed and not encrypted."""
    return _SIGNED_DATA in envelope[:64]


def content(envelope: bytes) -> bytes | None:
    """The content inside; None when this is no SignedData, is torn, or carries its content elsewhere."""
    try:
        at = _into(envelope, 0, _SEQUENCE)
        if not envelope.startswith(_SIGNED_DATA, at):
            return None
        at = _into(envelope, at + len(_SIGNED_DATA), _EXPLICIT)
        at = _into(envelope, at, _SEQUENCE)
        at = _end(envelope, _end(envelope, at))  # past the version and the digest algorithms
        at = _end(envelope, _into(envelope, at, _SEQUENCE))  # past the type of the content
        return b"".join(_octets(envelope, _into(envelope, at, _EXPLICIT)))
    except (IndexError, ValueError):
        return None


def _head(data: bytes, at: int) -> tuple[int, int, int | None]:
    """Tag, start and length of the element at `at`; the length is None when only a mark ends it."""
    tag, length = data[at], data[at + 1]
    if length == _INDEFINITE:
        return tag, at + 2, None
    if length < _INDEFINITE:
        return tag, at + 2, length
    count = length & 0x7F
    if count > _MOST_LENGTH_BYTES:
        raise ValueError(count)
    return tag, at + 2 + count, int.from_bytes(data[at + 2 : at + 2 + count], "big")


def _into(data: bytes, at: int, wanted: int) -> int:
    tag, start, _ = _head(data, at)
    if tag != wanted:
        raise ValueError(tag)
    return start


def _end(data: bytes, at: int, *, depth: int = 0) -> int:
    _, start, length = _head(data, at)
    if length is not None:
        return start + length
    if depth > _DEEPEST:
        raise ValueError(depth)
    at = start
    while data[at : at + 2] != b"\0\0":
        at = _end(data, at, depth=depth + 1)
    return at + 2


def _octets(data: bytes, at: int) -> Iterator[bytes]:
    tag, start, length = _head(data, at)
    if tag == _OCTETS and length is not None:
        yield data[start : start + length]
        return
    if tag != _PIECES:
        raise ValueError(tag)
    end = _end(data, at)
    at = start
    while at < end and data[at : at + 2] != b"\0\0":
        piece, start, length = _head(data, at)
        if piece != _OCTETS or length is None:
            raise ValueError(piece)
        yield data[start : start + length]
        at = start + length
