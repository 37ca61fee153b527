"""A running story: an editor makes one topic of two and puts its timeline in order; a reader follows it by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Editor, Screenshot, Visits
    from tests.running import Newsroom

FIRST = "Nordringtunnel: Prüfer finden nasse Wände"
SECOND = "Nordringtunnel für Wochen gesperrt"
THIRD = "Nordringtunnel: Der Rat streitet über die Kosten"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
MOST_STOPS = 200
BEGIN = f"""
from datetime import timedelta
from django.utils import timezone
from depesche.stories import publishing, services, topics
tunnel, works = topics.create("Nordringtunnel"), topics.create("Tunnelbaustelle")
told = {{
    {FIRST!r}: "Bei der Hauptprüfung lief im Nordringtunnel Wasser an den Fugen herab. Die Abdichtung ist mürbe, sagte "
    "Baudezernentin Sabine Kettelhut. Der Bericht nennt Risse im Beton.",
    {SECOND!r}: "Autos müssen über die Wallstraße fahren, Busse halten am Markt: So lange die Abdichtung dauert, "
    "bleibt der Nordringtunnel zu. Um Geduld bat Baudezernentin Sabine Kettelhut.",
    {THIRD!r}: "Elf Millionen Euro stehen in der Vorlage für Abdichtung und Beton. Die Opposition will, dass sich der "
    "Bund am Nordringtunnel beteiligt. Baudezernentin Sabine Kettelhut widersprach.",
}}
for days, (headline, text) in zip((3, 2, 1), told.items()):
    topic = tunnel if days == 3 else works
    draft = services.ArticleDraft(headline=headline, body=[("text", f"<p>{{text}}</p>")], topics=[topic])
    with publishing.dated(timezone.now() - timedelta(days=days)):
        page = services.publish(services.create_article(services.section("nachrichten"), draft))
print(tunnel.pk, page.url)
"""
KETTELHUT = """
from depesche.stories import profiles
profiles.create("Sabine Kettelhut", role="leitet den Bau des Tunnels")
"""


@pytest.fixture(scope="module")
def story(newsroom: Newsroom, editor: Editor) -> tuple[str, str]:
    """Key of the topic that will stay, and the path of the newest article."""
    tunnel, path = newsroom.quick("shell", "-c", BEGIN).split()[-2:]
    return tunnel, path


def test_an_editor_merges_two_topics_and_curates_the_timeline(
    newsroom: Newsroom, visit: Visits, signed_in: dict[str, Any], story: tuple[str, str], screenshot: Screenshot
) -> None:
    tunnel, _path = story
    reader = visit()
    reader.goto("/thema/nordringtunnel/")
    expect(reader.locator("main")).to_contain_text(FIRST)

    desk = visit(storage_state=signed_in)
    desk.goto("/desk/topics/")
    desk.get_by_role("row", name="Tunnelbaustelle").get_by_role("link", name="Zeitleiste").click()
    desk.get_by_role("link", name="Zusammenführen …").click()
    desk.get_by_label("Geht in das Thema").select_option("Nordringtunnel")
    screenshot(desk, "dossier-01-merge")
    desk.get_by_role("button", name="Zusammenführen").click()
    expect(desk.get_by_text("„Tunnelbaustelle“ gehört jetzt zu „Nordringtunnel“")).to_be_visible()
    assert urlsplit(desk.url).path == f"/desk/topics/{tunnel}/"
    until(lambda: THIRD in newsroom.get("/thema/nordringtunnel/").text)
    expect(reader.locator(".timeline")).to_contain_text(THIRD)  # The open page has taken it in.
    until(lambda: newsroom.get("/thema/tunnelbaustelle/feed.xml").status == 301)
    reader.goto("/thema/tunnelbaustelle/")
    assert urlsplit(reader.url).path == "/thema/nordringtunnel/"

    for headline in (SECOND, THIRD):
        desk.get_by_label(f"Auswählen: {headline}").check()
    desk.get_by_role("button", name="Ausgewählte zusammenfassen").click()
    expect(desk.get_by_text("Jetzt ein Ereignis, mit allen Artikeln.")).to_be_visible()
    desk.get_by_role("link", name="Ereignis hinzufügen").click()
    desk.locator("[name=day]").fill("1974-06-01")
    desk.get_by_label("Bekannt").select_option("auf das Jahr")
    desk.get_by_label("Was geschah").fill("Der Nordringtunnel wird eröffnet.")
    desk.get_by_role("button", name="Speichern").click()
    expect(desk.get_by_role("listitem").filter(has_text="Der Nordringtunnel wird eröffnet.").first).to_be_visible()
    desk.get_by_role("button", name=f"Verbergen: {FIRST}").click()
    expect(desk.get_by_text("Leser sehen es nicht mehr in der Zeitleiste.")).to_be_visible()
    desk.reload()  # Wagtail's message fades in and out.
    _is_accessible(desk)
    screenshot(desk, "dossier-02-desk", full_page=True)

    expect(reader.locator(".timeline__point")).to_have_count(2)
    points = reader.locator(".timeline__point")
    expect(points.nth(0)).to_contain_text(SECOND)
    expect(points.nth(0).get_by_role("link", name=THIRD)).to_be_visible()
    expect(points.nth(1)).to_contain_text("1974")
    expect(reader.locator(".timeline")).not_to_contain_text(FIRST)
    _is_accessible(reader)
    screenshot(reader, "dossier-03-reader", full_page=True)
    phone = visit(width=390, color_scheme="dark")
    phone.goto("/thema/nordringtunnel/")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    _is_accessible(phone)
    screenshot(phone, "dossier-04-phone", full_page=True)


def test_a_reader_goes_from_article_to_related_to_topic_to_search_and_back_by_keyboard(
    newsroom: Newsroom, visit: Visits, story: tuple[str, str]
) -> None:
    _tunnel, path = story  # as the journey above left it
    until(lambda: "/thema/nordringtunnel/" in newsroom.get(path).text)
    until(lambda: 'data-part="related"' in newsroom.get(path).text)
    page = visit()
    page.goto(path)
    _follow(page, page.locator("[data-part=related]").get_by_role("link", name="Nordringtunnel").first)
    expect(page.locator("article.article")).to_be_visible()
    assert urlsplit(page.url).path != path
    _follow(page, page.get_by_role("navigation", name="Themen").get_by_role("link", name="Nordringtunnel"))
    expect(page.get_by_role("heading", name="Was geschah wann")).to_be_visible()
    _follow(page, page.locator("[data-part=involved]").get_by_role("link", name="Sabine Kettelhut"))
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"q": ["„Sabine Kettelhut“"], "thema": ["nordringtunnel"]}
    expect(page.locator(".hits article").first).to_contain_text("Nordringtunnel")
    page.go_back()  # Alt and the left arrow: a key of the browser, not of the page
    expect(page.get_by_role("heading", name="Was geschah wann")).to_be_visible()
    _follow(page, page.locator(".timeline__what a").first)
    expect(page.locator("article.article h1")).to_contain_text("Nordringtunnel")
    page.go_back()  # Alt and the left arrow: a key of the browser, not of the page
    expect(page.get_by_role("heading", name="Was geschah wann")).to_be_visible()


def test_a_reader_goes_on_by_the_page_of_a_person_to_search_and_back_by_keyboard(
    newsroom: Newsroom, visit: Visits, story: tuple[str, str]
) -> None:
    _tunnel, path = story
    newsroom.quick("shell", "-c", KETTELHUT)
    until(lambda: 'href="/person/sabine-kettelhut/"' in newsroom.get("/thema/nordringtunnel/").text)
    page = visit()
    page.goto(path)
    _follow(page, page.locator("[data-part=related]").get_by_role("link", name="Nordringtunnel").first)
    _follow(page, page.get_by_role("navigation", name="Themen").get_by_role("link", name="Nordringtunnel"))
    expect(page.get_by_role("heading", name="Was geschah wann")).to_be_visible()
    _follow(page, page.locator("[data-part=involved]").get_by_role("link", name="Sabine Kettelhut"))
    expect(page.get_by_role("heading", name="Sabine Kettelhut")).to_be_visible()
    assert urlsplit(page.url).path == "/person/sabine-kettelhut/"
    _follow(page, page.get_by_role("link", name="Suche").first)
    _reach(page, page.get_by_role("searchbox"))
    page.keyboard.type("Nordringtunnel")
    page.keyboard.press("Enter")
    expect(page.locator(".hits article").first).to_contain_text("Nordringtunnel")
    _follow(page, page.locator(".hits article a").first)
    expect(page.locator("article.article")).to_be_visible()
    while urlsplit(page.url).path != "/thema/nordringtunnel/":
        page.go_back()  # Alt and the left arrow: a key of the browser, not of the page
    expect(page.get_by_role("heading", name="Was geschah wann")).to_be_visible()


def _follow(page: Page, link: Locator) -> None:
    """To the link by the tabulator, and through it by Enter."""
    before = page.url
    _reach(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def _reach(page: Page, wanted: Locator) -> None:
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the keyboard does not come there")


def _is_accessible(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []
