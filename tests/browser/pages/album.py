"""Pictures for the documentation, in `docs/pictures/`; written only when `PICTURES=1` asks for them."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

DOCS = Path(__file__).parents[3] / "docs" / "pictures"
REFRESH = os.environ.get("PICTURES", "") not in ("", "0")
LARGEST = 300_000
"""Bytes of a picture in the documentation."""
GAP = 16
"""Pixels between the pictures on a sheet."""
SHEET_HEIGHT = 700
"""Pixels of a sheet, which shows the upper part of pages at half their size."""


def keep(page: Page, name: str, *, width: int, height: int) -> None:
    """The page as it stands, cut to what matters, and small enough to be read over a thin line."""
    if not REFRESH:
        return
    whole = _picture(page, width=width, height=height)
    file = _file(f"{name}.png")
    for colours in (256, 128, 64, 48, 32):
        whole.quantize(colors=colours, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= LARGEST:
            return
    raise AssertionError(f"{file.name} does not fit into {LARGEST} bytes")


def keep_view(page: Page, name: str, *, width: int, height: int) -> None:
    """A view of the desk, whole width, as WebP."""
    if REFRESH:
        _save(_picture(page, width=width, height=height), name)


def keep_sheet(page: Page, name: str, *, widths: tuple[int, ...]) -> None:
    """The upper part of the page at several widths side by side, at half its size."""
    if not REFRESH:
        return
    shots = [_picture(page, width=width, height=SHEET_HEIGHT * 2) for width in widths]
    halves = [shot.resize((shot.width // 2, shot.height // 2), Image.Resampling.LANCZOS) for shot in shots]
    size = (sum(half.width for half in halves) + GAP * (len(halves) + 1), SHEET_HEIGHT + GAP * 2)
    sheet = Image.new("RGB", size, (128, 128, 128))
    left = GAP
    for half in halves:
        sheet.paste(half, (left, GAP))
        left += half.width + GAP
    _save(sheet, name)


def _picture(page: Page, *, width: int, height: int) -> Image.Image:
    page.set_viewport_size({"width": width, "height": height})
    with Image.open(BytesIO(page.screenshot(animations="disabled"))) as picture:
        return picture.convert("RGB")


def _save(picture: Image.Image, name: str) -> None:
    file = _file(f"{name}.webp")
    for quality in (70, 55, 40):
        picture.save(file, quality=quality, method=6)
        if file.stat().st_size <= LARGEST:
            return
    raise AssertionError(f"{file.name} does not fit into {LARGEST} bytes")


def _file(name: str) -> Path:
    DOCS.mkdir(parents=True, exist_ok=True)
    return DOCS / name
