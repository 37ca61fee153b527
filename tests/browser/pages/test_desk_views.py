"""Every view of ours on the desk: axe finds nothing in it, and a picture of it is kept for eyes to judge.

`PICTURES=1 make browser` also refreshes `docs/pictures/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page
from tests.browser.desk_views import open_desk_view
from tests.browser.pages import album
from tests.browser.pages.axe import in_every_manner

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits

DESK = (
    "today",
    "inbox",
    "inbox-nothing",
    "item",
    "editor-release",
    "editor-corrections",
    "editor-writing",
    "correction",
    "retraction",
    "versions",
    "approval",
    "second-factors",
    "second-factor-lost",
    "articles",
    "item-attachments",
    "senders",
    "sources",
    "source-form",
    "breaking",
    "webhooks",
    "tickers",
    "ticker",
    "comparison",
    "front-board",
    "topics",
    "topic",
    "topic-split",
    "quotes",
    "profile",
)
WAGTAILS_OWN = (".Draftail-Editor", "[data-contentpath=body] [data-streamfield-child] input[type=text]")
"""Not ours, and left out in the editor: fields of the text, which Wagtail heads by a title but does not name."""
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


@pytest.mark.parametrize("name", DESK)
def test_axe_finds_nothing(visit: Visits, desk_views: dict[str, str], signed_in: dict[str, Any], name: str) -> None:
    page = visit(storage_state=signed_in)
    open_desk_view(page, desk_views[name])
    leaving_out = WAGTAILS_OWN if "/edit/" in desk_views[name] else ()
    assert in_every_manner(page, leaving_out=leaving_out) == []


def test_pictures(visit: Visits, desk_views: dict[str, str], signed_in: dict[str, Any], screenshot: Screenshot) -> None:
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
