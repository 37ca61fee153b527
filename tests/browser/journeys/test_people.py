"""Somebody in the news: an editor confirms what she said, a reader comes to it by keyboard, the page is turned off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Editor, Screenshot, Visits
    from tests.running import Newsroom

NAME, SAID = "Greta Quandt", "Die neue Halle bezahlen wir ohne Kredit"
PAGE = "/person/greta-quandt/"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
MOST_STOPS = 200
BEGIN = f"""
from depesche.stories import profiles, services
profile = profiles.create({NAME!r}, role="Bürgermeisterin von Altmerle")
body = [("text", "<p>„{SAID}“, sagte Bürgermeisterin {NAME} am Abend im Rat. Der stimmte ihr zu.</p>")]
draft = services.ArticleDraft(headline="Altmerle baut eine Halle", lead="Der Rat hat entschieden.", body=body)
page = services.publish(services.create_article(services.section("nachrichten"), draft))
print(profile.pk, page.url)
"""


@pytest.fixture(scope="module")
def story(newsroom: Newsroom, editor: Editor) -> tuple[str, str]:
    """Key of the person, and the path of the article that quotes her."""
    key, path = newsroom.quick("shell", "-c", BEGIN).split()[-2:]
    return key, path


def test_an_editor_confirms_a_quote_and_a_reader_comes_to_it_by_keyboard(
    newsroom: Newsroom, visit: Visits, signed_in: dict[str, Any], story: tuple[str, str], screenshot: Screenshot
) -> None:
    key, path = story
    until(lambda: PAGE in newsroom.get(path).text)
    assert SAID not in newsroom.get(PAGE).text
    desk = visit(storage_state=signed_in)
    desk.goto("/desk/people/")
    desk.get_by_role("link", name="zu bestätigen").click()
    expect(desk.get_by_role("listitem").filter(has_text=SAID).get_by_role("link", name="Altmerle")).to_be_visible()
    _is_accessible(desk)
    screenshot(desk, "people-01-quotes", full_page=True)
    desk.get_by_role("button", name=f"Bestätigen für {NAME}: {SAID}").click()
    expect(desk.get_by_text(f"Bestätigt: Es steht auf der Seite von „{NAME}“.")).to_be_visible()
    desk.goto(f"/desk/people/{key}/")
    _is_accessible(desk)
    screenshot(desk, "people-02-person", full_page=True)
    until(lambda: SAID in newsroom.get(PAGE).text)

    reader = visit()
    reader.goto(path)
    _follow(reader, reader.locator("[data-part=people]").get_by_role("link", name=NAME))
    assert urlsplit(reader.url).path == PAGE
    expect(reader.get_by_role("heading", name=NAME)).to_be_visible()
    expect(reader.locator("[data-part=quotes] blockquote")).to_contain_text(SAID)
    _is_accessible(reader)
    screenshot(reader, "people-03-reader", full_page=True)
    _follow(reader, reader.locator("[data-part=quotes]").get_by_role("link", name="Altmerle baut eine Halle"))
    assert urlsplit(reader.url).path == path
    screenshot(reader, "people-04-article", full_page=True)
    phone = visit(width=390, color_scheme="dark")
    phone.goto(PAGE)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    _is_accessible(phone)
    screenshot(phone, "people-05-phone", full_page=True)
    phone.goto(f"/suche/?q={NAME}")
    expect(phone.locator("#treffer").get_by_role("link", name=NAME)).to_have_attribute("href", PAGE)


def test_a_page_that_an_editor_turns_off_is_gone_for_readers(
    newsroom: Newsroom, visit: Visits, signed_in: dict[str, Any], story: tuple[str, str]
) -> None:
    key, path = story
    desk = visit(storage_state=signed_in)
    desk.goto(f"/desk/people/{key}/")
    desk.get_by_role("button", name="Seite ausschalten").click()
    expect(desk.get_by_text("Nichts, was Leserinnen und Leser sehen, führt dorthin.")).to_be_visible()
    until(lambda: newsroom.get(PAGE).status == 410)
    until(lambda: PAGE not in newsroom.get(path).text)
    reader = visit()
    reader.goto(path)
    expect(reader.locator("[data-part=people]")).to_have_count(0)
    reader.goto(f"/suche/?q={NAME}")
    expect(reader.locator("#treffer").get_by_role("link", name=NAME, exact=True)).to_have_count(0)

    desk.get_by_role("button", name="Seite einschalten").click()
    expect(desk.get_by_text("Die Seite ist an.")).to_be_visible()
    until(lambda: SAID in newsroom.get(PAGE).text)
    until(lambda: PAGE in newsroom.get(path).text)


def _follow(page: Page, link: Locator) -> None:
    """To the link by the tabulator, and through it by Enter."""
    before = page.url
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    else:
        raise AssertionError("the keyboard does not come to that link")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def _is_accessible(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []
