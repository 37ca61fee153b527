"""What a picture file says of itself: size, and the IPTC or XMP caption, creator and credit inside it."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from html import unescape
from io import BytesIO

from PIL import Image, ImageFile, IptcImagePlugin

from depesche.intake.mail import charsets

_CAPTION, _BYLINE, _CREDIT, _COPYRIGHT = (2, 120), (2, 80), (2, 110), (2, 116)
_XMP_CAPTION = re.compile(r"<dc:description>.{0,200}?<rdf:li[^>]*>(.{1,5000}?)</rdf:li>", re.DOTALL)
_XMP_CREATOR = re.compile(r"<dc:creator>.{0,200}?<rdf:li[^>]*>(.{1,300}?)</rdf:li>", re.DOTALL)
_XMP_CREDIT = re.compile(r"photoshop:Credit(?:=\"([^\"]{1,300})\"|>([^<]{1,300})<)")
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP", "MPO")


@dataclass(frozen=True, slots=True)
class Photograph:
    """Sizes in pixels; `format` is Pillow's name. Texts are empty where the file says nothing."""

    format: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""


def look(content: bytes) -> Photograph | None:
    """Read the header of a picture, never its pixels; None when it is none that can be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                caption, credit = _iptc(image)
                xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
                more_caption, more_credit = _xmp(xmp)
                width, height = image.size
                return Photograph(image.format or "", width, height, caption or more_caption, credit or more_credit)
    except Exception:  # Pillow's readers raise whatever a broken file makes them raise
        return None


def _iptc(image: ImageFile.ImageFile) -> tuple[str, str]:
    if image.format not in ("JPEG", "MPO", "TIFF"):
        return "", ""
    found = IptcImagePlugin.getiptcinfo(image) or {}

    def text(key: tuple[int, int]) -> str:
        value = found.get(key) or b""
        first = value[0] if isinstance(value, list) else value
        return charsets.decode(first).strip("\0 \r\n\t")

    return text(_CAPTION), _line(text(_BYLINE), text(_CREDIT) or text(_COPYRIGHT))


def _xmp(packet: bytes | str) -> tuple[str, str]:
    text = charsets.decode(packet) if isinstance(packet, bytes) else packet
    text = text[:200_000]
    caption = _XMP_CAPTION.search(text)
    creator = _XMP_CREATOR.search(text)
    credit = _XMP_CREDIT.search(text)
    return (
        unescape(caption[1]).strip() if caption else "",
        _line(
            unescape(creator[1]).strip() if creator else "",
            unescape(credit[1] or credit[2]).strip() if credit else "",
        ),
    )


def _line(creator: str, agency: str) -> str:
    """A credit line: creator and agency, as one writes them below a picture."""
    return "/".join(dict.fromkeys(part for part in (creator, agency) if part))
