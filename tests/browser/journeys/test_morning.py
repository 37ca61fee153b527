"""A morning at six: forty mails came over night, three of them matter, one is forged, and the editor is tired."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.waiting import until
from tests.samples import morning
from tests.samples.morning import Morning

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits
    from tests.running import Newsroom

SOON = 20_000
"""Milliseconds in which the desk has to follow, on a busy machine."""


@pytest.fixture
def night(newsroom: Newsroom, tmp_path: Path) -> Morning:
    """The mails of the night lie in the inbox, and their senders were checked."""
    came = Morning(now=datetime.now(UTC).replace(microsecond=0))
    folder = tmp_path / "night"
    folder.mkdir()
    for name, raw in came.night():
        (folder / name).write_bytes(raw)
    correction = came.correction()  # signed now, so that its key is known
    Path(newsroom.environment["DEPESCHE_DNS_FILE"]).write_text(json.dumps(came.zone.records), "utf-8")
    (tmp_path / "known.json").write_text(json.dumps({"known": morning.KNOWN}), "utf-8")
    newsroom.quick("sources", "import", str(tmp_path / "known.json"))
    lines = [json.loads(line) for line in newsroom.quick("intake", str(folder)).splitlines()]
    assert len(lines) + bool(correction) == 40
    until(lambda: _checked(newsroom), seconds=60)
    return came


def _checked(newsroom: Newsroom) -> bool:
    lines = (json.loads(line) for line in newsroom.quick("inbox", "--json").splitlines())
    return all(line["auth_checked_at"] for line in lines if morning.TOWN in line["sender_address"])


def test_a_tired_editor_finds_what_matters_among_forty_mails(
    newsroom: Newsroom, night: Morning, visit: Visits, signed_in: dict[str, Any], screenshot: Screenshot
) -> None:
    # An autosave that was on its way when the article was published is refused; its page is left by then.
    page = visit(storage_state=signed_in, height=900, allowed="status of 400 .*/edit/")
    inbox = Inbox(page, screenshot)
    inbox.opens()
    inbox.sees_what_is_noise_filed_apart()
    inbox.sees_the_same_story_once()
    inbox.sees_the_forged_one_flagged()
    inbox.divides_the_mail_with_three_releases()
    inbox.is_held_by_an_unclear_embargo_until_it_is_decided()
    inbox.cannot_publish_before_an_embargo_ends(newsroom)
    inbox.publishes_the_third()
    newsroom.mail(night.correction(), sender=f"presse@{morning.CLINIC}")
    inbox.is_told_of_the_correction_while_the_article_is_open()
    inbox.finds_the_correction_on_top()
    inbox.looks_on_the_telephone(visit(width=390, storage_state=signed_in))


@dataclass(slots=True)
class Inbox:
    """The editor's browser."""

    page: Page
    screenshot: Screenshot

    def opens(self) -> None:
        self.page.goto("/desk/inbox/")
        expect(self._row("Fliegerbombe")).to_have_class(re.compile("desk-item--unread"))
        self.screenshot(self.page, "morning-01-inbox")
        self.screenshot(self.page, "morning-01-inbox-whole", full_page=True)

    def sees_what_is_noise_filed_apart(self) -> None:
        for noise in ("Gartenwelt-Newsletter", "Abwesenheitsnotiz", "Undelivered Mail", "You have won"):
            expect(self._row(noise)).to_have_count(0)
        self._shelf("Abgelegt")
        expect(self._row("Gartenwelt-Newsletter")).to_contain_text("Newsletter")
        expect(self._row("Undelivered Mail")).to_contain_text("Unzustellbar")
        expect(self._row("Abwesenheitsnotiz")).to_contain_text("Automatische Antwort")
        expect(self._row("You have won")).to_contain_text("Verdächtig")
        self.screenshot(self.page, "morning-02-filed")
        self.page.get_by_label("Art", exact=True).select_option("newsletter")
        expect(self._row("Undelivered Mail")).to_have_count(0)
        expect(self._row("Gartenwelt-Newsletter")).to_have_count(1)
        self.page.get_by_label("Art", exact=True).select_option("")
        expect(self._row("Undelivered Mail")).to_have_count(1)
        self._shelf("Quarantäne")
        expect(self.page.locator("#desk-inbox")).to_contain_text("verschlüsselt")

    def sees_the_same_story_once(self) -> None:
        """By what the town, the fire brigade and an agency tell of, and by the order that puts weight on top."""
        self.page.goto("/desk/inbox/")
        expect(self._row("Fliegerbombe")).to_have_count(1)  # the agency's, the newest of the three
        expect(self._row(morning.BOMB)).to_have_count(0)
        self.page.get_by_label("Reihenfolge").select_option("weight")
        until(lambda: any("Fliegerbombe" in row for row in self._rows().all_inner_texts()[:3]))
        row = self._row("Fliegerbombe")
        expect(row).to_contain_text("3 Fassungen")
        self.screenshot(self.page, "morning-03-important-first")
        row.get_by_role("link").click()
        versions = self.page.get_by_role("region", name="Weitere Fassungen")
        expect(versions).to_contain_text("Stadt Kranichbrück")
        expect(versions).to_contain_text("Feuerwehr Kranichbrück")
        self.screenshot(self.page, "morning-04-three-versions", full_page=True)

    def sees_the_forged_one_flagged(self) -> None:
        """Its signature is valid, and it is no sign of who wrote."""
        self.page.goto("/desk/inbox/")
        self._mark("suspect")
        row = self._row("Stadtwerke stellen Fernwärme ein")
        expect(row).to_contain_text("Nachgeahmter Absender")
        row.get_by_role("link").click()
        sender = self.page.get_by_role("region", name="Absender")
        expect(sender).to_contain_text(f"sieht aus wie {morning.WORKS}")
        expect(sender.locator(".desk-findings__pass").filter(has_text="DKIM")).to_have_count(1)
        self.screenshot(self.page, "morning-05-forged", full_page=True)
        self.page.goto("/desk/inbox/")
        expect(self._row("Stadtwerke stellen Fernwärme ein")).not_to_have_class(re.compile("desk-item--unread"))

    def divides_the_mail_with_three_releases(self) -> None:
        self._row("Bücherei öffnet sonntags").get_by_role("link").click()
        self.page.get_by_role("button", name="In 3 Meldungen teilen").click()
        expect(self.page.locator(".messages")).to_contain_text("3 Meldungen")
        for part in ("Bücherei öffnet sonntags", "Neue Bäume für den Schulhof", "Sprechstunde der Bürgermeisterin"):
            expect(self._row(part)).to_have_count(1)

    def is_held_by_an_unclear_embargo_until_it_is_decided(self) -> None:
        self._mark("embargo")
        expect(self._row(morning.PRICES)).to_contain_text("Sperrfrist bis")
        row = self._row(morning.BUDGET)
        expect(row).to_contain_text("Sperrfrist unklar")
        self.screenshot(self.page, "morning-06-embargoes")
        row.get_by_role("link").click()
        expect(self.page.locator("main")).to_contain_text("Beginn der Rede")
        self._begins_article()
        self._presses_publish()
        expect(self.page.locator(".messages")).to_contain_text("Nicht veröffentlicht")
        expect(self.page.locator("main")).to_contain_text("Die Sperrfrist ist unklar")
        self.screenshot(self.page, "morning-07-refused")
        self.page.get_by_role("tab", name=re.compile("Einordnung")).click()
        self.page.locator("#id_embargo").select_option("none")
        self._presses_publish()
        expect(self.page.locator(".messages")).to_contain_text("veröffentlicht")

    def cannot_publish_before_an_embargo_ends(self, newsroom: Newsroom) -> None:
        self._opens_item("Fernwärme billiger", morning.PRICES)
        self._begins_article()
        self._presses_publish()
        expect(self.page.locator(".messages")).to_contain_text("geplant")
        self.screenshot(self.page, "morning-08-scheduled")
        assert morning.PRICES not in newsroom.get("/nachrichten/").text

    def publishes_the_third(self) -> None:
        self._opens_item("Geburtshilfe", morning.BIRTHS)
        self._begins_article()
        self._presses_publish()
        expect(self.page.locator(".messages")).to_contain_text("veröffentlicht")

    def is_told_of_the_correction_while_the_article_is_open(self) -> None:
        self.page.locator(".messages").get_by_role("link", name="Bearbeiten").click()
        self.page.wait_for_url("**/edit/**")
        alert = self.page.locator(".desk-alerts")
        expect(alert).to_contain_text("Eine Korrektur kam", timeout=SOON)
        expect(alert).to_contain_text(morning.BIRTHS)
        self.screenshot(self.page, "morning-09-told-in-the-editor")

    def finds_the_correction_on_top(self) -> None:
        self.page.goto("/desk/inbox/?order=weight")
        first = self._rows().first
        expect(first).to_contain_text(morning.BIRTHS)
        expect(first).to_contain_text("Betrifft einen Artikel")
        self._mark("article")
        # Other journeys on this newsroom may have left such a row as well.
        expect(self._row("Betrifft einen Artikel")).to_have_count(self._rows().count())
        expect(self._row(morning.BIRTHS)).to_have_count(1)
        self._row(morning.BIRTHS).get_by_role("link").click()
        expect(self.page.locator("main")).to_contain_text("Korrigiert eine frühere Mitteilung")
        expect(self.page.locator("main")).to_contain_text("640 Kinder")
        self.screenshot(self.page, "morning-10-correction")
        self.page.get_by_role("button", name="Erledigt").click()
        expect(self.page.locator(".messages")).to_contain_text("Erledigt")

    def looks_on_the_telephone(self, phone: Page) -> None:
        phone.goto("/desk/inbox/?order=weight")
        expect(phone.locator("[data-key]").first).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        self.screenshot(phone, "morning-11-inbox-390")
        phone.locator("[data-key]").first.scroll_into_view_if_needed()
        phone.locator("[data-key] a").nth(2).focus()
        self.screenshot(phone, "morning-12-inbox-390-list")

    def _rows(self) -> Locator:
        return self.page.locator("#desk-inbox [data-key]")

    def _row(self, words: str) -> Locator:
        return self._rows().filter(has_text=words)

    def _shelf(self, name: str) -> None:
        self.page.get_by_role("navigation", name="Ablagen").get_by_role("link", name=name).click()
        self.page.wait_for_load_state()

    def _mark(self, key: str) -> None:
        self.page.locator(f"[data-mark={key}]").click()
        expect(self.page.locator(f"[data-mark={key}][aria-current]")).to_have_count(1)

    def _opens_item(self, words: str, headline: str) -> None:
        """By searching: `f`, words, Enter, Enter."""
        self.page.goto("/desk/inbox/")
        self.page.keyboard.press("f")
        self.page.keyboard.type(words)
        expect(self._rows()).to_have_count(1)
        self.page.keyboard.press("Enter")
        expect(self._row(headline).get_by_role("link")).to_be_focused()
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".desk-text__headline")).to_have_text(headline)

    def _begins_article(self) -> None:
        self.page.get_by_role("button", name="Artikel anlegen").click()
        self.page.wait_for_url("**/edit/**")
        assert urlsplit(self.page.url).path.startswith("/desk/pages/")

    def _presses_publish(self) -> None:
        with self.page.expect_navigation():
            # With a date it is called “Zur Veröffentlichung einplanen”.
            self.page.locator("footer.footer").get_by_role("button", name=re.compile("Veröffentlich")).first.click()
