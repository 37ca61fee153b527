"""The icon at `/favicon.ico`, for those who ask for it unasked: feed readers, crawlers, browsers beside a feed.

Pages carry their icon inside themselves and load nothing for it. This one is a sheet with a headline and three lines,
in the publication's accent: a PNG of 32 by 32 pixels in an ICO file.
"""

from __future__ import annotations

import struct
import zlib

SIZE = 32
_PAPER = b"\xff\xff\xff\xff"
_NOTHING = b"\0\0\0\0"
_CORNER = 5.5
_BARS = ((7, 12, 6, 26), (15, 17, 6, 26), (19, 21, 6, 26), (23, 25, 6, 19))
"""First row and the row after the last, first column and the column after the last."""


def favicon(accent: str) -> bytes:
    """The icon in a colour `#rrggbb`, as an ICO file."""
    ground = bytes.fromhex(accent[1:]) + b"\xff"
    rows = b"".join(b"\0" + b"".join(_pixel(row, column, ground) for column in range(SIZE)) for row in range(SIZE))
    image = _png(rows)
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", SIZE, SIZE, 0, 0, 1, 32, len(image), 22)
    return head + entry + image


def _pixel(row: int, column: int, ground: bytes) -> bytes:
    # How far the pixel's middle lies beyond the centre of the nearest corner's circle.
    across, down = (max(abs(place + 0.5 - SIZE / 2) - (SIZE / 2 - _CORNER), 0.0) for place in (column, row))
    if across * across + down * down > _CORNER * _CORNER:
        return _NOTHING
    return _PAPER if any(top <= row < end and left <= column < right for top, end, left, right in _BARS) else ground


def _png(rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)  # 8 bits of red, green, blue and alpha
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
