"""A picture of every kind of page and every view of the desk, for eyes to judge; nothing may stick out of the window.

`PICTURES=1 make browser` also refreshes `docs/pictures/`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from PIL import Image
from playwright.sync_api import Page
from tests.browser.desk_views import open_desk_view
from tests.browser.page_types import MISSING, PUBLIC

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits

DOCS = Path(__file__).parents[3] / "docs" / "pictures"
REFRESH = os.environ.get("PICTURES", "") not in ("", "0")
LARGEST = 300_000
"""Bytes of a picture in the documentation."""
KEPT = {
    "front-1280-light": (1280, 1240),
    "front-390-dark": (390, 844),
    "article-390-light": (390, 1400),
    "article-1280-dark": (1280, 1000),
    "desk-today-light": (1280, 900),
    "desk-inbox-light": (1280, 900),
    "desk-item-light": (1280, 900),
    "desk-editor-release-light": (1280, 900),
}
"""What the documentation shows, and how much of it."""
DESK = ("today", "inbox", "item", "editor-release", "editor-corrections", "correction", "articles")
LOOKS: list[tuple[int, Literal["light", "dark"]]] = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", PUBLIC)
def test_readers_pages(
    visit: Visits, withdrawn: str, screenshot: Screenshot, name: str, look: tuple[int, Literal["light", "dark"]]
) -> None:
    width, scheme = look
    page = visit(width=width, color_scheme=scheme, allowed=MISSING)
    page.goto(PUBLIC[name], wait_until="load")
    _load_pictures(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, f"{name}-{width}-{scheme}", full_page=True)
    _keep(page, f"{name}-{width}-{scheme}")


@pytest.mark.parametrize("name", DESK)
def test_our_views_of_the_desk(
    visit: Visits, desk_views: dict[str, str], signed_in: dict[str, Any], screenshot: Screenshot, name: str
) -> None:
    page = visit(height=900, storage_state=signed_in)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        open_desk_view(page, desk_views[name])
        page.wait_for_timeout(400)  # Wagtail's own movements
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        screenshot(page, f"desk-{name}-{scheme}")
        _keep(page, f"desk-{name}-{scheme}")


def test_headlines_in_the_list_of_articles_have_room_on_a_phone(
    visit: Visits, signed_in: dict[str, Any], screenshot: Screenshot
) -> None:
    page = visit(width=390, storage_state=signed_in)
    page.goto("/desk/articles/")
    headlines = page.locator("td[data-listing-page-title]")
    widths = headlines.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().width)")
    assert widths
    assert min(widths) > 250
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    screenshot(page, "desk-articles-390-light")


def _load_pictures(page: Page) -> None:
    """Lazy ones too, which a picture of the whole page would show empty."""
    page.evaluate(
        "Promise.all([...document.images].map("
        "image => { image.loading = 'eager'; return image.decode().catch(() => 0); }))"
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
        whole = picture.convert("RGB")
    for colours in (256, 128, 64, 48, 32):
        whole.quantize(colors=colours, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= LARGEST:
            return
    raise AssertionError(f"{file.name} does not fit into {LARGEST} bytes")
