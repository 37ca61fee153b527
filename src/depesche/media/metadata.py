"""Takes out of a picture file what readers have no business with: where and with what it was taken, and by whom.

Works on the file's own segments, so not one pixel changes. Colour profiles stay. What a picture's makers want said
stands in its caption and credit line.
"""

from __future__ import annotations

_JPEG_START = b"\xff\xd8"
_PNG_START = b"\x89PNG\r\n\x1a\n"
_JPEG_DROPPED = frozenset({0xE1, 0xED, 0xFE})
"""APP1 (Exif and XMP), APP13 (IPTC) and comments."""
_PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
_START_OF_SCAN = 0xDA
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xDA)})


def without(content: bytes) -> bytes:
    """The same picture without metadata. A file that is neither JPEG nor PNG, or is torn, comes back as it is."""
    if content.startswith(_JPEG_START):
        return _jpeg(content)
    if content.startswith(_PNG_START):
        return _png(content)
    return content


def _jpeg(content: bytes) -> bytes:
    """ITU-T T.81, annex B: markers and segments up to the start of scan, then entropy-coded data to the end."""
    kept, at = [_JPEG_START], 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return content
        marker = content[at + 1]
        if marker == 0xFF:  # A fill byte.
            at += 1
            continue
        if marker == _START_OF_SCAN:
            return b"".join([*kept, content[at:]])
        length = 2 if marker in _WITHOUT_LENGTH else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker not in _JPEG_DROPPED:
            kept.append(content[at : at + length])
        at += length
    return content


def _png(content: bytes) -> bytes:
    """ISO/IEC 15948: chunks of length, type, data and checksum."""
    kept, at = [_PNG_START], len(_PNG_START)
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if end > len(content):
            return content
        if content[at + 4 : at + 8] not in _PNG_DROPPED:
            kept.append(content[at:end])
        at = end
    return b"".join(kept) if at == len(content) else content
