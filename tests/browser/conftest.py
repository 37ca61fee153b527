"""A whole newsroom with the sample in it, one browser, and a guard on every page that a test opens.

The guard fails a test when its page logs an error, throws one, or asks another host for anything.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from tests import prepared_homes
from tests.browser.waiting import until
from tests.running import Newsroom

SCREENS = Path(__file__).parents[2] / ".ci" / "output" / "screens"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
READY_WITHIN = 300.0
"""Seconds for the first start with the sample, on a machine that has other things to do."""

Screenshot = Callable[..., Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """An account that may do everything on the desk."""

    name: str = "renate"
    password: str = "Zeilenhonorar-17"


@dataclass(kw_only=True)  # no slots: Playwright notes its handlers on the object
class Guard:
    """What went wrong in one page, but for what the test expects (`allowed`, a pattern)."""

    host: str
    allowed: str | None = None
    problems: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"error on the page: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self.host:
            self._note(f"request to another host: {request.url}")

    def _note(self, problem: str) -> None:
        if self.allowed is None or not re.search(self.allowed, problem):
            self.problems.append(problem)


@dataclass(slots=True, kw_only=True)
class Visits:
    """Opens pages, each in a context of its own with a guard; `phone`, `dark` and so on are context options."""

    browser: Browser
    newsroom: Newsroom
    _stack: ExitStack = field(default_factory=ExitStack)
    _guards: list[Guard] = field(default_factory=list)

    def __call__(self, *, allowed: str | None = None, width: int = 1280, height: int = 844, **options: Any) -> Page:
        guard = Guard(host=f"127.0.0.1:{self.newsroom.port}", allowed=allowed)
        context = self.browser.new_context(
            base_url=self.newsroom.url,
            viewport={"width": width, "height": height},
            locale="de-DE",
            timezone_id="Europe/Berlin",
            **options,
        )
        # What a busy machine needs to answer is no matter of these tests; benchmarks measure it.
        context.set_default_timeout(30_000)
        self._stack.callback(context.close)
        page = context.new_page()
        guard.watch(page)
        self._guards.append(guard)
        return page

    def close(self) -> list[str]:
        self._stack.close()
        return [problem for guard in self._guards for problem in guard.problems]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the environment's CHROMIUM names another. Without either, Playwright's own."""
    with sync_playwright() as playwright:
        own = playwright.chromium.launch(
            executable_path=CHROMIUM if Path(CHROMIUM).exists() else None,
            args=["--no-sandbox", "--disable-gpu", *QUIET],
        )
        yield own
        own.close()


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Everything running, with the sample newsroom, as after `make run`."""
    names = tmp_path_factory.mktemp("names") / "names.json"
    names.write_text("{}", "utf-8")  # the journeys ask no resolver about senders; one of them fills this in
    running = Newsroom(
        home=prepared_homes.sample(tmp_path_factory.mktemp("newsroom") / "home"),
        environment={"DEPESCHE_DNS_FILE": str(names)},
    )
    running.environment["DEPESCHE_PUBLIC_URL"] = running.url
    running.command("bake", "--all")
    running.start()
    try:
        running.wait_ready(seconds=READY_WITHIN)
        # The front page is served while the pages it leads to are still being baked.
        until(lambda: running.get("/readyz").status == 200, seconds=READY_WITHIN)
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def editor(newsroom: Newsroom) -> Editor:
    """Made as an administrator makes one, on the command line."""
    made = Editor()
    newsroom.environment |= {
        "DJANGO_SUPERUSER_USERNAME": made.name,
        "DJANGO_SUPERUSER_EMAIL": f"{made.name}@depesche.example",
        "DJANGO_SUPERUSER_PASSWORD": made.password,
    }
    newsroom.quick("createsuperuser", "--noinput")
    return made


@pytest.fixture
def visit(browser: Browser, newsroom: Newsroom) -> Iterator[Visits]:
    """`visit(width=390)` is a page in a fresh browser profile; its problems fail the test at the end."""
    visits = Visits(browser=browser, newsroom=newsroom)
    yield visits
    assert visits.close() == []


@pytest.fixture(scope="session")
def signed_in(browser: Browser, newsroom: Newsroom, editor: Editor) -> dict[str, Any]:
    """The editor's cookies, so that only one test needs to type the password."""
    context: BrowserContext = browser.new_context(base_url=newsroom.url, locale="de-DE")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto("/desk/login/")
    page.get_by_label("Benutzername").fill(editor.name)
    page.locator("input[name=password]").fill(editor.password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/desk/")
    state: dict[str, Any] = dict(context.storage_state())
    context.close()
    return state


@pytest.fixture(scope="session")
def screenshot() -> Screenshot:
    """`screenshot(page, "name")` keeps a picture of the page as CI output; `full_page` and others are Playwright's."""
    SCREENS.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str, **options: Any) -> Path:
        file = SCREENS / f"{name}.png"
        page.screenshot(path=file, **{"animations": "disabled", "caret": "initial", **options})
        return file

    return take
