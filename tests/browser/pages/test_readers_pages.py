"""Every kind of page that readers meet: axe finds nothing on it, and a picture of it is kept for eyes to judge.

Nothing may stick out of the window. `PICTURES=1 make browser` also refreshes `docs/pictures/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import pytest
from playwright.sync_api import Page
from tests.browser.page_types import ARTICLES, BLOCKS, CORRECTIONS, MISSING, PUBLIC
from tests.browser.pages import album
from tests.browser.pages.axe import in_every_manner

from depesche.bakery import schema

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits

KEPT = {
    "front-1280-light": (1280, 1240),
    "section-820-light": (820, 1100),
    "live-blog-390-dark": (390, 1400),
}
"""What the documentation shows at full size, and how much of it. Besides, it has every page on a sheet, and every view
of the desk."""
WIDTHS = (390, 820, 1440)
"""A phone, a tablet, a desk."""


def test_the_articles_hold_every_kind_of_block_and_of_correction(visit: Visits) -> None:
    assert set(BLOCKS) == set(get_args(schema.Block)), "a kind of block that no page is looked at for"
    wanted = {*(f".article__body > {block}" for block in BLOCKS.values()), *CORRECTIONS}
    page = visit()
    for path in ARTICLES.values():
        page.goto(path)
        wanted = {one for one in wanted if not page.locator(one).first.is_visible()}
    assert wanted == set()


@pytest.mark.parametrize("name", PUBLIC)
def test_axe_finds_nothing(visit: Visits, withdrawn: str, name: str) -> None:
    page = visit(width=390, allowed=MISSING)
    page.goto(PUBLIC[name], wait_until="load")
    assert in_every_manner(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures(visit: Visits, withdrawn: str, screenshot: Screenshot, scheme: Literal["light", "dark"]) -> None:
    page = visit(color_scheme=scheme, allowed=MISSING)
    for name, address in PUBLIC.items():
        page.set_viewport_size({"width": WIDTHS[0], "height": 844})
        page.goto(address, wait_until="load")
        _load_pictures(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            screenshot(page, f"{name}-{width}-{scheme}", full_page=True)
        album.keep_sheet(page, f"page-{name}-{scheme}", widths=WIDTHS)
        for kept, (width, height) in KEPT.items():
            if kept == f"{name}-{width}-{scheme}":
                album.keep(page, kept, width=width, height=height)


def _load_pictures(page: Page) -> None:
    """Lazy ones too, which a picture of the whole page would show empty."""
    page.evaluate(
        "Promise.all([...document.images].map("
        "image => { image.loading = 'eager'; return image.decode().catch(() => 0); }))"
    )
