"""What an article weighs for a reader's browser: requests, bytes, layout shift, foreign hosts; and without JavaScript.

    make bench-weight        or: .venv/bin/python benchmarks/bench_weight.py

Loads every article of the sample newsroom cold in Chromium at 390 pixels, scrolls to its end, and prints the lead
story, the median and the heaviest. Bytes are those of bodies as they travel, without pictures; the live stream is
counted as a request, and has no end and so no size. Fails beyond 6 requests, 60,000 bytes or any shift.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, Request, sync_playwright
from tests.browser.conftest import CHROMIUM
from tests.running import Newsroom

REQUESTS, BYTES = 6, 60_000
LEAD = "/politik/putin-trump-telefonat/"
OBSERVE_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifted += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    path: str
    requests: int
    body_bytes: int
    header_bytes: int
    pictures: int
    picture_bytes: int
    foreign: int
    shift: float


def weigh(browser: Browser, newsroom: Newsroom, path: str) -> Weight:
    context = browser.new_context(base_url=newsroom.url, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(OBSERVE_SHIFTS)
    seen: list[Request] = []

    def note(request: Request) -> None:
        if not request.url.startswith("data:"):
            seen.append(request)

    page.on("request", note)
    page.goto(path, wait_until="load")
    for _ in range(6):
        page.mouse.wheel(0, 2500)
        page.wait_for_timeout(60)
    page.wait_for_timeout(200)
    pictures = [request for request in seen if request.resource_type == "image"]
    others = [request for request in seen if request.resource_type != "image"]
    sizes = [request.sizes() for request in others if request.resource_type != "eventsource"]
    weight = Weight(
        path=path,
        requests=len(others),
        body_bytes=sum(size["responseBodySize"] for size in sizes),
        header_bytes=sum(size["responseHeadersSize"] for size in sizes),
        pictures=len(pictures),
        picture_bytes=sum(request.sizes()["responseBodySize"] for request in pictures),
        foreign=sum(urlsplit(request.url).netloc != f"127.0.0.1:{newsroom.port}" for request in seen),
        shift=float(page.evaluate("window.shifted")),
    )
    context.close()
    return weight


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as folder, sync_playwright() as playwright:
        newsroom = Newsroom(home=Path(folder) / "home", arguments=("--with-demo",))
        newsroom.start()
        try:
            newsroom.wait_ready(seconds=300)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            weights = [weigh(browser, newsroom, path) for path in _articles(newsroom)]
            browser.close()
        finally:
            newsroom.stop()
    return _report(weights)


def _articles(newsroom: Newsroom) -> list[str]:
    public = newsroom.home / "public"
    return sorted(f"/{file.parent.relative_to(public).as_posix()}/" for file in public.rglob("index.json"))


def _report(weights: list[Weight]) -> int:
    by_weight = sorted(weights, key=lambda weight: weight.body_bytes)
    lead = next(weight for weight in weights if weight.path == LEAD)
    print(f"{'':<10} {'requests':>8} {'bytes':>8} {'headers':>8} {'pictures':>16} {'foreign':>8} {'shift':>6}  path")
    for name, one in (("lead", lead), ("median", by_weight[len(by_weight) // 2]), ("heaviest", by_weight[-1])):
        images = f"{one.pictures}, {one.picture_bytes:,}"
        print(
            f"{name:<10} {one.requests:>8} {one.body_bytes:>8,} {one.header_bytes:>8,} {images:>16} {one.foreign:>8} "
            f"{one.shift:>6.3f}  {one.path}"
        )
    heavy = [one for one in weights if one.body_bytes > BYTES or one.requests > REQUESTS or one.foreign or one.shift]
    print(f"{len(weights)} articles, median {statistics.median(one.body_bytes for one in weights):,.0f} bytes")
    print(f"beyond {REQUESTS} requests, {BYTES:,} bytes, another host or any shift: {len(heavy)}")
    for one in heavy:
        print(f"  {one.path} {one.requests} requests, {one.body_bytes:,} bytes, shift {one.shift:.3f}")
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
