"""An open live blog after a gap that the log no longer covers, and for a reader who saves data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Visits
    from tests.running import Newsroom

SOON = 20_000
BEGIN = """
from depesche.stories import services, ticker
draft = services.ArticleDraft(headline="Das Hochwasser in der Altstadt", fields={"ticker": "live"})
page = services.publish(services.create_article(services.section("politik"), draft))
for number in range(1, 66):
    ticker.add(page, {"text": f"Pegel Nummer {number}."})
print(page.pk, page.url)
"""
MEANWHILE = """
from depesche.stories import ticker
from depesche.stories.models import Entry
of = Entry.objects.filter(article_id={})
first, second, newest = of.get(number=1), of.get(number=2), of.get(number=64)
ticker.remove(first, version=first.version)
ticker.change(second, {{"text": "Pegel berichtigt."}}, version=second.version)
ticker.remove(newest, version=newest.version)
"""


@pytest.fixture(scope="module")
def blog(newsroom: Newsroom) -> tuple[str, str]:
    """Key and path of a live blog with 65 entries."""
    key, path = newsroom.quick("shell", "-c", BEGIN).split()[-2:]
    until(lambda: "Pegel Nummer 65." in newsroom.get(path).text)
    return key, path


def test_after_a_reset_nothing_stays_that_was_deleted_or_changed_meanwhile(
    newsroom: Newsroom, visit: Visits, blog: tuple[str, str]
) -> None:
    key, path = blog
    reader = visit(allowed="ERR_FAILED")
    reader.route("**/live/events*", lambda route: route.abort())
    reader.goto(path)
    while (older := reader.get_by_role("link", name="Ältere Einträge")).count():
        standing = reader.locator("[data-entry]").count()
        older.click()
        expect(reader.locator(f"[data-entry] >> nth={standing}")).to_be_attached(timeout=SOON)
    expect(reader.locator("#e1")).to_be_attached()
    newsroom.quick("shell", "-c", MEANWHILE.format(key))
    until(lambda: "Pegel berichtigt." in newsroom.get(f"{path}ticker/1/").text)
    until(lambda: "Pegel Nummer 64." not in newsroom.get(path).text)
    reader.unroute("**/live/events*")
    said = {"content_type": "text/event-stream", "body": "retry: 600000\n\nevent: reset\ndata: {}\n\n"}
    reader.route("**/live/events*", lambda route: route.fulfill(**said))
    expect(reader.locator("#e1")).to_have_count(0, timeout=SOON)
    expect(reader.locator("#e2")).to_contain_text("Pegel berichtigt.")
    expect(reader.locator("#e64")).to_have_count(0)
    shown = reader.locator("[data-entry]").evaluate_all("all => all.map((one) => Number(one.dataset.entry))")
    assert shown == [65, *range(63, 1, -1)]


def test_who_saves_data_follows_nothing_and_has_a_link_to_load_the_page_again(
    visit: Visits, blog: tuple[str, str]
) -> None:
    _key, path = blog
    reader = visit()
    reader.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(path)
    expect(reader.locator(".ticker__reload a")).to_be_visible()
    expect(reader.locator(".ticker__reload")).to_contain_text("ergänzt sich jetzt nicht von selbst")
    assert not [url for url in asked if "/live/" in url]
