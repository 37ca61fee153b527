"""A reader's visit: with and without scripts, by keyboard, on paper, on a thin line, at addresses old and wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.conftest import Screenshot, Visits
    from tests.running import Newsroom

LEAD = "/politik/putin-trump-telefonat/"
EMBEDDING = "/klatsch/feddersen-marktkonzert/"
LISTS = ("/", "/politik/", "/thema/krieg-in-der-ukraine/", "/suche/?q=Telefonat", "/korrekturen/")
REQUESTS, BYTES = 6, 60_000
"""At most, for an article as a reader's browser loads it; bytes of bodies as they travel, without pictures."""
MOVING = "/sport/regatta-achter/"
MISSING = "status of 404|status of 410"
OBSERVE_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifted += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("path", [LEAD, EMBEDDING, *LISTS])
def test_without_scripts_everything_is_there(visit: Visits, path: str) -> None:
    texts = []
    for scripts in (True, False):
        page = visit(width=390, java_script_enabled=scripts)
        page.goto(path, wait_until="load")
        # The button that loads foreign content needs the script, and stands beside a link that does not.
        texts.append("".join(page.locator("main").inner_text().replace("Inhalt von YouTube laden", "").split()))
    assert len(texts[1]) > 200
    assert texts[0] == texts[1]


def test_without_scripts_the_reader_gets_everywhere(visit: Visits) -> None:
    page = visit(width=390, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("navigation", name="Ressorts").first.get_by_role("link", name="Politik").click()
    page.locator("main article a").first.click()
    expect(page.locator("article.article h1")).to_be_visible()
    for image in page.locator("main img").all():
        assert image.get_attribute("alt") is not None
        assert image.get_attribute("width")
    page.get_by_text("Weitere", exact=True).first.click()
    expect(page.get_by_role("link", name="Mastodon").first).to_be_visible()
    page.get_by_role("link", name="Suche").first.click()
    page.get_by_role("searchbox").fill("Merlebrücke")
    page.get_by_role("button", name="Suchen").click()
    expect(page.locator(".hits article").first).to_contain_text("Merlebrücke")


def test_the_keyboard_alone_is_enough(visit: Visits) -> None:
    page = visit()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**#inhalt")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert _focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.locator("article.article")).to_be_visible()
    stops = _tab_through(page)
    assert len(stops) == len(set(stops)), "the focus came back before the end"
    assert stops == sorted(stops), "the focus left the order of the page"


def _focus_is_seen(page: Page) -> bool:
    style = "getComputedStyle(document.activeElement)"
    return bool(page.evaluate(f"{style}.outlineStyle !== 'none' && parseFloat({style}.outlineWidth) > 0"))


def _tab_through(page: Page) -> list[int]:
    """Places in the document of all elements that the Tab key reaches, in the order it does."""
    place = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"
    page.evaluate("document.activeElement.blur()")
    reached: list[int] = []
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert _focus_is_seen(page), page.evaluate("document.activeElement.outerHTML")
        reached.append(int(page.evaluate(place)))
    assert len(reached) > 20
    return reached


def test_nothing_moves_for_who_asks_for_calm(visit: Visits) -> None:
    page = visit(reduced_motion="reduce")
    for path in ("/", LEAD):
        page.goto(path)
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
            " const long = list => list.split(',').some(time => parseFloat(time) > 0.001);"
            " return (s.animationName !== 'none' && long(s.animationDuration)) || long(s.transitionDuration); })"
            ".map(e => e.outerHTML.slice(0, 80))"
        )
        assert moving == []
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_sharing_is_plain_links_above_and_below(visit: Visits, newsroom: Newsroom) -> None:
    page = visit(width=390)
    page.goto(LEAD)
    lines = page.locator("[data-part=share]")
    expect(lines).to_have_count(2)
    links = lines.first.locator("a").evaluate_all("all => all.map(a => a.href)")
    hosts = {urlsplit(link).hostname for link in links if link.startswith("https:")}
    assert {"wa.me", "t.me", "bsky.app", "x.com", "www.linkedin.com", "share.joinmastodon.org"} <= hosts
    [mail] = [link for link in links if link.startswith("mailto:")]
    assert newsroom.url + LEAD in parse_qs(urlsplit(mail).query)["body"][0]
    for link in links:
        assert LEAD in link or LEAD.replace("/", "%2F") in link
    top, bottom = (lines.nth(number).bounding_box() for number in (0, 1))
    body = page.locator(".article__body").bounding_box()
    assert top
    assert bottom
    assert body
    assert top["y"] < body["y"] < bottom["y"]


def test_search_finds_forms_and_compounds_and_says_when_it_does_not(visit: Visits) -> None:
    page = visit()
    page.goto("/suche/?q=Brücken")
    expect(page.locator(".search__count")).to_contain_text("Brücken")
    expect(page.locator(".hits")).to_contain_text("Merlebrücke")
    page.get_by_role("searchbox").fill("Xylophonweltmeisterschaft")
    page.keyboard.press("Enter")
    expect(page.locator(".search__count")).to_contain_text("Xylophonweltmeisterschaft")
    expect(page.locator(".hits")).to_have_count(0)
    page.goto("/suche/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    expect(page.get_by_role("searchbox")).to_have_value("<script>alert(1)</script>")


def test_what_is_not_there_says_so_and_leads_on(visit: Visits) -> None:
    page = visit(allowed=MISSING)
    answer = page.goto("/politik/gibt-es-nicht/")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.locator("main article a").first.click()
    expect(page.locator("article.article")).to_be_visible()


def test_old_addresses_lead_to_the_new_ones(newsroom: Newsroom) -> None:
    assert newsroom.get(LEAD.rstrip("/")).status == 301
    assert newsroom.get(LEAD.rstrip("/")).headers["location"].endswith(LEAD)
    old, new = "/sport/schach-fernpartie/", "/sport/fernpartie-nach-acht-jahren/"
    rename = (
        "from depesche.stories import services\n"
        "page = services.article_of({!r})\n"
        "page.slug = {!r}\n"
        "services.publish(page, revision=page.save_revision())\n"
    )
    newsroom.quick("shell", "-c", rename.format(old, "fernpartie-nach-acht-jahren"))
    until(lambda: newsroom.get(new).status == 200)
    until(lambda: newsroom.get(old).status == 301)
    assert newsroom.get(old).headers["location"].endswith(new)
    until(lambda: new in newsroom.get("/sport/").text)
    assert old not in newsroom.get("/sport/").text


def test_an_open_page_follows_its_story_to_a_new_address(visit: Visits, newsroom: Newsroom) -> None:
    old, new = MOVING, "/sport/unter-neuer-adresse/"
    deed = (
        "from depesche.stories import services\n"
        "page = services.article_of({!r})\n"
        "page.{} = {!r}\n"
        "services.publish(page, revision=page.save_revision())\n"
    )
    page = visit()
    with page.expect_request("**/live/events*"):
        page.goto(old)
    page.evaluate("window.neverReloaded = true")
    newsroom.quick("shell", "-c", deed.format(old, "slug", "unter-neuer-adresse"))
    page.wait_for_url(f"**{new}")
    newsroom.quick("shell", "-c", deed.format(new, "lead", "Neue Worte, mit 4711 neuen Fakten."))
    expect(page.locator(".article__lead")).to_contain_text("4711 neuen Fakten")
    assert page.evaluate("window.neverReloaded") is True


def test_a_withdrawn_story_is_gone_and_may_come_back(visit: Visits, newsroom: Newsroom) -> None:
    path = "/klatsch/teppich-verlegt/"
    newsroom.quick("unpublish", path)
    page = visit(allowed=MISSING)
    answer = page.goto(path)
    assert answer
    assert answer.status == 410
    expect(page.locator("h1")).to_contain_text("nicht mehr verfügbar")
    assert path not in newsroom.get("/klatsch/").text
    newsroom.quick("publish", path)
    answer = page.goto(path)
    assert answer
    assert answer.status == 200
    assert path in newsroom.get("/klatsch/").text


def test_on_paper_only_the_story_is_left(visit: Visits, screenshot: Screenshot) -> None:
    page = visit(width=794, height=1123)
    page.goto(LEAD)
    page.emulate_media(media="print")
    for unwanted in ("nav.sections", "[data-part=share]", "[data-part=live]", "[data-part=related]", ".skip"):
        assert not page.locator(unwanted).first.is_visible(), unwanted
    for wanted in ("h1", ".article__lead", ".byline", ".article__body", "[data-part=sources]"):
        assert page.locator(wanted).first.is_visible(), wanted
    ink, paper = page.evaluate(
        "[getComputedStyle(document.querySelector('.article__body p')).color, "
        "getComputedStyle(document.documentElement).backgroundColor]"
    )
    assert ink == "rgb(0, 0, 0)"
    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    screenshot(page, "article-print", full_page=True)


@pytest.mark.parametrize("width", [390, 1280])
def test_an_article_is_light_and_stands_still(visit: Visits, width: int) -> None:
    page = visit(width=width)
    page.add_init_script(OBSERVE_SHIFTS)
    seen: list[Request] = []

    def note(request: Request) -> None:
        seen.append(request)

    page.on("request", note)
    page.goto(LEAD, wait_until="load")
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(800)
    loaded = [request for request in seen if request.resource_type != "image" and not request.url.startswith("data:")]
    assert len(loaded) <= REQUESTS, [request.url for request in loaded]
    # The live stream has no end, and so no size.
    sizes = {one.url: one.sizes() for one in loaded if one.resource_type != "eventsource"}
    travelled = sum(size["responseBodySize"] for size in sizes.values())
    assert travelled <= BYTES, sizes
    assert page.evaluate("window.shifted") == 0


def test_a_second_page_costs_one_request(visit: Visits) -> None:
    """Style, script and fonts are there already, and are not even asked about."""
    page = visit()
    page.goto(LEAD)
    page.wait_for_timeout(300)
    asked: list[str] = []
    page.on(
        "response",
        lambda answer: (
            asked.append(answer.url)
            if answer.request.resource_type not in ("image", "eventsource") and not _cached(answer.request)
            else None
        ),
    )
    page.goto("/politik/kiew-drohnenangriff/", wait_until="load")
    page.wait_for_timeout(300)
    assert [urlsplit(url).path for url in asked if not url.startswith("data:")] == ["/politik/kiew-drohnenangriff/"]


def _cached(request: Request) -> bool:
    return bool(request.timing["responseStart"] <= 0)
