from __future__ import annotations

import json
import urllib.parse
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser
from tests.browser.page_types import ARTICLES, WITHDRAWN
from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.running import Newsroom


@pytest.fixture(scope="session")
def withdrawn(newsroom: Newsroom) -> str:
    """The address of a story that was taken back."""
    newsroom.command("unpublish", WITHDRAWN)
    until(lambda: newsroom.get(WITHDRAWN).status == 410)
    return WITHDRAWN


@pytest.fixture(scope="session")
def desk_views(newsroom: Newsroom, browser: Browser, signed_in: dict[str, Any]) -> dict[str, str]:
    """Our own views on the desk: name and address. An article is made from a release on the way."""
    until(lambda: len(_items(newsroom)) >= 6, seconds=60)
    made_of, shown = (next(item for item in _items(newsroom) if part in item["headline"]) for part in PARTS)
    context = browser.new_context(base_url=newsroom.url, storage_state=signed_in, locale="de-DE")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"/desk/inbox/{made_of['id']}/")
    begin = page.get_by_role("button", name="Artikel anlegen")
    begin.or_(page.get_by_role("link", name="Weiter am Artikel")).click()  # an earlier test may have begun
    page.wait_for_url("**/edit/**")
    editor = urllib.parse.urlsplit(page.url)
    context.close()
    corrected = newsroom.command("shell", "-c", PRINT_KEY.format(ARTICLES["article-corrected"])).stdout.split()[-1]
    return {
        "today": "/desk/",
        "inbox": "/desk/inbox/",
        "inbox-nothing": "/desk/inbox/?q=Xylophonweltmeister",
        "item": f"/desk/inbox/{shown['id']}/",
        "editor-release": f"{editor.path}?panel=release",
        "editor-corrections": f"/desk/pages/{corrected}/edit/#corrections",
        "correction": f"/desk/corrections/{corrected}/",
        "articles": "/desk/articles/",
    }


PARTS = ("Museumszug fährt", "Eine Stunde mehr")
PRINT_KEY = "from depesche.stories import services; print(services.article_of({!r}).pk)"


def _items(newsroom: Newsroom) -> list[dict[str, Any]]:
    lines = newsroom.command("inbox", "--all", "--json").stdout.splitlines()
    return [item for item in map(json.loads, lines) if item["status"] != "received"]
