"""What a picture file says of itself: size, and the IPTC or XMP caption, creator and credit inside it.

Runs behind `intake.isolation` only: a picture's header can be as hostile as the rest of it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from html import unescape
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile, IptcImagePlugin

from depesche.intake.mail import charsets

_CAPTION, _BYLINE, _CREDIT, _COPYRIGHT = (2, 120), (2, 80), (2, 110), (2, 116)
_HEADLINE, _CITY = (2, 105), (2, 90)
_XMP_CAPTION = re.compile(r"<dc:description>.{0,200}?<rdf:li[^>]*>(.{1,5000}?)</rdf:li>", re.DOTALL)
_XMP_CREATOR = re.compile(r"<dc:creator>.{0,200}?<rdf:li[^>]*>(.{1,300}?)</rdf:li>", re.DOTALL)
_XMP_CREDIT = re.compile(r"photoshop:Credit(?:=\"([^\"]{1,300})\"|>([^<]{1,300})<)")
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP", "MPO")

BOMB = "Das Bild gibt mehr Bildpunkte an, als sich öffnen lassen, und blieb ungeöffnet."

Image.init()  # all plugins now, once, and not again in every process that opens a picture


def look_all(content: bytes, *, sizes: Sequence[int]) -> list[dict[str, Any] | None]:
    """What each of the pictures says that stand in `content` one after the other; None for what is no picture."""
    found: list[dict[str, Any] | None] = []
    start = 0
    for size in sizes:
        found.append(look(content[start : start + size]))
        start += size
    return found


def look(content: bytes) -> dict[str, Any] | None:
    """The facts of `pictures.Photograph`, from the header of a picture, never its pixels; None for what is none.

    Of a picture too large to open there are none but its `trouble`, in German.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                iptc = _iptc(image)
                xmp = _xmp(image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b"")
                width, height = image.size
                said = {name: iptc.get(name) or xmp.get(name, "") for name in (*xmp, "headline", "place")}
                return {"format": image.format or "", "width": width, "height": height, **said}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return {"format": "", "width": 0, "height": 0, "trouble": BOMB}
    except Exception:  # Pillow's readers raise whatever a broken file makes them raise
        return None


def _iptc(image: ImageFile.ImageFile) -> dict[str, str]:
    """The IPTC-IIM record 2 of a JPEG or TIFF."""
    if image.format not in ("JPEG", "MPO", "TIFF"):
        return {}
    found = IptcImagePlugin.getiptcinfo(image) or {}

    def text(key: tuple[int, int]) -> str:
        value = found.get(key) or b""
        first = value[0] if isinstance(value, list) else value
        return charsets.decode(first).strip("\0 \r\n\t")

    return {
        "caption": text(_CAPTION),
        "byline": text(_BYLINE),
        "credit": _line(text(_BYLINE), text(_CREDIT) or text(_COPYRIGHT)),
        "headline": text(_HEADLINE),
        "place": text(_CITY),
    }


def _xmp(packet: bytes | str) -> dict[str, str]:
    text = charsets.decode(packet) if isinstance(packet, bytes) else packet
    text = text[:200_000]

    def first(pattern: re.Pattern[str]) -> str:
        match = pattern.search(text)
        return unescape(next(group for group in match.groups() if group is not None)).strip() if match else ""

    creator = first(_XMP_CREATOR)
    return {"caption": first(_XMP_CAPTION), "byline": creator, "credit": _line(creator, first(_XMP_CREDIT))}


def _line(creator: str, agency: str) -> str:
    """A credit line: creator and agency, as one writes them below a picture."""
    return "/".join(dict.fromkeys(part for part in (creator, agency) if part))
