"""The box of a live blog loses no word, and readers who missed more than a page shows are led to what lies between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Visits
    from tests.running import Newsroom

SOON = 20_000
BEGIN = """
from depesche.stories import services, ticker
draft = services.ArticleDraft(headline="Die Nacht im Rathaus", fields={"ticker": "live"})
page = services.publish(services.create_article(services.section("politik"), draft))
for number in range(1, 4):
    ticker.add(page, {"text": f"Stand Nummer {number}."})
print(page.pk, page.url)
"""
MORE = """
from depesche.stories import services, ticker
page = services.article_of({!r})
for number in range(4, 64):
    ticker.add(page, {{"text": f"Stand Nummer {{number}}. " + "Der Rat tagt weiter. " * 250}})
"""

ONE = """
from depesche.stories import ticker
from depesche.stories.models import ArticlePage
ticker.add(ArticlePage.objects.get(pk={}), {{"text": "Noch ein Stand."}})
"""
PAUSE = """
from depesche.stories import ticker
from depesche.stories.models import ArticlePage
ticker.set_status(ArticlePage.objects.get(pk={}), "paused")
"""


@pytest.fixture(scope="module")
def blog(newsroom: Newsroom) -> tuple[str, str]:
    """Key and path of a live blog with three entries."""
    key, path = newsroom.quick("shell", "-c", BEGIN).split()[-2:]
    until(lambda: "Stand Nummer 3." in newsroom.get(path).text)
    return key, path


def test_what_is_typed_while_words_leave_stays_and_goes_out_next(
    newsroom: Newsroom, visit: Visits, signed_in: dict[str, Any], blog: tuple[str, str]
) -> None:
    key, path = blog
    page = visit(storage_state=signed_in)
    page.goto(f"/desk/ticker/{key}/")
    held: list[Route] = []
    page.route(f"**/desk/ticker/{key}/", lambda route: held.append(route))  # noqa: PLW0108
    box = page.locator("textarea[name=text]")
    for words in ("Erste Nachricht.", "Zweite Nachricht."):
        box.fill(words)
        box.press("Enter")
    box.type("Die dritte ist noch nicht")
    until(lambda: _pumped(page, held, 1))
    held[0].continue_()
    until(lambda: _pumped(page, held, 2))
    held[1].continue_()
    expect(page.locator(".desk-entry", has_text="Zweite Nachricht.")).to_be_visible(timeout=SOON)
    expect(page.locator(".desk-entry", has_text="Erste Nachricht.")).to_have_count(1)
    expect(box).to_have_value("Die dritte ist noch nicht")
    page.unroute(f"**/desk/ticker/{key}/")
    page.reload()
    expect(box).to_have_value("Die dritte ist noch nicht")
    until(lambda: "Zweite Nachricht." in newsroom.get(path).text)


def test_two_tabs_keep_their_own_words_and_what_a_closed_one_left_is_taken_over(
    visit: Visits, signed_in: dict[str, Any], blog: tuple[str, str]
) -> None:
    key, _path = blog
    one = visit(storage_state=signed_in)
    other = one.context.new_page()
    for page in (one, other):
        page.goto(f"/desk/ticker/{key}/")
    here, there = (page.locator("textarea[name=text]") for page in (one, other))
    here.fill("Aus dem Ratssaal")
    there.fill("Vom Marktplatz")
    one.reload()
    expect(here).to_have_value("Aus dem Ratssaal")
    other.close()
    one.reload()
    expect(here).to_have_value(re.compile(r"Aus dem Ratssaal\s+Vom Marktplatz|Vom Marktplatz\s+Aus dem Ratssaal"))
    here.fill("")
    one.reload()
    one.wait_for_timeout(300)
    expect(here).to_have_value("")


def test_who_was_signed_out_keeps_the_words(visit: Visits, signed_in: dict[str, Any], blog: tuple[str, str]) -> None:
    key, _path = blog
    page = visit(storage_state=signed_in, allowed="status of 403")
    page.goto(f"/desk/ticker/{key}/")
    box = page.locator("textarea[name=text]")
    box.fill("Was niemand hört.")
    page.context.clear_cookies(name="sessionid")
    box.press("Enter")
    expect(page.locator("#desk-status")).to_contain_text("abgemeldet", timeout=SOON)
    expect(box).to_have_value("Was niemand hört.")


def test_who_missed_more_than_the_page_shows_is_led_to_it(
    newsroom: Newsroom, visit: Visits, blog: tuple[str, str]
) -> None:
    _key, path = blog
    reader = visit(allowed="ERR_INTERNET")
    reader.goto(path)
    expect(reader.locator("#e3")).to_be_visible()
    reader.context.set_offline(True)
    reader.evaluate("window.stop()")
    newsroom.quick("shell", "-c", MORE.format(path))
    until(lambda: "Stand Nummer 63." in newsroom.get(path).text)
    reader.context.set_offline(False)
    reader.evaluate("window.dispatchEvent(new Event('online'))")
    expect(reader.locator("[data-entry]", has_text="Stand Nummer 63.")).to_be_visible(timeout=60_000)
    gap = reader.locator(".ticker__gap a")
    while gap.count():
        standing = reader.locator("[data-entry]").count()
        gap.first.click()
        expect(reader.locator(f"[data-entry] >> nth={standing}")).to_be_attached(timeout=SOON)
    shown = reader.locator("[data-entry]").evaluate_all("all => all.map((one) => Number(one.dataset.entry))")
    assert shown == list(range(max(shown), 0, -1))
    assert max(shown) >= 63


def test_waiting_entries_go_on_waiting_while_other_sentences_come(
    newsroom: Newsroom, visit: Visits, blog: tuple[str, str]
) -> None:
    key, path = blog
    reader = visit(width=390)
    reader.goto(path)
    reader.mouse.wheel(0, 2500)
    reader.wait_for_function("document.querySelector('[data-entries]').getBoundingClientRect().top < 0")
    newsroom.quick("shell", "-c", ONE.format(key))
    offer = reader.get_by_role("button", name="neuer Eintrag")
    expect(offer).to_be_visible(timeout=SOON)
    newsroom.quick("shell", "-c", PAUSE.format(key))
    expect(reader.locator(".ticker__status")).to_have_text("Unterbrochen", timeout=SOON)
    expect(offer).to_be_visible()
    reader.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(reader.locator("[data-entry]", has_text="Noch ein Stand.")).to_be_visible(timeout=SOON)
    expect(offer).to_be_hidden()


def test_a_link_to_an_entry_that_the_page_shows_no_more_leads_to_it(visit: Visits, blog: tuple[str, str]) -> None:
    _key, path = blog
    reader = visit()
    reader.goto(f"{path}#e2")
    expect(reader.locator("#e2")).to_be_visible(timeout=SOON)


def _pumped(page: Page, held: list[Route], count: int) -> bool:
    page.wait_for_timeout(20)
    return len(held) >= count
