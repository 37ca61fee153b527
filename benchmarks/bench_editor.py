"""Opening the article editor in a newsroom of 10,000 articles, until it can be written in.

    make bench-editor   or: .venv/bin/python benchmarks/bench_editor.py [--articles 10000] [--openings 20]

A real Chromium with a profile on the disk, whose cache holds what earlier openings left, as on a working day. The clock
runs from the navigation until the headline and the first text of the body can be typed into; the server's part is until
its last byte. Articles are taken from all over the archive.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.bench_publish import _ARGUMENTS
from goals import Row, report
from playwright.sync_api import Page, sync_playwright
from sized_newsroom import sized
from tests.browser.conftest import CHROMIUM, Editor
from tests.running import Newsroom

GOAL = 1000.0
"""Milliseconds to stay under, median."""
_LISTED = """() => [...document.querySelectorAll("a[href$='/edit/']")]
  .map(link => link.getAttribute("href")).filter(link => /\\/pages\\/\\d+\\/edit\\/$/.test(link))"""
_CAN_BE_WRITTEN_IN = """() => {
  const headline = document.querySelector("#id_title");
  const text = document.querySelector("[data-contentpath=body] .public-DraftEditor-content[contenteditable=true]");
  return headline !== null && !headline.disabled && text !== null && text.offsetHeight > 0 && performance.now();
}"""
_SERVER = "() => performance.getEntriesByType('navigation')[0].responseEnd"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=10_000)
    asked.add_argument("--openings", type=int, default=20)
    options = asked.parse_args()
    editor = Editor()
    with tempfile.TemporaryDirectory(prefix="dp-editor-") as folder, sync_playwright() as playwright:
        home = Path(folder) / "home"
        with sized(home, options.articles) as room:
            room.answer()
        newsroom = Newsroom(home=home)
        newsroom.environment |= {
            "DJANGO_SUPERUSER_USERNAME": editor.name,
            "DJANGO_SUPERUSER_EMAIL": f"{editor.name}@depesche.example",
            "DJANGO_SUPERUSER_PASSWORD": editor.password,
        }
        newsroom.command("createsuperuser", "--noinput")
        with newsroom:
            newsroom.wait_ready(seconds=120)
            desk = playwright.chromium.launch_persistent_context(
                Path(folder) / "profile",
                executable_path=CHROMIUM,
                args=_ARGUMENTS,
                base_url=newsroom.url,
                locale="de-DE",
                viewport={"width": 1280, "height": 900},
            )
            times = _measure(desk.new_page(), editor, options.openings)
            desk.close()
    (first, _first_served), *rest = times
    median = statistics.median(shown for shown, _served in rest)
    served = statistics.median(served for _shown, served in rest)
    name = f"editor of one of {options.articles:,} articles, until it can be written in"
    rows = [
        Row(f"{name}, first time", f"{first:.0f} ms"),
        Row(f"{name}, median of {len(rest)}", f"{median:.0f} ms", f"under {GOAL:.0f} ms", median < GOAL),
        Row("of which until the server's last byte, median", f"{served:.0f} ms"),
    ]
    return report("Editor", rows)


def _measure(desk: Page, editor: Editor, openings: int) -> list[tuple[float, float]]:
    """Milliseconds until each could be written in, and until it was served."""
    desk.set_default_timeout(60_000)
    desk.goto("/desk/login/")
    desk.get_by_label("Benutzername").fill(editor.name)
    desk.locator("input[name=password]").fill(editor.password)
    desk.get_by_role("button", name="Anmelden").click()
    desk.wait_for_url("**/desk/")
    links = _articles(desk, openings)
    return [_open(desk, links[number % len(links)]) for number in range(openings + 1)]


def _articles(desk: Page, wanted: int) -> list[str]:
    """Links to the editors of articles, from pages of the desk's list that lie far apart."""
    found: list[str] = []
    for page in (1, 5, 25, 50, 100):
        desk.goto(f"/desk/articles/?p={page}")
        links: list[str] = desk.evaluate(_LISTED)
        found += [link for link in links if link not in found][:5]
    return found[:wanted]


def _open(desk: Page, link: str) -> tuple[float, float]:
    desk.goto("about:blank")
    desk.goto(link, wait_until="commit")
    shown = desk.wait_for_function(_CAN_BE_WRITTEN_IN).json_value()
    return float(shown), float(desk.evaluate(_SERVER))


if __name__ == "__main__":
    sys.exit(main())
