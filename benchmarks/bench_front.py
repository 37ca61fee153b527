"""From “Veröffentlichen” on the board of the front page to the new front painted in a reader's open page.

    make bench-front       or: .venv/bin/python benchmarks/bench_front.py [--edits 30]

An editor's browser rewords the lead on the board and publishes; a reader's browser has the front page open. The clock
starts when the editor's browser sends the request, and stops in the reader's page when the frame after the one that
drew the change begins. Both pages live in one browser on one machine, so both clocks are the same.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.bench_publish import _ARGUMENTS, WATCH
from playwright.sync_api import Browser, Page, Request, sync_playwright
from tests.browser.conftest import CHROMIUM, Editor
from tests.running import Newsroom

MEDIAN = 500.0
"""Milliseconds to stay under."""
STORY = "Wochenmarkt"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--edits", type=int, default=30)
    edits: int = asked.parse_args().edits
    editor = Editor()
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder, sync_playwright() as playwright:
        newsroom = Newsroom(home=Path(folder) / "home", arguments=("--with-demo",))
        newsroom.start()
        try:
            newsroom.wait_ready(seconds=300)
            newsroom.environment |= {
                "DJANGO_SUPERUSER_USERNAME": editor.name,
                "DJANGO_SUPERUSER_EMAIL": f"{editor.name}@depesche.example",
                "DJANGO_SUPERUSER_PASSWORD": editor.password,
            }
            newsroom.command("createsuperuser", "--noinput")
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
            times = _measure(browser, newsroom, editor, edits)
            browser.close()
        finally:
            newsroom.stop()
    print(f"{edits} front edits in the sample newsroom; milliseconds from the request to the paint")
    print(f"median {statistics.median(times):.0f}, p95 {sorted(times)[max(0, round(edits * 0.95) - 1)]:.0f}, ", end="")
    print(f"least {min(times):.0f}, most {max(times):.0f}")
    return 0 if statistics.median(times) < MEDIAN else 1


def _measure(browser: Browser, newsroom: Newsroom, editor: Editor, edits: int) -> list[float]:
    reader = browser.new_context(base_url=newsroom.url, viewport={"width": 390, "height": 844}).new_page()
    with reader.expect_request("**/live/events*"):
        reader.goto("/")
    reader.wait_for_timeout(500)
    reader.evaluate(WATCH, [".card--lead .card__title"])
    desk = browser.new_context(base_url=newsroom.url, locale="de-DE").new_page()
    desk.set_default_timeout(60_000)
    desk.goto("/desk/login/")
    desk.get_by_label("Benutzername").fill(editor.name)
    desk.locator("input[name=password]").fill(editor.password)
    desk.get_by_role("button", name="Anmelden").click()
    desk.wait_for_url("**/desk/")
    desk.goto("/desk/front/")
    desk.locator("#front-find").fill(STORY)
    desk.locator("[data-front-found] li").filter(has_text=STORY).get_by_role("button").first.click()
    desk.locator("[data-kind=lead] [data-card]").wait_for()
    sent: list[Request] = []
    desk.on("request", lambda request: sent.append(request) if request.url.endswith("/publish/") else None)
    times = []
    for number in range(1, edits + 1):
        _publish(desk, number)
        times.append(_painted(reader, number) - sent[-1].timing["startTime"])
    return times


def _publish(desk: Page, number: int) -> None:
    headline = f"Fassung {number}."
    desk.locator("[data-kind=lead] [data-card] [data-handle]").press("Enter")
    desk.locator("#card-headline").fill(headline)
    desk.keyboard.press("Enter")
    desk.locator("[data-kind=lead] [data-handle]").filter(has_text=headline).wait_for()
    desk.locator("[data-front-publish]").click()
    desk.locator("#front-board[data-changed=no]").wait_for()


def _painted(page: Page, number: int) -> float:
    for _ in range(600):
        if moment := page.evaluate("number => window.painted[number] || 0", str(number)):
            return float(moment)
        page.wait_for_timeout(50)
    raise SystemExit(f"version {number} never came to the open page")


if __name__ == "__main__":
    sys.exit(main())
