"""Fronts: two editors on one of them, by pointer and by keyboard; and from the inbox to the front in few clicks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Locator, Page, expect
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits
    from tests.running import Newsroom

SOON = 20_000
"""Milliseconds in which the other board has to follow, on a busy machine."""
MOST_CLICKS = 11
RELEASE = (
    "From: Stadtbad <presse@stadtbad.example>\r\nTo: redaktion@depesche.example\r\n"
    "Subject: Pressemitteilung: Stadtbad öffnet am Sonntag wieder\r\nMessage-ID: <bad@stadtbad.example>\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    "Das Stadtbad öffnet am Sonntag nach acht Monaten Umbau wieder. Der Eintritt ist am ersten Tag frei.\r\n"
)
NEW = "Stadtbad öffnet am Sonntag wieder"


def test_two_editors_on_one_front(visit: Visits, signed_in: dict[str, Any], screenshot: Screenshot) -> None:
    first, second = (Board(visit(storage_state=signed_in, height=1000, allowed="409")) for _ in range(2))
    reader = visit()
    reader.goto("/")
    old = reader.locator(".card--lead .card__title").inner_text()
    first.opens("/desk/front/")
    second.opens("/desk/front/")
    screenshot(first.page, "front-01-by-itself")

    first.finds("Wochenmarkt")
    first.places("Aufmacher")
    expect(second.row("Aufmacher", "Wochenmarkt")).to_be_visible(timeout=SOON)
    second.finds("Parkgebühren")
    second.drags_to("Zweite")
    expect(first.row("Zweite", "Parkgebühren")).to_be_visible(timeout=SOON)
    assert reader.locator(".card--lead .card__title").inner_text() == old, "a draft is no reader's business"

    first.moves_by_keyboard("Parkgebühren")
    expect(first.row("Meldungen", "Parkgebühren")).to_be_visible(timeout=SOON)
    expect(second.row("Meldungen", "Parkgebühren")).to_be_visible(timeout=SOON)

    second.stands_still()
    first.rewords("Wochenmarkt", "Der Markt zieht um")
    second.rewords("Wochenmarkt", "Markt ab Montag am Fluss")
    conflict = second.page.get_by_role("alert").filter(has_text="Jemand war schneller")
    expect(conflict).to_contain_text("Der Markt zieht um")
    expect(conflict).to_contain_text("Markt ab Montag am Fluss")
    screenshot(second.page, "front-02-conflict")
    second.goes_on()
    conflict.get_by_role("button", name="Meine nehmen").click()
    expect(first.row("Aufmacher", "Markt ab Montag am Fluss")).to_be_visible(timeout=SOON)

    first.publishes()
    expect(reader.locator(".card--lead .card__title")).to_have_text("Markt ab Montag am Fluss", timeout=SOON)
    screenshot(first.page, "front-03-published", full_page=True)
    first.previews()
    screenshot(first.page, "front-04-preview", full_page=True)
    first.takes_off("Markt ab Montag am Fluss")
    first.publishes()
    expect(reader.locator(".card--lead .card__title")).to_have_text(old, timeout=SOON)
    first.goes_back()
    expect(reader.locator(".card--lead .card__title")).to_have_text("Markt ab Montag am Fluss", timeout=SOON)
    first.discards_all_of_it()


def test_from_the_inbox_to_the_front_in_under_twelve_clicks(
    newsroom: Newsroom, visit: Visits, signed_in: dict[str, Any]
) -> None:
    newsroom.mail(RELEASE.encode(), sender="presse@stadtbad.example")
    page = visit(storage_state=signed_in, height=1000)
    page.goto("/desk/")
    click = Clicks(page)
    row = page.locator("#desk-today [data-key]").filter(has_text=NEW)
    expect(row).to_be_visible(timeout=SOON)
    click(row.get_by_role("link", name=re.compile(NEW)))
    click(page.get_by_role("button", name="Artikel anlegen"))
    page.wait_for_url("**/edit/**")
    click(page.locator("footer.footer").get_by_role("button", name="Veröffentlichen"))
    click(page.locator(".messages").get_by_role("link", name="Auf die Titelseite"))
    story = page.locator("[data-front-found] li").first
    expect(story).to_contain_text(NEW)
    click(story.get_by_role("button", name="Aufmacher"))
    board = Board(page)
    expect(board.row("Aufmacher", NEW)).to_be_visible(timeout=SOON)
    click(page.locator("[data-front-publish]"))
    until(lambda: NEW in newsroom.get("/").text, seconds=SOON / 1000)
    assert click.count <= MOST_CLICKS
    board.takes_off(NEW)
    board.publishes()


@dataclass(slots=True)
class Clicks:
    """Counts them."""

    page: Page
    count: int = 0

    def __call__(self, target: Locator) -> None:
        target.click()
        self.count += 1


@dataclass(slots=True)
class Board:
    """An editor's browser with the board open."""

    page: Page

    def opens(self, path: str) -> None:
        self.page.goto(path)
        expect(self.page.locator("[data-front-found] li").first).to_be_visible()

    def shelf(self, name: str) -> Locator:
        return self.page.locator(f'[data-container][data-name="{name}"]')

    def row(self, shelf: str, words: str) -> Locator:
        return self.shelf(shelf).locator("[data-card]").filter(has_text=words)

    def finds(self, words: str) -> None:
        self.page.keyboard.press("f")
        self.page.keyboard.type(words)
        expect(self._story()).to_contain_text(words)

    def places(self, shelf: str) -> None:
        self._story().get_by_role("button", name=re.compile(f"^{shelf}")).click()

    def drags_to(self, shelf: str) -> None:
        self._story().locator("p").first.drag_to(
            self.shelf(shelf).locator("[data-rows]"), target_position={"x": 40, "y": 5}
        )

    def moves_by_keyboard(self, words: str) -> None:
        """Down over the edge of its container; the focus goes along, and it is said where it is."""
        handle = self.page.locator("[data-card] [data-handle]").filter(has_text=words)
        handle.focus()
        self.page.keyboard.press("Alt+ArrowDown")
        expect(self.page.locator("#desk-status")).to_contain_text("Stelle 1 von 1 in Meldungen")
        expect(self.row("Meldungen", words).locator("[data-handle]")).to_be_focused()

    def rewords(self, words: str, headline: str) -> None:
        self.page.locator("[data-card] [data-handle]").filter(has_text=words).press("Enter")
        self.page.get_by_label("Überschrift", exact=True).fill(headline)
        self.page.keyboard.press("Enter")

    def takes_off(self, words: str) -> None:
        self.page.locator("[data-card] [data-handle]").filter(has_text=words).press("Delete")
        expect(self.page.locator("[data-card]").filter(has_text=words)).to_have_count(0)

    def publishes(self) -> None:
        self.page.locator("[data-front-publish]").click()
        expect(self.page.locator("#front-board")).to_have_attribute("data-changed", "no", timeout=SOON)

    def previews(self) -> None:
        self.page.get_by_role("button", name="Vorschau").click()
        frame = self.page.frame_locator(".front__frame iframe")
        expect(frame.locator(".card--lead")).to_be_visible()

    def goes_back(self) -> None:
        before = self.page.locator("[data-card]").count()
        self.page.locator("[data-version]").first.click()
        expect(self.page.locator("[data-card]")).to_have_count(before + 1, timeout=SOON)

    def discards_all_of_it(self) -> None:
        """Leaves the front to itself again for whoever looks at it next."""
        for _ in range(self.page.locator("[data-card]").count()):
            rows = self.page.locator("[data-card]")
            count = rows.count()
            rows.first.locator("[data-handle]").press("Delete")
            expect(rows).to_have_count(count - 1, timeout=SOON)
        self.publishes()

    def stands_still(self) -> None:
        """Somebody whose connection is slow: the board does not follow."""
        self.page.route("**/fragment/**", lambda route: route.fulfill(status=204))

    def goes_on(self) -> None:
        self.page.unroute("**/fragment/**")

    def _story(self) -> Locator:
        return self.page.locator("[data-front-found] li").first
