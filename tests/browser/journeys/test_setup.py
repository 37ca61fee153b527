"""From an empty home to a newsroom on the air, as a publisher does it who is no programmer; with the docs' pictures."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, expect
from tests.browser.conftest import READY_WITHIN, Visits
from tests.browser.waiting import until
from tests.running import Newsroom

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """As after `depesche serve` for the first time."""
    running = Newsroom(home=tmp_path_factory.mktemp("empty"))
    running.start()
    try:
        running.wait_ready(seconds=READY_WITHIN)
        until(lambda: running.get("/readyz").status == 200, seconds=READY_WITHIN)
        yield running
    finally:
        running.stop()


def shown_by_app(secret: str) -> str:
    """What any authenticator app shows now: six digits, SHA-1, thirty seconds."""
    app = TOTP(base64.b32decode(secret), 6, SHA1(), 30)
    return app.generate(int(time.time())).decode()


def test_a_publisher_is_on_the_air(empty: Newsroom, browser: Browser, screenshot: Screenshot) -> None:
    visits = Visits(browser=browser, newsroom=empty)
    stranger = visits(allowed="status of 403")
    stranger.goto("/desk/setup/")
    expect(stranger.get_by_role("heading", name="Wem gehört diese Redaktion?")).to_be_visible()
    screenshot(stranger, "setup-code")

    code = (empty.home / "setup_code").read_text("ascii").strip()
    page = visits(height=900)
    page.goto(f"/desk/setup/?code={code}")
    assert code not in page.url
    for label, words in (
        ("Name der Publikation", "Der Merle-Bote"),
        ("Ressorts", "Rathaus\nKultur\nSport"),
        ("Presse-Adresse (freiwillig)", "presse@merle-bote.example"),
        ("Anschrift", "Markt 1\n12345 Merlenau"),
        ("E-Mail für Leser", "post@merle-bote.example"),
        ("Verantwortlich für den Inhalt", "Ute Brandt"),
        ("Ihr Name", "Ute Brandt"),
        ("Anmeldename", "ute"),
        ("Ihre E-Mail-Adresse", "ute@merle-bote.example"),
        ("Passwort", "Zeilenhonorar-17"),
        ("Passwort noch einmal", "Zeilenhonorar-17"),
    ):
        page.get_by_label(label, exact=True).fill(words)
    page.locator("#id_legal_name").fill("Merle-Bote, Inhaberin Ute Brandt")
    page.locator("#id_accent").fill("#1f5a3c")
    screenshot(page, "setup-publication", full_page=True)
    page.get_by_role("button", name="Weiter").click()

    expect(page.get_by_role("heading", name="Schützen Sie Ihr Konto")).to_be_visible()
    screenshot(page, "setup-second-factor")
    page.get_by_text("Die App kann nicht scannen?").click()
    secret = page.locator("details code").inner_text()
    page.get_by_label("Die sechs Ziffern, die die App zeigt").fill(shown_by_app(secret))
    page.get_by_role("button", name="Auf Sendung gehen").click()
    expect(page.get_by_role("heading", name="Der Merle-Bote ist auf Sendung")).to_be_visible()
    screenshot(page, "setup-done")

    page.get_by_role("link", name="Zur Titelseite").click()
    expect(page.get_by_role("link", name="Der Merle-Bote").first).to_be_visible()
    expect(page.get_by_role("link", name="Rathaus").first).to_be_visible()
    screenshot(page, "setup-front")
    page.goto("/impressum/")
    expect(page.get_by_text("Merle-Bote, Inhaberin Ute Brandt").first).to_be_visible()
    page.goto("/desk/")
    expect(page).not_to_have_url("**/login/**")
    assert visits.close() == []
