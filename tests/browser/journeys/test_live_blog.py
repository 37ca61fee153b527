"""A live blog with two writers and three readers: one on a phone, one cut off for a while, one without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits

HEADLINE = "Die lange Nacht der Stichwahl"
CUT_OFF = 20_000
"""Milliseconds for which one reader has no connection."""
SOON = 20_000


def test_two_writers_and_three_readers(visit: Visits, signed_in: dict[str, Any], screenshot: Screenshot) -> None:
    anna = visit(storage_state=signed_in)
    bert = visit(width=390, storage_state=signed_in, allowed="status of 409")
    begins(anna)
    desk = urlsplit(anna.url).path
    writes(anna, "Die Wahllokale sind geschlossen.")
    anna.get_by_role("button", name="Veröffentlichen und live schalten").click()
    path = urlsplit(anna.get_by_role("link", name="Live anzeigen").get_attribute("href") or "").path

    phone, cut_off, plain = (
        visit(width=390, has_touch=True),
        visit(allowed="ERR_INTERNET"),
        visit(java_script_enabled=False),
    )
    for reader in (phone, cut_off, plain):
        reader.goto(path)
        expect(reader.locator("#e1")).to_contain_text("Die Wahllokale sind geschlossen.")
    expect(plain.get_by_role("link", name="neu laden")).to_be_visible()

    bert.goto(desk)
    cut_off.context.set_offline(True)
    cut_off.evaluate("window.stop()")
    for number in range(2, 7):
        writes(anna if number % 2 else bert, f"Auszählungsstand {number}: Es bleibt knapp.")
    expect(phone.locator("[data-entry]")).to_have_count(6, timeout=SOON)
    expect(bert.locator(".desk-entry")).to_have_count(6, timeout=SOON)
    screenshot(phone, "live-blog-phone")
    screenshot(bert, "live-blog-desk-phone")

    reads_below_and_keeps_the_place(phone, anna)
    the_second_writer_sees_what_the_first_did(anna, bert)
    expect(phone.locator("#e2")).to_contain_text("Zwei Stimmen Vorsprung.", timeout=SOON)
    expect(phone.locator("#e2 .entry__edited")).to_be_visible()

    anna.goto(desk)
    third = anna.locator(".desk-entry", has_text="Auszählungsstand 3")
    third.get_by_text("Entfernen …").click()
    third.get_by_role("button", name="Von der Seite nehmen").click()
    expect(phone.locator("#e3")).to_have_count(0, timeout=SOON)

    cut_off.wait_for_timeout(CUT_OFF)
    cut_off.context.set_offline(False)
    cut_off.evaluate("window.dispatchEvent(new Event('online'))")
    expect(cut_off.locator("#e6")).to_be_visible(timeout=60_000)
    expect(cut_off.locator("#e3")).to_have_count(0)
    expect(cut_off.locator("#e2")).to_contain_text("Zwei Stimmen Vorsprung.")
    numbers = cut_off.locator("[data-entry]").evaluate_all("all => all.map(one => Number(one.dataset.entry))")
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == len(numbers)

    plain.reload()
    expect(plain.locator("#e2")).to_contain_text("Zwei Stimmen Vorsprung.")
    expect(plain.locator("#e3")).to_have_count(0)
    screenshot(plain, "live-blog-without-javascript")
    anna.get_by_role("button", name="Beenden").click()
    expect(phone.locator(".ticker__status")).to_have_text("Beendet", timeout=SOON)


def begins(page: Page) -> None:
    page.goto("/desk/ticker/")
    page.get_by_label("Überschrift").fill(HEADLINE)
    page.get_by_label("Ressort").select_option(label="Politik")
    page.get_by_role("button", name="Live-Ticker beginnen").click()


def writes(page: Page, text: str) -> None:
    """One line and Enter."""
    box = page.locator("textarea[name=text]")
    box.fill(text)
    box.press("Enter")
    expect(box).to_have_value("", timeout=SOON)
    expect(page.locator(".desk-entry").first).to_contain_text(text, timeout=SOON)


def reads_below_and_keeps_the_place(reader: Page, writer: Page) -> None:
    """Who reads on below is told by a button, and nothing moves."""
    held = reader.locator("#e1")
    held.evaluate("element => element.scrollIntoView({block: 'start', behavior: 'instant'})")
    before = held.bounding_box()
    writes(writer, "Auszählungsstand 7: Der Rathauschef gratuliert.")
    button = reader.get_by_role("button", name="1 neuer Eintrag")
    expect(button).to_be_visible(timeout=SOON)
    after = held.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2
    button.click()
    expect(reader.locator("#e7")).to_be_visible()


def the_second_writer_sees_what_the_first_did(first: Page, second: Page) -> None:
    """Both open the same entry; nobody's words are lost."""
    for page in (first, second):
        page.locator(".desk-entry", has_text="Auszählungsstand 2").get_by_role("link", name="Bearbeiten").click()
        expect(page.locator("textarea[name=text]")).to_have_value("Auszählungsstand 2: Es bleibt knapp.")
    first.locator("textarea[name=text]").fill("Eine Stimme Vorsprung.")
    first.get_by_role("button", name="Speichern").click()
    expect(first.locator(".desk-entry").first).to_be_visible()
    second.locator("textarea[name=text]").fill("Zwei Stimmen Vorsprung.")
    second.get_by_role("button", name="Speichern").click()
    expect(second.get_by_role("alert")).to_contain_text("Eine Stimme Vorsprung.")
    expect(second.locator("textarea[name=text]")).to_have_value("Zwei Stimmen Vorsprung.")
    second.get_by_role("button", name="Speichern").click()
    expect(second.locator(".desk-entry").first).to_be_visible()
