"""Opening our views of the desk."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def open_desk_view(page: Page, address: str) -> None:
    """With the side panel that the address names, by parameter as the desk does, or behind `#` for a click."""
    page.goto(address, wait_until="load")
    path, _, panel = address.partition("#")
    if panel:
        page.locator(f"[data-side-panel-toggle={panel}]").click()
    if panel or "panel=" in path:
        expect(page.locator(".desk-side:visible")).to_have_count(1)
