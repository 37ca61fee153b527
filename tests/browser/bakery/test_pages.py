"""Every kind of page as a reader's browser has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from documents import pages
from documents.article import ARTICLE
from playwright.sync_api import Browser, Page, Request, expect
from tests.browser.pages.axe import violations

if TYPE_CHECKING:
    from conftest import Site

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
BRIEF = pages.PAGES["brief"].path
SHIFTS = """
new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 600);
})
"""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", pages.PAGES)
def test_axe_finds_nothing(browser: Browser, site: Site, name: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(site.url + pages.PAGES[name].path)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert violations(page, also=("best-practice",)) == [], width
    context.close()


@pytest.mark.parametrize("name", pages.PAGES)
def test_nothing_is_wider_than_the_window(phone: Page, site: Site, name: str) -> None:
    phone.goto(site.url + pages.PAGES[name].path)
    for width in (320, 390, 820, 1440):
        phone.set_viewport_size({"width": width, "height": 844})
        assert phone.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["front", "article", "section", "month"])
def test_no_text_is_smaller_than_16_pixels_and_nothing_shifts(phone: Page, site: Site, name: str) -> None:
    phone.goto(site.url + pages.PAGES[name].path)
    assert phone.evaluate(SHIFTS) == 0
    smallest = phone.evaluate(
        "Math.min(...[...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && e.textContent.trim())"
        ".map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest >= 16


def test_an_article_without_pictures_needs_six_requests_and_sixty_kilobytes(phone: Page, site: Site) -> None:
    seen: list[Request] = []
    phone.on("request", lambda request: seen.append(request))  # noqa: PLW0108 a builtin cannot listen
    phone.goto(site.url + BRIEF)
    phone.wait_for_timeout(500)
    seen = [request for request in seen if request.resource_type != "image"]  # related stories' thumbnails
    assert len(seen) <= 6, [request.url for request in seen]
    assert all(request.url.startswith((site.url, "data:")) for request in seen)
    bodies = [request for request in seen if request.resource_type != "eventsource"]
    sizes = {request.url: request.sizes()["responseBodySize"] for request in bodies}
    assert sum(sizes.values()) <= 60_000, sizes
    assert sum(size for url, size in sizes.items() if not url.endswith(".woff2")) <= 16_000, sizes


@pytest.mark.parametrize("name", pages.PAGES)
def test_without_scripts_every_page_says_the_same(browser: Browser, site: Site, name: str) -> None:
    texts = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(site.url + pages.PAGES[name].path)
        texts.append(page.locator("main").inner_text().replace("Inhalt von YouTube laden", ""))
        context.close()
    assert "".join(texts[0].split()) == "".join(texts[1].split())


def test_foreign_content_loads_after_a_click_and_only_in_a_sandbox(phone: Page, site: Site) -> None:
    foreign: list[str] = []
    phone.route("https://www.youtube-nocookie.com/**", lambda route: (foreign.append(route.request.url), route.abort()))
    phone.goto(site.url + ARTICLE.path)
    assert foreign == []
    phone.get_by_role("button", name="Inhalt von YouTube laden").click()
    frame = phone.locator(".embed iframe")
    expect(frame).to_have_attribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation")
    phone.wait_for_timeout(200)
    assert foreign == ["https://www.youtube-nocookie.com/embed/abcdefghijk"]


def test_stories_since_the_last_visit_are_marked_and_nothing_moves(phone: Page, site: Site) -> None:
    phone.goto(site.url + "/")
    assert phone.locator(".new").count() == 0
    visit = int((ARTICLE.first_published.timestamp() - 4 * 3600) * 1000)
    phone.evaluate("seen => localStorage.setItem('depesche-visit', JSON.stringify({ seen, before: 0 }))", visit)
    phone.reload()
    expect(phone.locator(".card--lead .new")).to_have_text("neu")
    expect(phone.locator(".briefs .new")).to_have_count(4)
    assert phone.locator(".band .new").count() == 0
    assert phone.evaluate(SHIFTS) == 0


def test_the_first_tab_stop_skips_to_the_content(phone: Page, site: Site) -> None:
    phone.goto(site.url + ARTICLE.path)
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.className") == "skip"
    phone.keyboard.press("Enter")
    phone.wait_for_url("**#inhalt")


def test_wide_tables_scroll_by_keyboard(phone: Page, site: Site) -> None:
    phone.goto(site.url + ARTICLE.path)
    table = phone.locator(".table")
    assert table.evaluate("e => e.scrollWidth > e.clientWidth")
    table.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_timeout(500)
    assert table.evaluate("e => e.scrollLeft") > 0


def test_copying_the_link_says_so(browser: Browser, site: Site) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site.url + ARTICLE.path)
    page.get_by_role("link", name="Link kopieren").first.click()
    expect(page.locator("[role=status]")).to_have_text("Link kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == f"https://auenbote.example{ARTICLE.path}"
    context.close()
