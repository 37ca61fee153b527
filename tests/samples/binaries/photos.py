"""Pictures with what cameras and picture desks write into them: IPTC-IIM, XMP, both or nothing."""

from __future__ import annotations

import struct
from io import BytesIO
from xml.sax.saxutils import escape

from PIL import Image

IPTC = {"caption": 120, "byline": 80, "credit": 110, "copyright": 116, "headline": 105, "city": 90, "keyword": 25}
_XMP = "http://ns.adobe.com/xap/1.0/\0"


def jpeg(*, width: int = 640, height: int = 480, iptc: dict[str, str] | None = None, xmp: str = "") -> bytes:
    """A picture of one colour; its texts are in the segments APP13 (IPTC, in UTF-8) and APP1 (XMP)."""
    out = BytesIO()
    Image.new("RGB", (width, height), (120, 140, 160)).save(out, "JPEG", quality=30)
    plain = out.getvalue()
    segments = b""
    if xmp:
        segments += _segment(0xE1, _XMP.encode("ascii") + xmp.encode())
    if iptc:
        records = b"\x1c\x01\x5a" + struct.pack(">H", 3) + b"\x1b%G"
        for name, text in iptc.items():
            value = text.encode()
            records += b"\x1c\x02" + bytes([IPTC[name]]) + struct.pack(">H", len(value)) + value
        block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
        segments += _segment(0xED, b"Photoshop 3.0\0" + block)
    return plain[:2] + segments + plain[2:]


def _segment(mark: int, content: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(content) + 2) + content


def xmp(*, caption: str, creator: str, credit: str) -> str:
    """A packet as Lightroom and its like write it."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        f' photoshop:Credit="{escape(credit)}"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(caption)}'
        f"</rdf:li></rdf:Alt></dc:description><dc:creator><rdf:Seq><rdf:li>{escape(creator)}</rdf:li></rdf:Seq></dc:creator>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def png_bomb() -> bytes:
    """A header that claims 60,000 by 60,000 pixels, and no pixels."""
    import zlib

    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
