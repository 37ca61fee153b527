"""Depesche's main job, both sides at once: a release comes by mail, an editor works, readers watch their open pages."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Editor, Screenshot, Visits
    from tests.running import Newsroom

HEADLINE = "Neue Fähre über die Merle nimmt am Montag den Betrieb auf"
SENDER = "presse@stadtwerke-kranichbrueck.example"
TEXT = f"""{HEADLINE}

Kranichbrück. Die Elektrofähre der Stadtwerke pendelt von Montag an alle zwölf Minuten zwischen dem Gerberviertel \
und dem Nordufer. Eine Fahrt kostet zwei Euro, Fahrräder fahren umsonst mit.

„Die Fähre ersetzt die gesperrte Brücke nicht, aber sie macht den Weg wieder kurz“, sagt Betriebsleiterin Martina \
Oelze. Wer eine Monatskarte hat, zahlt nichts.

Die ersten Fahrten beginnen um 5.40 Uhr, die letzten enden um 22.30 Uhr. Bei Sturm und bei Eisgang bleibt die Fähre \
am Ufer; die Stadtwerke sagen das auf den Tafeln am Anleger.

Gebaut hat das Schiff eine Werft in Warnemünde. Es trägt sechzig Menschen und zwanzig Fahrräder und lädt über Nacht \
am Steg. Die Stadt trägt die Kosten von 1,4 Millionen Euro im Jahr.

Pressekontakt:
Jonas Wieck
Telefon 03999 1234-56
{SENDER}
"""
NEWS = "Am Sonntag können alle umsonst probefahren"
SOON = 15_000
"""Milliseconds in which an open page has to follow, on a busy machine; what it takes is measured in benchmarks."""


def test_a_release_becomes_news_on_pages_that_were_open_before(
    newsroom: Newsroom, editor: Editor, visit: Visits, screenshot: Screenshot
) -> None:
    # The open page asks for the withdrawn story and is answered 410; Chromium logs that by itself.
    front = FrontReader(visit(width=390, allowed="status of 410"), screenshot)
    front.opens()

    desk = Desk(visit(), screenshot)
    desk.signs_in(editor)
    desk.opens_inbox()
    newsroom.mail(release(), sender=SENDER)
    desk.sees_the_item_arrive()
    desk.opens_the_item()
    desk.makes_the_article()
    path = desk.publishes(kicker="Verkehr")

    front.is_shown_the_story()
    article = ArticleReader(front.page, screenshot)
    article.opens_from_front(path)

    article.reads_on()
    desk.changes_the_lead()
    article.keeps_the_place_while_the_text_changes()

    desk.corrects("Die Überfahrt kostet zwei Euro, nicht zwanzig. Wir hatten uns im Komma geirrt.")
    article.sees_the_correction("Die Überfahrt kostet zwei Euro, nicht zwanzig.")

    desk.unpublishes()
    article.is_told_that_it_is_gone()
    assert newsroom.get(path).status == 410
    assert newsroom.get(f"{path}index.json").status == 410


def release() -> bytes:
    """A press release as an ordinary mail program sends it, with a picture drawn on the spot."""
    mail = EmailMessage()
    mail["From"] = f"Stadtwerke Kranichbrück <{SENDER}>"
    mail["To"] = "redaktion@depesche.example"
    mail["Subject"] = f"Pressemitteilung: {HEADLINE}"
    mail["Message-ID"] = "<faehre-1@stadtwerke-kranichbrueck.example>"
    mail["Date"] = "Mon, 06 Jul 2026 09:12:00 +0200"
    mail.set_content(TEXT)
    mail.add_attachment(_ferry(), maintype="image", subtype="jpeg", filename="faehre.jpg")
    return mail.as_bytes()


def _ferry() -> bytes:
    picture = Image.new("RGB", (1600, 1000), "#a9bfcb")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, 1600, 640), fill="#5d6f4e")
    draw.rectangle((0, 620, 1600, 1000), fill="#3f6b80")
    draw.polygon([(360, 640), (1240, 640), (1130, 770), (470, 770)], fill="#f3efe4")
    draw.rectangle((560, 520, 1040, 640), fill="#b5442f")
    for left in range(600, 1000, 90):
        draw.rectangle((left, 550, left + 55, 600), fill="#f6e7b4")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=88)
    return written.getvalue()


@dataclass(slots=True)
class FrontReader:
    """Has had the front page open, and scrolled, since before anything happened."""

    page: Page
    screenshot: Screenshot

    def opens(self) -> None:
        with self.page.expect_request("**/live/events*"):
            self.page.goto("/")
        self.page.evaluate("window.neverReloaded = true")
        expect(self.page.locator("main")).not_to_contain_text(HEADLINE)
        self.page.evaluate("scrollTo(0, 900)")
        self.screenshot(self.page, "edition-01-front-before")

    def is_shown_the_story(self) -> None:
        offer = self.page.locator(".live__offer")
        expect(offer).to_have_text("1 neue Meldung", timeout=SOON)
        assert self.page.evaluate("scrollY") == 900, "the page moved under the reader's eyes"
        self.screenshot(self.page, "edition-08-front-offers")
        offer.click()
        expect(self.page.locator("main")).to_contain_text(HEADLINE)
        until(lambda: self.page.evaluate("scrollY") == 0)
        self.screenshot(self.page, "edition-09-front-shows")
        assert self.page.evaluate("window.neverReloaded") is True


@dataclass(slots=True)
class Desk:
    """The editor's browser."""

    page: Page
    screenshot: Screenshot

    def signs_in(self, editor: Editor) -> None:
        self.page.goto("/desk/")
        self.page.get_by_label("Benutzername").fill(editor.name)
        self.page.locator("input[name=password]").fill(editor.password)
        self.screenshot(self.page, "edition-02-sign-in")
        self.page.get_by_role("button", name="Anmelden").click()
        expect(self.page.get_by_role("heading", name="Gerade veröffentlicht")).to_be_visible()
        self.screenshot(self.page, "edition-03-today")

    def opens_inbox(self) -> None:
        self.page.get_by_role("link", name=re.compile("Eingang")).first.click()
        expect(self.page.locator("#desk-inbox")).to_be_visible()
        expect(self.item).to_have_count(0)

    @property
    def item(self) -> Locator:
        return self.page.locator("#desk-inbox").get_by_role("link", name=HEADLINE)

    def sees_the_item_arrive(self) -> None:
        """Nobody touches the page: the list updates by itself."""
        expect(self.item).to_be_visible(timeout=SOON)
        self.screenshot(self.page, "edition-04-inbox")

    def opens_the_item(self) -> None:
        self.item.click()
        expect(self.page.locator(".desk-text__headline")).to_have_text(HEADLINE)
        original = self.page.frame_locator(".desk-original__frame")
        expect(original.locator("body")).to_contain_text("Pressekontakt")
        expect(self.page.locator("main")).to_contain_text("faehre.jpg")
        self.screenshot(self.page, "edition-05-item")

    def makes_the_article(self) -> None:
        self.page.get_by_role("button", name="Artikel anlegen").click()
        self.page.wait_for_url("**/edit/**")
        expect(self.page.get_by_role("textbox", name="Überschrift*", exact=True)).to_have_value(HEADLINE)
        expect(self.page.locator("#id_lead")).to_have_value(re.compile("Die Elektrofähre der Stadtwerke"))
        panel = self.page.locator(".desk-release")
        expect(panel).to_be_visible()
        expect(panel).to_contain_text("Betriebsleiterin Martina Oelze")
        self.screenshot(self.page, "edition-06-editor-beside-release")

    def publishes(self, *, kicker: str) -> str:
        """The address under which readers have it."""
        self.page.get_by_role("textbox", name="Dachzeile", exact=True).fill(kicker)
        self._publish()
        self.screenshot(self.page, "edition-07-published")
        expect(self.page.locator("#desk-inbox")).to_be_visible()  # back where the item was, for the next one
        address = self.page.locator(".messages").get_by_role("link", name="Live anzeigen").get_attribute("href") or ""
        return urlsplit(address).path

    def changes_the_lead(self) -> None:
        self._edits()
        lead = self.page.locator("#id_lead")
        lead.fill(f"{lead.input_value()} {NEWS}.")
        self._publish()

    def corrects(self, text: str) -> None:
        self._edits()
        self._choose("Korrektur")
        self.page.wait_for_url("**/desk/corrections/**")
        self.page.get_by_label("Was korrigiert wird").fill(text)
        self.screenshot(self.page, "edition-12-correction-form")
        self.page.get_by_role("button", name="Korrektur veröffentlichen").click()
        self.page.wait_for_url("**/edit/**")

    def unpublishes(self) -> None:
        self._choose("Veröffentlichung aufheben")
        self.page.wait_for_url("**/unpublish/**")
        self.screenshot(self.page, "edition-14-unpublish")
        self.page.get_by_role("button", name=re.compile("Ja")).click()
        expect(self.page.locator(".messages")).to_be_visible()

    def _edits(self) -> None:
        """From the message that says what was published."""
        self.page.locator(".messages").get_by_role("link", name="Bearbeiten").click()
        self.page.wait_for_url("**/edit/**")

    def _publish(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("footer.footer").get_by_role("button", name="Veröffentlichen").click()
        expect(self.page.locator(".messages")).to_contain_text("veröffentlicht")

    def _choose(self, action: str) -> None:
        """One of the actions above the large button's arrow."""
        footer = self.page.locator("footer.footer")
        footer.locator("[data-w-dropdown-target=toggle]").click()
        footer.get_by_role("button", name=action).or_(footer.get_by_role("link", name=action)).first.click()


@dataclass(slots=True)
class ArticleReader:
    """Reads the story while it changes."""

    page: Page
    screenshot: Screenshot
    place: float = 0.0

    def opens_from_front(self, path: str) -> None:
        with self.page.expect_request("**/live/events*"):
            self.page.get_by_role("link", name=HEADLINE).first.click()
        self.page.wait_for_url(f"**{path}")
        self.page.evaluate("window.neverReloaded = true")
        expect(self.page.locator("h1")).to_contain_text(HEADLINE)
        picture = self.page.locator(".article__body img").first
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        self.screenshot(self.page, "edition-10-article")

    def reads_on(self) -> None:
        self._paragraph.evaluate("words => words.scrollIntoView()")
        self.place = self._paragraph_top()

    def keeps_the_place_while_the_text_changes(self) -> None:
        expect(self.page.locator(".article__lead")).to_contain_text(NEWS, timeout=SOON)
        expect(self._status).to_contain_text("Aktualisiert")
        assert abs(self._paragraph_top() - self.place) <= 1, "the paragraph being read moved"
        self.screenshot(self.page, "edition-11-article-updated")

    def sees_the_correction(self, text: str) -> None:
        note = self.page.locator("[data-part=corrections]").first
        expect(note).to_contain_text(text, timeout=SOON)
        expect(self._status).to_contain_text("Korrigiert")
        note.scroll_into_view_if_needed()
        self.screenshot(self.page, "edition-13-article-corrected")
        assert self.page.evaluate("window.neverReloaded") is True

    def is_told_that_it_is_gone(self) -> None:
        expect(self._status).to_contain_text("zurückgezogen", timeout=SOON)
        expect(self.page.locator("h1")).to_contain_text("nicht mehr verfügbar")
        expect(self.page.locator("main")).not_to_contain_text("Elektrofähre")
        self.screenshot(self.page, "edition-15-article-withdrawn")
        assert self.page.evaluate("window.neverReloaded") is True

    @property
    def _status(self) -> Locator:
        return self.page.locator("[data-part=live] [role=status]")

    @property
    def _paragraph(self) -> Locator:
        return self.page.locator(".article__body p", has_text="Die ersten Fahrten beginnen")

    def _paragraph_top(self) -> float:
        return float(self._paragraph.evaluate("words => words.getBoundingClientRect().top"))
