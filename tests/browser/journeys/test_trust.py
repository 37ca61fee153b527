"""What readers are owed when something was wrong, and whose word a text needs before it goes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Editor
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits
    from tests.running import Newsroom

SOON = 20_000
WRONG = "Die Brücke am Mühlgraben trägt nichts mehr"
BY_MACHINE = "Der Haushalt der Stadt in zwölf Zahlen"
OTTO = Editor(name="otto", password="Zeilenhonorar-18")
BEGIN = f"""
from depesche.accounts.models import User
from depesche.stories import services
User.objects.create_superuser({OTTO.name!r}, password={OTTO.password!r}, first_name="Otto", last_name="Kranz")
renate = User.objects.get(username={Editor().name!r})
politics = services.section("politik")
wrong = services.create_article(politics, services.ArticleDraft(headline={WRONG!r}, body=[("text", "<p>Nichts.</p>")]))
services.publish(wrong)
machine = {{"digital_source_type": "compositeWithTrainedAlgorithmicMedia", "ai_label": False}}
draft = services.ArticleDraft(headline={BY_MACHINE!r}, body=[("text", "<p>Eins.</p>")], fields=machine)
print(wrong.pk, wrong.url, services.create_article(politics, draft, user=renate).pk)
"""
RULE = """
from depesche.stories.models import PublicationSettings
PublicationSettings.objects.update(two_person_rule={on})
"""


@pytest.fixture(scope="module")
def stories(newsroom: Newsroom, editor: Editor) -> tuple[str, str, str]:
    """Key and path of a published article, key of Renate's draft."""
    wrong, path, draft = newsroom.quick("shell", "-c", BEGIN).split()[-3:]
    return wrong, path, draft


@pytest.fixture
def two_persons(newsroom: Newsroom) -> Iterator[None]:
    """Nobody publishes alone meanwhile."""
    newsroom.quick("shell", "-c", RULE.format(on=True))
    yield
    newsroom.quick("shell", "-c", RULE.format(on=False))


def test_a_correction_and_a_retraction_are_told_to_readers(
    newsroom: Newsroom,
    visit: Visits,
    signed_in: dict[str, Any],
    stories: tuple[str, str, str],
    screenshot: Screenshot,
) -> None:
    key, path, _draft = stories
    desk = visit(storage_state=signed_in)
    desk.goto(f"/desk/pages/{key}/edit/")
    choose(desk, "Korrektur …")
    desk.get_by_label("Was korrigiert wird").fill(
        "Die Brücke trägt noch Fußgänger. Wir hatten geschrieben, sie trage nichts."
    )
    desk.get_by_label("gewichtig").check()
    desk.get_by_role("button", name="Korrektur veröffentlichen").click()
    expect(desk.get_by_text("Die Korrektur zu")).to_be_visible()

    reader = visit(allowed="status of 410")
    until(lambda: "trägt noch Fußgänger" in newsroom.get(path).text)
    reader.goto(path)
    expect(reader.locator("[data-part=corrections]")).to_contain_text("Die Brücke trägt noch Fußgänger.")
    screenshot(reader, "trust-01-corrected")
    until(lambda: "trägt noch Fußgänger" in newsroom.get("/korrekturen/").text)
    reader.get_by_role("link", name="Korrekturen").last.click()
    expect(reader.locator("main")).to_contain_text("Die Brücke trägt noch Fußgänger.")
    until(lambda: "trägt noch Fußgänger" in newsroom.get("/korrekturen/feed.xml").text)

    desk.goto(f"/desk/pages/{key}/edit/")
    choose(desk, "Zurückziehen …")
    desk.get_by_label("Grund").fill("Die Vorlage war gefälscht. Wir hatten nicht zurückgerufen.")
    screenshot(desk, "trust-02-retraction")
    desk.get_by_role("button", name="Zurückziehen", exact=True).click()
    expect(desk.get_by_text("ist zurückgezogen; Leser erfahren den Grund")).to_be_visible()
    until(lambda: newsroom.get(path).status == 410)
    reader.goto(path)
    expect(reader.locator("main")).to_contain_text("Die Vorlage war gefälscht.")
    screenshot(reader, "trust-03-retracted")
    until(lambda: "Die Vorlage war gefälscht." in newsroom.get("/korrekturen/").text)
    until(lambda: WRONG not in newsroom.get("/feed.xml").text)


@pytest.mark.usefixtures("two_persons")
def test_a_text_by_machine_needs_a_named_person_and_a_second_one(
    newsroom: Newsroom,
    visit: Visits,
    signed_in: dict[str, Any],
    stories: tuple[str, str, str],
    screenshot: Screenshot,
) -> None:
    _wrong, _path, key = stories
    author = visit(storage_state=signed_in)
    author.goto(f"/desk/pages/{key}/edit/")
    author.locator("footer.footer").get_by_role("button", name="Veröffentlichen").click()
    expect(author.get_by_text("Diese Fassung ist von Ihnen")).to_be_visible()
    screenshot(author, "trust-04-author")
    author.get_by_label("Ich habe Fakten, Plausibilität und Quellen dieser Fassung geprüft").check()
    expect(author.get_by_role("button", name="Bestätigen und veröffentlichen")).to_have_count(0)
    author.get_by_role("button", name="Nur bestätigen").click()
    expect(author.get_by_text("Bestätigt für die Fassung")).to_be_visible()

    colleague = visit()
    signs_in(colleague, OTTO)
    colleague.goto(f"/desk/approvals/{key}/")
    expect(colleague.get_by_role("listitem").filter(has_text="renate").first).to_be_visible()
    screenshot(colleague, "trust-05-colleague")
    colleague.get_by_role("button", name="Veröffentlichen", exact=True).click()
    expect(colleague.get_by_text(f"„{BY_MACHINE}“ ist veröffentlicht")).to_be_visible()

    until(lambda: BY_MACHINE in newsroom.get("/politik/").text)


def choose(page: Page, deed: str) -> None:
    """One of the editor's actions, behind the arrow beside the button."""
    page.locator("footer.footer").get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("link", name=deed).or_(page.get_by_role("button", name=deed)).click()


def signs_in(page: Page, who: Editor) -> None:
    page.goto("/desk/login/")
    page.get_by_label("Benutzername").fill(who.name)
    page.locator("input[name=password]").fill(who.password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/desk/")
