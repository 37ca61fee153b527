"""A breaking line reaches every open page, the one opened late and the one without JavaScript, and ends by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.page_types import ARTICLES

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits
    from tests.running import Newsroom

ARTICLE, OTHER = list(ARTICLES.values())[:2]
TEXT = "Der Damm in Lindenbrück hält, die Straßen am Fluss sind wieder frei."
CHANGED = "Der Damm in Lindenbrück hält, alle Straßen sind wieder frei."
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SOON = 60_000
SHORT = 6
"""Seconds for which a line stands that is left to end by itself."""
SEND_SHORT = (
    "from datetime import timedelta; from django.utils import timezone; from depesche.stories import breaking;"
    f"breaking.send('Gleich vorbei.', until=timezone.now() + timedelta(seconds={SHORT}))"
)


def test_on_every_page_and_gone_in_time(
    visit: Visits, newsroom: Newsroom, signed_in: dict[str, Any], screenshot: Screenshot
) -> None:
    desk = visit(storage_state=signed_in)
    front, article, imprint, search = visit(), visit(width=390), visit(color_scheme="dark"), visit()
    cut_off = visit(allowed="ERR_INTERNET")
    open_pages = {front: "/", article: ARTICLE, imprint: "/impressum/", search: "/suche/?q=Brücke", cut_off: OTHER}
    for page, path in open_pages.items():
        page.goto(path)
    held = article.locator(".article__body p").nth(3)
    held.evaluate("element => element.scrollIntoView({block: 'start', behavior: 'instant'})")
    before = held.bounding_box()

    sends(desk, TEXT, link=OTHER)
    for page in open_pages:
        expect(line(page)).to_contain_text(TEXT, timeout=SOON)
    expect(line(front).get_by_role("link")).to_have_attribute("href", OTHER)
    expect(line(cut_off).get_by_role("link")).to_have_count(0)
    assert held.bounding_box() == before, "the line that is being read stays where it is"
    expect(article.locator("[data-part=live]")).to_contain_text(f"Eilmeldung: {TEXT}")
    expect(front.get_by_role("status")).to_have_text(f"Eilmeldung: {TEXT}")
    screenshot(front, "breaking-front")
    screenshot(article, "breaking-article-phone-below")
    screenshot(imprint, "breaking-imprint-dark")
    screenshot(desk, "breaking-desk")

    late, plain = visit(width=390), visit(java_script_enabled=False)
    late.goto("/korrekturen/")
    expect(line(late)).to_contain_text(TEXT, timeout=SOON)
    assert Axe().run(late, options={"runOnly": RULES}).response["violations"] == []
    plain.goto("/politik/")
    expect(line(plain)).to_contain_text(TEXT)
    screenshot(late, "breaking-late-phone")

    late.get_by_role("complementary").get_by_role("button", name="Schließen").click()
    expect(line(late)).to_have_count(0)
    late.goto("/")
    expect(line(late)).to_have_count(0)
    desk.get_by_label("Eilmeldung", exact=True).fill(CHANGED)
    desk.get_by_role("button", name="Ändern").click()
    expect(line(search)).to_contain_text(CHANGED, timeout=SOON)
    expect(line(late)).to_have_count(0)
    desk.get_by_role("button", name="Beenden").click()
    for page in open_pages:
        expect(line(page)).to_have_count(0, timeout=SOON)
    plain.reload()
    expect(line(plain)).to_have_count(0)

    with ThreadPoolExecutor() as beside:  # The line is there before the command has ended.
        sending = beside.submit(newsroom.command, "shell", "-c", SEND_SHORT)
        expect(line(cut_off)).to_contain_text("Gleich vorbei.", timeout=SOON)
        cut_off.context.set_offline(True)
        for page in open_pages:
            expect(line(page)).to_have_count(0, timeout=SOON)
        sending.result()


def line(page: Page) -> Any:
    return page.locator("[data-part=breaking]")


def sends(page: Page, text: str, *, link: str) -> None:
    page.goto("/desk/breaking/")
    page.get_by_label("Eilmeldung", exact=True).fill(text)
    page.get_by_label("Führt zu").fill(link)
    page.get_by_role("button", name="Jetzt senden").click()
    expect(page.get_by_text("Jetzt auf allen Seiten")).to_be_visible(timeout=SOON)
