"""Open pages follow the news without losing the reader's place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from documents import pages
from documents.article import ARTICLE
from documents.cards import story
from documents.publication import PUBLICATION
from playwright.sync_api import Browser, Page, expect

from depesche.bakery import schema, themes
from depesche.bakery.formats import html

if TYPE_CHECKING:
    from conftest import Site

THEME = themes.load()

NEW = schema.TextBlock(html="<p>" + "Dieser Absatz ist neu und schiebt alles nach unten. " * 12 + "</p>")
TOP_PARAGRAPH = "Als die Oberbürgermeisterin das Ergebnis verlas"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert problems == []


def connected(site: Site) -> None:
    _until(lambda: bool(site.streams))


def _until(happened: Callable[[], bool], *, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.01)


def open_page(page: Page, site: Site, path: str) -> None:
    page.goto(site.url + path)
    connected(site)


def line(page: Page) -> str:
    return page.locator("[data-part=live] [role=status]").inner_text()


FIND = "words => [...document.querySelectorAll('p')].find(p => p.textContent.includes(words))"


def y_of(page: Page, words: str) -> float:
    return float(page.evaluate_handle(FIND, words).evaluate("p => p.getBoundingClientRect().top"))


def scroll_to(page: Page, words: str) -> None:
    page.evaluate_handle(FIND, words).evaluate("p => p.scrollIntoView()")


def test_new_text_comes_in_above_and_the_line_being_read_stays_where_it_is(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    scroll_to(page, TOP_PARAGRAPH)
    page.evaluate("document.querySelector('.gallery').dataset.mark = 'same element'")
    before = y_of(page, TOP_PARAGRAPH)
    site.bake(replace(ARTICLE, body=(ARTICLE.body[0], NEW, *ARTICLE.body[1:]), version=5))
    site.tell("update", ARTICLE.path)
    expect(page.locator("main")).to_contain_text("Dieser Absatz ist neu")
    expect(page.locator("[role=status]")).to_contain_text("Aktualisiert")
    assert abs(y_of(page, TOP_PARAGRAPH) - before) <= 1
    assert page.locator(".gallery").get_attribute("data-mark") == "same element"


def test_the_paragraph_being_read_may_itself_change(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    scroll_to(page, TOP_PARAGRAPH)
    text = next(block for block in ARTICLE.body if isinstance(block, schema.TextBlock) and TOP_PARAGRAPH in block.html)
    place = ARTICLE.body.index(text)
    changed = schema.TextBlock(html=text.html.replace("einen Augenblick still", "lange still"))
    before = page.evaluate("scrollY")
    site.bake(replace(ARTICLE, body=(*ARTICLE.body[:place], changed, *ARTICLE.body[place + 1 :])))
    site.tell("update", ARTICLE.path)
    expect(page.locator("main")).to_contain_text("blieb es lange still")
    assert abs(page.evaluate("scrollY") - before) < 40


def test_headline_title_and_live_id_follow(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    site.tell("update", ARTICLE.path)
    site.bake(replace(ARTICLE, headline="Auenstadt baut doch nicht"))
    site.tell("update", ARTICLE.path)
    expect(page.locator("h1")).to_contain_text("Auenstadt baut doch nicht")
    assert page.title().startswith("Auenstadt baut doch nicht")
    assert page.locator("html").get_attribute("data-live-id") == "2"


def test_a_correction_appears_and_is_called_one(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    made = schema.Correction(made=ARTICLE.updated, text="Es waren 23 Stimmen.", weight="major")
    site.bake(replace(ARTICLE, corrections=(*ARTICLE.corrections, made)))
    site.tell("correct", ARTICLE.path)
    expect(page.locator("[data-part=corrections]").first).to_contain_text("Es waren 23 Stimmen.")
    expect(page.locator("[role=status]")).to_contain_text("Korrigiert")


def test_an_event_that_changes_nothing_says_nothing(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    asked = site.asked.count(ARTICLE.path)
    site.tell("update", ARTICLE.path)
    _until(lambda: site.asked.count(ARTICLE.path) > asked)
    page.wait_for_timeout(200)
    assert line(page) == ""


def test_a_withdrawn_story_says_so_calmly(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    site.bake(replace(pages.GONE, path=ARTICLE.path), status=410)
    site.tell("withdraw", ARTICLE.path)
    expect(page.locator("h1")).to_have_text("Dieser Artikel ist nicht mehr verfügbar")
    expect(page.locator("[role=status]")).to_contain_text("zurückgezogen")
    assert "Sandsäcke" not in page.locator("main").inner_text()


def _front_with(*slugs: str) -> schema.FrontDocument:
    briefs = tuple(story(slug, "politik", -0.1, f"Neu gemeldet: {slug}") for slug in slugs)
    return replace(pages.FRONT, briefs=(*briefs, *pages.FRONT.briefs))


def test_at_the_top_of_the_front_new_stories_move_in(page: Page, site: Site) -> None:
    open_page(page, site, "/")
    site.bake(_front_with("eins"))
    site.tell("publish", "/politik/eins/")
    expect(page.locator(".briefs")).to_contain_text("Neu gemeldet: eins")
    assert page.locator(".live__offer").is_hidden()


def test_further_down_they_are_counted_and_offered(page: Page, site: Site) -> None:
    open_page(page, site, "/")
    page.evaluate("scrollTo(0, 2000)")
    site.bake(_front_with("eins", "zwei"))
    for path in ("/politik/eins/", "/politik/zwei/", "/politik/eins/"):
        site.tell("publish", path)
    expect(page.locator(".live__offer")).to_have_text("2 neue Meldungen")
    expect(page.locator("[role=status]")).to_have_text("2 neue Meldungen")
    assert page.evaluate("scrollY") == 2000
    assert "Neu gemeldet" not in page.locator(".briefs").inner_text()
    page.locator(".live__offer").click()
    expect(page.locator(".briefs")).to_contain_text("Neu gemeldet: zwei")
    _until(lambda: page.evaluate("scrollY") == 0)
    assert page.locator(".live__offer").is_hidden()


def test_further_down_a_card_changes_where_it_stands(page: Page, site: Site) -> None:
    open_page(page, site, "/")
    page.evaluate("scrollTo(0, 2000)")
    sport = pages.FRONT.bands[2]
    changed = replace(sport, cards=(replace(sport.cards[0], headline="Heimsieg aberkannt"), *sport.cards[1:]))
    site.bake(replace(pages.FRONT, bands=(*pages.FRONT.bands[:2], changed, *pages.FRONT.bands[3:])))
    site.tell("update", sport.cards[0].path)
    expect(page.locator("main")).to_contain_text("Heimsieg aberkannt")


def test_what_was_missed_comes_in_after_a_reset(page: Page, site: Site) -> None:
    open_page(page, site, "/")
    page.evaluate("scrollTo(0, 2000)")
    site.bake(_front_with("eins"))
    site.tell("reset", "")
    expect(page.locator(".live__offer")).to_have_text("1 neue Meldung")


def test_announcements_are_shown_and_can_be_closed(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    site.tell("announce", ARTICLE.path, text="Um 21 Uhr sprechen wir live im Ratssaal.")
    expect(page.locator("[role=status]")).to_have_text("Um 21 Uhr sprechen wir live im Ratssaal.")
    page.locator(".live__close").click()
    assert line(page) == ""


def test_the_live_line_moves_nothing(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    height = page.evaluate("document.documentElement.scrollHeight")
    site.tell("announce", ARTICLE.path, text="Nur eine Zeile.")
    expect(page.locator("[role=status]")).to_have_text("Nur eine Zeile.")
    assert page.evaluate("document.documentElement.scrollHeight") == height


def test_a_lost_connection_is_noted_after_a_while_and_what_was_missed_is_asked_for(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    site.refusing = True
    site.hang_up()
    page.wait_for_timeout(1000)
    assert line(page) == ""
    expect(page.locator("[role=status]")).to_have_text("Verbindung unterbrochen", timeout=6000)
    site.refusing = False
    _until(lambda: bool(site.streams), seconds=12)
    expect(page.locator("[role=status]")).to_have_text("")
    assert "last_event_id=1" in site.asked[-1]


def test_an_open_page_asks_for_what_happened_since_it_was_baked(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    asked = next(path for path in site.asked if path.startswith("/live/events"))
    assert "topics=article%2Fnachrichten%2Fhochwasserrueckhaltebecken%2Cbreaking" in asked
    assert "last_event_id=1" in asked


def test_pages_without_news_of_their_own_follow_the_breaking_line_alone(page: Page, site: Site) -> None:
    open_page(page, site, "/impressum/")
    assert "topics=breaking&" in next(path for path in site.asked if path.startswith("/live/"))


def breaks(site: Site, text: str, *, seconds: int = 600, key: str = "k1", path: str = "/sport/heimsieg/") -> None:
    made = schema.BreakingLine(key=key, text=text, url=path, at=ARTICLE.updated, until=ARTICLE.updated)
    element = html.breaking(made, PUBLICATION, theme=THEME)
    script = THEME.assets(PUBLICATION.accent).breaking_script.path
    site.tell("breaking", path, line=key, text=text, href=path, html=element, script=script, seconds=seconds)


def test_a_breaking_line_pushes_at_the_top_and_moves_nothing_further_down(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    headline = page.locator("h1").evaluate("h => h.getBoundingClientRect().top")
    breaks(site, "Auenstadt ist Meister")
    strip = page.locator("[data-part=breaking]")
    expect(strip.get_by_role("link")).to_have_attribute("href", "/sport/heimsieg/")
    expect(page.locator("[role=status]")).to_have_text("Eilmeldung: Auenstadt ist Meister")
    assert page.locator("h1").evaluate("h => h.getBoundingClientRect().top") > headline
    scroll_to(page, TOP_PARAGRAPH)
    before = y_of(page, TOP_PARAGRAPH)
    breaks(site, "Auenstadt ist Meister, zum dritten Mal, und das mit einer Mannschaft aus dem eigenen Ort " * 2)
    expect(page.locator("[data-part=live] a")).to_contain_text("zum dritten Mal")
    assert abs(y_of(page, TOP_PARAGRAPH) - before) <= 1
    breaks(site, "", seconds=0)
    expect(strip).to_have_count(0)
    assert abs(y_of(page, TOP_PARAGRAPH) - before) <= 1
    assert line(page) == ""


def test_a_closed_breaking_line_stays_closed_and_a_new_one_comes(page: Page, site: Site) -> None:
    open_page(page, site, ARTICLE.path)
    strip = page.locator("[data-part=breaking]")
    breaks(site, "Eins")
    strip.get_by_role("button", name="Schließen").click()
    assert page.evaluate("document.activeElement.id") == "inhalt"
    breaks(site, "Eins, geändert")
    breaks(site, "Zwei", key="k2", seconds=1)
    expect(strip).to_contain_text("Zwei")
    site.hang_up()
    expect(strip).to_have_count(0)


@pytest.mark.parametrize(("zone", "language"), [("Asia/Tokyo", "de-DE"), ("America/New_York", "en-US")])
def test_times_are_the_publications_wherever_the_reader_is(
    browser: Browser, site: Site, zone: str, language: str
) -> None:
    context = browser.new_context(timezone_id=zone, locale=language)
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2025, 7, 3, 7, 5, tzinfo=UTC))
    open_page(page, site, ARTICLE.path)
    site.bake(replace(ARTICLE, headline="Auenstadt baut doch nicht"))
    site.tell("update", ARTICLE.path)
    expect(page.locator("[role=status]")).to_contain_text("9.05 Uhr")
    context.close()
