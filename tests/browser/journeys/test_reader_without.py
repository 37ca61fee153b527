"""A reader without a mouse, and one without scripts, each through the whole paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect
from tests.browser.page_types import ARTICLES
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits
    from tests.running import Newsroom

STEPS = 150
"""Presses of the Tab key within which everything on a page is reached."""
FOCUSED = "document.activeElement"
SEEN = f"""
(() => {{
  const box = {FOCUSED}.getBoundingClientRect(), style = getComputedStyle({FOCUSED});
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
}})()
"""
"""Whether the focus has its ring, and inside the window."""
NIGHT = """
from depesche.stories import press, services, ticker
draft = services.ArticleDraft(headline="Der lange Abend im Planungsausschuss", fields={"ticker": "live"})
article = services.create_article(services.section("politik"), draft)
with press.paused():
    services.publish(article)
    for number in range(1, 66):
        ticker.add(article, {"text": f"Wortmeldung {number} im Ausschuss."})
print(article.url)
"""
ONE_MORE = """
from depesche.stories import services, ticker
ticker.add(services.article_of({!r}), {{"text": "Wortmeldung 66 im Ausschuss."}})
"""


def test_by_keyboard_from_the_front_to_the_corrections(visit: Visits, screenshot: Screenshot) -> None:
    page = visit()
    page.goto("/")
    reach(page, "nav.sections a[href='/nachrichten/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nachrichten/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**#inhalt")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.closest('main') !== null")
    reach(page, f"main a[href='{ARTICLES['article-pictures']}']")
    screenshot(page, "keyboard-section")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ARTICLES['article-pictures']}")

    reach(page, "[data-part=share] summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("[data-part=share] details a").first).to_be_focused()
    reach(page, ".gallery__strip")
    screenshot(page, "keyboard-gallery")
    page.keyboard.press("ArrowRight")
    until(lambda: page.evaluate(f"{FOCUSED}.scrollLeft") > 0)

    reach(page, "nav.sections a[href='/suche/']", back=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/")
    reach(page, "input[type=search]")
    page.keyboard.type("Schulbeginn")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Schulbeginn**")
    reach(page, f"main a[href='{ARTICLES['article-corrected']}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ARTICLES['article-corrected']}")
    reach(page, "footer a[href='/korrekturen/']")
    screenshot(page, "keyboard-footer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/korrekturen/")
    reach(page, f"main a[href^='{ARTICLES['article-corrected']}']")


def test_without_scripts_a_long_live_blog_is_read_to_its_beginning(
    visit: Visits, newsroom: Newsroom, screenshot: Screenshot
) -> None:
    path = newsroom.quick("shell", "-c", NIGHT).split()[-1]
    until(lambda: newsroom.get(path).status == 200)
    page = visit(width=390, java_script_enabled=False)
    page.goto(path)
    expect(page.locator("#e65")).to_be_visible()
    newsroom.quick("shell", "-c", ONE_MORE.format(path))
    until(lambda: "Wortmeldung 66" in newsroom.get(path).text)
    page.get_by_role("link", name="neu laden").click()
    expect(page.locator("#e66")).to_contain_text("Wortmeldung 66")
    screenshot(page, "without-scripts-live-blog")
    read = entries(page)
    while (older := page.get_by_role("link", name="Ältere Einträge")).count():
        until(lambda: newsroom.get(older.get_attribute("href") or "").status == 200)
        older.click()
        expect(page.locator(f"h1 a[href='{path}']")).to_be_visible()
        read += entries(page)
    assert read == list(range(66, 0, -1))


def entries(page: Page) -> list[int]:
    """Numbers of the entries on the page, in their order."""
    return [int(str(one.get_attribute("data-entry"))) for one in page.locator("[data-entry]").all()]


def reach(page: Page, selector: str, *, back: bool = False) -> None:
    """Tab until the element has the focus, and see to it that every stop on the way shows it."""
    for _step in range(STEPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate(f"{FOCUSED} === document.body"):
            continue  # past the last one: the browser's own bar is next
        assert page.evaluate(SEEN), page.evaluate(f"{FOCUSED}.outerHTML")
        if page.evaluate(f"one => {FOCUSED}.matches(one)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")
