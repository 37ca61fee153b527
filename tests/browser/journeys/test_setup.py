"""From an empty home to a newsroom on the air, as a publisher does it who is no programmer; with the docs' pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect
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


@contextmanager
def device_with_passkeys(page: Page) -> Iterator[None]:
    """Chromium's own virtual device: it holds passkeys and says yes at once, as a finger on a sensor would."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "automaticPresenceSimulation": True}})
    yield
    devtools.detach()


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
    expect(page.get_by_text("An dieser Adresse geht kein Passkey")).to_contain_text("http://localhost:")
    screenshot(page, "setup-second-factor")
    page.get_by_text("Die App kann nicht scannen?").click()
    expect(page.locator("details code")).to_be_visible()

    # The same newsroom by the name that browsers allow passkeys on.
    here = f"http://localhost:{empty.port}"
    page = visits(allowed=f"request to another host: {here}/", height=900)
    with device_with_passkeys(page):
        page.goto(f"{here}/desk/setup/?code={code}")
        expect(page.get_by_label("Die sechs Ziffern, die die App zeigt")).to_be_visible()
        screenshot(page, "setup-passkey")
        page.get_by_role("button", name="Mit Passkey auf Sendung gehen").click()
        expect(page.get_by_role("heading", name="Der Merle-Bote ist auf Sendung")).to_be_visible()
        recovery = page.locator(".desk-setup__codes code").first.inner_text()
        screenshot(page, "setup-done")

        page.get_by_role("link", name="Zur Titelseite").click()
        expect(page.get_by_role("link", name="Der Merle-Bote").first).to_be_visible()
        expect(page.get_by_role("link", name="Rathaus").first).to_be_visible()
        screenshot(page, "setup-front")
        page.goto(f"{here}/impressum/")
        expect(page.get_by_text("Merle-Bote, Inhaberin Ute Brandt").first).to_be_visible()
        page.goto(f"{here}/desk/")
        expect(page).to_have_url(f"{here}/desk/")

        page.context.clear_cookies()
        gives_name_and_password(page, here)
        screenshot(page, "sign-in-second-factor")
        page.get_by_role("button", name="Mit Passkey anmelden").click()
        expect(page).to_have_url(f"{here}/desk/")

    lost = visits()
    gives_name_and_password(lost, empty.url)
    expect(lost.get_by_text("An dieser Adresse geht kein Passkey")).to_be_visible()
    lost.get_by_label("Notfall-Code").fill(recovery)
    lost.get_by_role("button", name="Anmelden", exact=True).click()
    expect(lost).to_have_url(f"{empty.url}/desk/")
    assert visits.close() == []


def gives_name_and_password(page: Page, at: str) -> None:
    """As far as a thief of the password comes."""
    page.goto(f"{at}/desk/login/")
    page.get_by_label("Benutzername").fill("ute")
    page.locator("input[name=password]").fill("Zeilenhonorar-17")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", name="Zweiter Schritt")).to_be_visible()
