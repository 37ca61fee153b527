"""axe finds nothing, by the rules of WCAG 2.2 at levels A and AA: on readers' pages and on our views of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.desk_views import open_desk_view
from tests.browser.page_types import ARTICLES, BLOCKS, CORRECTIONS, MISSING, PUBLIC

from depesche.bakery import schema

if TYPE_CHECKING:
    from tests.browser.conftest import Visits

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DESK = (
    "today",
    "inbox",
    "inbox-nothing",
    "item",
    "editor-release",
    "editor-corrections",
    "editor-writing",
    "correction",
    "retraction",
    "versions",
    "approval",
    "second-factors",
    "second-factor-lost",
    "articles",
    "item-attachments",
    "senders",
    "sources",
    "source-form",
    "breaking",
    "webhooks",
    "tickers",
    "ticker",
    "comparison",
    "front-board",
    "topics",
    "topic",
    "topic-split",
    "quotes",
    "profile",
)
WAGTAILS_OWN = (".Draftail-Editor", "[data-contentpath=body] [data-streamfield-child] input[type=text]")
"""Not ours, and left out in the editor: fields of the text, which Wagtail heads by a title but does not name."""
MANNERS: tuple[tuple[Literal["light", "dark"], Literal["none", "active"], tuple[int, ...]], ...] = (
    ("light", "none", (390, 640, 1280)),
    ("dark", "none", (390, 1280)),
    ("light", "active", (640,)),
)
"""Colours of the page's own, forced ones or not, and widths: a telephone's, 1280 px at 200 % zoom, and 1280 px."""

SETTLED = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const ending = document.getAnimations().filter(one => one.effect?.getComputedTiming().endTime < Infinity);
    await Promise.all(ending.map(one => one.finished.catch(() => 0)));
}"""
"""Wagtail fades from one colour to the next, and slides its panels: halfway, a word has too little contrast."""


def violations(page: Page, *, leaving_out: tuple[str, ...] = ()) -> list[str]:
    context = {"exclude": [[selector] for selector in leaving_out]} if leaving_out else None
    found: list[dict[str, Any]] = Axe().run(page, context=context, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['target']}" for one in found for node in one["nodes"]]


def in_every_manner(page: Page, *, leaving_out: tuple[str, ...] = ()) -> list[str]:
    """What is found in each of `MANNERS`, with the manner; and whether a page must be scrolled sideways."""
    found = []
    for scheme, forced, widths in MANNERS:
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 844})
            page.evaluate(SETTLED)
            manner = f"{'forced' if forced == 'active' else scheme} {width}"
            found += [f"{manner}: {one}" for one in violations(page, leaving_out=leaving_out)]
            over = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
            found += [f"{manner}: {over} px to scroll sideways"] if over > 0 else []
    return found


def test_the_articles_hold_every_kind_of_block_and_of_correction(visit: Visits) -> None:
    assert set(BLOCKS) == set(get_args(schema.Block)), "a kind of block that no page is looked at for"
    wanted = {*(f".article__body > {block}" for block in BLOCKS.values()), *CORRECTIONS}
    page = visit()
    for path in ARTICLES.values():
        page.goto(path)
        wanted = {one for one in wanted if not page.locator(one).first.is_visible()}
    assert wanted == set()


@pytest.mark.parametrize("name", PUBLIC)
def test_readers_pages(visit: Visits, withdrawn: str, name: str) -> None:
    page = visit(width=390, allowed=MISSING)
    page.goto(PUBLIC[name], wait_until="load")
    assert in_every_manner(page) == []


@pytest.mark.parametrize("name", DESK)
def test_our_views_of_the_desk(visit: Visits, desk_views: dict[str, str], signed_in: dict[str, Any], name: str) -> None:
    page = visit(storage_state=signed_in)
    open_desk_view(page, desk_views[name])
    leaving_out = WAGTAILS_OWN if "/edit/" in desk_views[name] else ()
    assert in_every_manner(page, leaving_out=leaving_out) == []
