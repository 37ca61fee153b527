"""What axe finds by the rules of WCAG 2.2 at levels A and AA, in each manner a page may be looked at."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ONLY = {"resultTypes": ["violations"]}
"""Of what is well, no list: to name each element of a page takes longer than to look at it."""
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


def violations(page: Page, *, leaving_out: tuple[str, ...] = (), also: tuple[str, ...] = ()) -> list[str]:
    """By the rules, and by those of further kinds (`also`)."""
    context = {"exclude": [[selector] for selector in leaving_out]} if leaving_out else None
    options = {**ONLY, "runOnly": [*RULES, *also]}
    found: list[dict[str, Any]] = Axe().run(page, context=context, options=options).response["violations"]
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
