"""Results while typing: taken over from the same page, and the form works as before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from documents import pages
from documents.publication import PUBLICATION
from playwright.sync_api import Browser, Route, expect

from depesche.bakery import themes
from depesche.bakery.formats import html

if TYPE_CHECKING:
    from conftest import Site

THEME = themes.load()


def test_results_follow_the_typing_and_the_address_with_them(browser: Browser, site: Site) -> None:
    asked: list[dict[str, list[str]]] = []

    def answer(route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        asked.append(query)
        document = replace(pages.SEARCH, query=query["q"][0], total=7)
        page_bytes = html.render(document, PUBLICATION, live_id=1, theme=THEME)
        route.fulfill(body=page_bytes, content_type="text/html; charset=utf-8")

    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site.url + pages.SEARCH.path)
    page.route("**/suche/?*", answer)
    field = page.get_by_role("searchbox")
    field.fill("Dei")
    expect(page.locator("#treffer h2")).to_have_text("7 Treffer für „Dei“")
    expect(page.get_by_role("status").filter(has_text="7 Treffer")).to_be_attached()
    assert asked == [{"q": ["Dei"], "sofort": ["1"]}]
    expect(page).to_have_url(site.url + "/suche/?q=Dei")
    page.get_by_text("Suche eingrenzen").click()
    page.get_by_label("Zeitraum").select_option("woche")
    expect(page).to_have_url(site.url + "/suche/?q=Dei&zeit=woche")
    expect(field).to_have_value("Dei")
    context.close()
