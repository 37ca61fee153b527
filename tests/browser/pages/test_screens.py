"""A picture of every kind of page and of every view of the desk, for eyes to judge; nothing may stick out of the window.

`PICTURES=1 make browser` also refreshes `docs/pictures/`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests.browser.page_types import MISSING, PUBLIC

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits

DOCS = Path(__file__).parents[3] / "docs" / "pictures"
REFRESH = os.environ.get("PICTURES", "") not in ("", "0")
LARGEST = 300_000
"""Bytes of a picture in the documentation."""
KEPT = {
    "front-1280-light": (1280, 1480),
    "front-390-dark": (390, 844),
    "article-390-light": (390, 1400),
    "article-1280-dark": (1280, 1100),
    "desk-today-light": (1280, 900),
    "desk-inbox-light": (1280, 900),
    "desk-item-light": (1280, 900),
    "desk-editor-release-light": (1280, 900),
}
"""What the documentation shows, and how much of it."""
DESK = ("today", "inbox", "item", "editor-release", "editor-corrections", "correction", "articles")
Scheme = Literal["light", "dark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PUBLIC)
def test_readers_pages(
    visit: Visits, withdrawn: str, screenshot: Screenshot, name: str, width: int, scheme: Scheme
) -> None:
    page = visit(width=width, color_scheme=scheme, allowed=MISSING)
    page.goto(PUBLIC[name], wait_until="load")
    _load_pictures(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, f"{name}-{width}-{scheme}", full_page=True)
    _keep(page, f"{name}-{width}-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", DESK)
def test_our_views_of_the_desk(
    visit: Visits,
    desk_views: dict[str, str],
    signed_in: dict[str, Any],
    screenshot: Screenshot,
    name: str,
    scheme: Scheme,
) -> None:
    page = visit(height=900, color_scheme=scheme, storage_state=signed_in)
    page.goto(desk_views[name], wait_until="load")
    if "panel=" in desk_views[name]:
        expect(page.locator(".desk-side:visible")).to_have_count(1)
    page.wait_for_timeout(400)  # Wagtail's own movements
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    screenshot(page, f"desk-{name}-{scheme}")
    _keep(page, f"desk-{name}-{scheme}")


def _load_pictures(page: Page) -> None:
    """Lazy ones too, which a picture of the whole page would show empty."""
    page.evaluate(
        "Promise.all([...document.images].map(image => { image.loading = 'eager'; return image.decode().catch(() => 0) }))"
    )


def _keep(page: Page, name: str) -> None:
    """For the documentation: cut to what matters, and small enough to be read over a thin line."""
    if not REFRESH or name not in KEPT:
        return
    width, height = KEPT[name]
    page.set_viewport_size({"width": width, "height": height})
    DOCS.mkdir(parents=True, exist_ok=True)
    file = DOCS / f"{name}.png"
    page.screenshot(path=file, animations="disabled")
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(colors=256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    assert file.stat().st_size <= LARGEST, f"{file.name}: {file.stat().st_size} bytes"
