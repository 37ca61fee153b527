"""A picture of every kind of page and every view of the desk, for eyes to judge; nothing may stick out of the window.

`PICTURES=1 make browser` also refreshes `docs/pictures/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import Page
from tests.browser.desk_views import open_desk_view
from tests.browser.page_types import MISSING, PUBLIC
from tests.browser.pages import album

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits

KEPT = {
    "front-1280-light": (1280, 1240),
    "section-820-light": (820, 1100),
    "live-blog-390-dark": (390, 1400),
}
"""What the documentation shows at full size, and how much of it. Besides, it has every page on a sheet, and every view
of the desk."""
DARK_TOO = (
    "today",
    "inbox",
    "item",
    "editor-release",
    "editor-writing",
    "articles",
    "retraction",
    "versions",
    "approval",
    "second-factors",
    "second-factor-lost",
)
MEASURED = (*DARK_TOO, "editor-corrections", "correction")
"""Views that may not be wider than the window; the others are pictured only."""
WIDTHS = (390, 820, 1440)
"""A phone, a tablet, a desk."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readers_pages(visit: Visits, withdrawn: str, screenshot: Screenshot, scheme: Literal["light", "dark"]) -> None:
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


def test_our_views_of_the_desk(
    visit: Visits, desk_views: dict[str, str], signed_in: dict[str, Any], screenshot: Screenshot
) -> None:
    page = visit(height=900, storage_state=signed_in)
    for name, address in desk_views.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        open_desk_view(page, address)
        page.wait_for_timeout(400)  # Wagtail's own movements
        if name in MEASURED:
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, name
        screenshot(page, f"desk-{name}-light")
        _hide_the_folder(page)
        album.keep_view(page, f"desk-{name}", width=1280, height=900)
        if name in DARK_TOO:
            page.emulate_media(color_scheme="dark")
            screenshot(page, f"desk-{name}-dark")
        page.set_viewport_size({"width": 390, "height": 844})
        screenshot(page, f"desk-{name}-390-{'dark' if name in DARK_TOO else 'light'}")


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


def _hide_the_folder(page: Page) -> None:
    """The documentation names no folder of the machine that made its pictures."""
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const text = walker.currentNode;
            text.data = text.data.replace(/\\/\\S+\\/meldungen/, "/srv/meldungen");
          }
        }"""
    )
