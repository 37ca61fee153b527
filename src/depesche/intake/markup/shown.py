"""How large a mail shows its own pictures: what is drawn as small as a logo is one, whatever its file's size."""

from __future__ import annotations

import re

_IMG = re.compile(r"<img\b[^<>]{1,2000}>", re.IGNORECASE)
_CID = re.compile(r"\bsrc\s*=\s*[\"']?cid:<?([^\"'\s<>]{1,500})", re.IGNORECASE)
_SIZE = re.compile(r"\b(width|height)(?:\s*=\s*[\"']?|\s*:\s*)(\d{1,5})(?:px|\b)(?!%)", re.IGNORECASE)
_NARROW, _LOW = 220, 110
"""Pixels: what is shown narrower and lower than photographs of a release is a signature's."""


def small(html: str) -> frozenset[str]:
    """The content ids of pictures that are only ever shown small. Those without a size are not among them."""
    sizes: dict[str, list[bool]] = {}
    for image in _IMG.finditer(html):
        if cid := _CID.search(image[0]):
            sizes.setdefault(cid[1], []).append(_is_small(image[0]))
    return frozenset(cid for cid, found in sizes.items() if all(found))


def _is_small(tag: str) -> bool:
    said = {name.lower(): int(number) for name, number in _SIZE.findall(tag)}
    width, height = said.get("width", 0), said.get("height", 0)
    return 0 < width <= _NARROW if not height else 0 < height <= _LOW and width <= 2 * _NARROW
