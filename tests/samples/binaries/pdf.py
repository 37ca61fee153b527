"""A PDF of text at given places, in Helvetica. Enough to look like a page that a word processor has set."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTHS = {" ": 278, "i": 222, "l": 222, "j": 222, "t": 278, "f": 278, "r": 333, "m": 833, "w": 722, ".": 278, ",": 278}
_USUAL = 540
PAGE = (595, 842)


@dataclass(frozen=True)
class Text:
    """One line: its left edge and base line in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False


def width(text: str, size: float) -> float:
    """Roughly, and as the file's own width table says."""
    return sum(_WIDTHS.get(letter, _USUAL) for letter in text) * size / 1000


def wrapped(text: str, *, x: float, y: float, room: float, size: float = 11, bold: bool = False) -> list[Text]:
    """A paragraph, broken where a word would not fit."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [Text(x, y - number * size * 1.3, line, size, bold) for number, line in enumerate(lines)]


def document(pages: Sequence[Sequence[Text]]) -> bytes:
    """The file. Characters beyond Windows-1252 become question marks."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    for name in ("Helvetica", "Helvetica-Bold"):
        table = " ".join(
            str(_WIDTHS.get(bytes((code,)).decode("cp1252", "replace"), _USUAL)) for code in range(32, 256)
        )
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding"
            f" /FirstChar 32 /LastChar 255 /Widths [{table}] >>"
        )
    kids = []
    bodies: dict[int, bytes] = {}
    for page in pages:
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
        content = zlib.compress(b"\n".join(_shown(text) for text in page))
        objects.append(f"<< /Length {len(content)} /Filter /FlateDecode >>")
        bodies[len(objects)] = content
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects, bodies)


def _shown(text: Text) -> bytes:
    letters = text.text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"F2" if text.bold else b"F1"
    return b"BT /%s %.2f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET" % (font, text.size, text.x, text.y, letters)


def _file(objects: Sequence[str], bodies: dict[int, bytes], *, trailer: str = "") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\n".encode("ascii")
        if number in bodies:
            out += b"stream\n" + bodies[number] + b"\nendstream\n"
        out += b"endobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
    return bytes(out)


def with_password() -> bytes:
    """A PDF whose key nobody has: its check value fits no password."""
    encrypt = "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", encrypt]
    return _file(objects, {}, trailer="/Encrypt 3 0 R /ID [<00> <00>]")


def bomb() -> bytes:
    """A page whose content is a gigabyte of nothing, packed twice."""
    packed = zlib.compress(zlib.compress(b" " * (1 << 30), 1), 9)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        f"<< /Length {len(packed)} /Filter [/FlateDecode /FlateDecode] >>",
    ]
    return _file(objects, {4: packed})


def endless_tree() -> bytes:
    """Pages that are their own grandchildren."""
    kids = " ".join(["3 0 R"] * 1000)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count 1000000000 >>",
        f"<< /Type /Pages /Parent 2 0 R /Kids [{kids.replace('3 0', '2 0')}] /Count 1000000000 >>",
    ]
    return _file(objects, {})
