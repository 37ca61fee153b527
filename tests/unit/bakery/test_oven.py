"""The oven stores what changed and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from documents import pages
from documents.article import ARTICLE
from documents.publication import PUBLICATION

from depesche.bakery import schema, themes
from depesche.bakery.oven import Oven


class Shelf:
    """A store in memory that counts what was written."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.writes: list[str] = []

    def put_all(self, files: Mapping[str, bytes]) -> list[str]:
        changed = [name for name, content in files.items() if self.files.get(name) != content]
        self.files.update(files)
        self.writes += changed
        return changed

    def get(self, name: str) -> bytes | None:
        return self.files.get(name)

    def delete(self, name: str) -> bool:
        return self.files.pop(name, None) is not None


class Log:
    def head(self) -> int:
        return 99


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def oven(shelf: Shelf, theme: themes.Theme) -> Oven:
    return Oven(store=shelf, log=Log(), theme=theme)


def test_an_article_becomes_a_page_and_a_document(oven: Oven, shelf: Shelf) -> None:
    base = ARTICLE.path.strip("/")
    assert oven.bake(ARTICLE, PUBLICATION, live_id=1) == [f"{base}/index.html", f"{base}/index.json"]
    assert set(shelf.files) == {f"{base}/index.html", f"{base}/index.json"}


def test_the_front_lies_at_the_root(oven: Oven) -> None:
    assert oven.bake(pages.FRONT, PUBLICATION, live_id=1) == ["index.html"]


def test_baking_again_changes_nothing_and_a_new_live_id_alone_is_no_change(oven: Oven, shelf: Shelf) -> None:
    oven.bake(ARTICLE, PUBLICATION, live_id=1)
    before = dict(shelf.files)
    assert oven.bake(ARTICLE, PUBLICATION, live_id=1) == []
    assert oven.bake(ARTICLE, PUBLICATION, live_id=123456) == []
    assert shelf.files == before


def test_a_change_is_stored_with_the_new_live_id(oven: Oven, shelf: Shelf) -> None:
    oven.bake(pages.FRONT, PUBLICATION, live_id=1)
    changed = replace(pages.FRONT, briefs=pages.FRONT.briefs[1:])
    assert oven.bake(changed, PUBLICATION, live_id=2) == ["index.html"]
    assert b'data-live-id="2"' in shelf.files["index.html"]


def test_a_live_id_in_a_text_is_text(oven: Oven) -> None:
    def quoted(number: int) -> schema.ArticleDocument:
        return replace(ARTICLE, lead=f'<html data-live-id="{number}">')

    oven.bake(quoted(1), PUBLICATION, live_id=1)
    assert oven.bake(quoted(2), PUBLICATION, live_id=1) != []


def test_without_a_live_id_the_logs_head_is_taken(oven: Oven, shelf: Shelf) -> None:
    oven.bake(pages.FRONT, PUBLICATION)
    assert b'data-live-id="99"' in shelf.files["index.html"]


def test_removing_takes_all_that_was_baked_for_a_path_and_can_be_repeated(oven: Oven, shelf: Shelf) -> None:
    oven.bake(ARTICLE, PUBLICATION)
    oven.bake(pages.FRONT, PUBLICATION)
    assert len(oven.remove(ARTICLE.path)) == 2
    assert oven.remove(ARTICLE.path) == []
    assert set(shelf.files) == {"index.html"}
    oven.bake(pages.FEED, PUBLICATION)
    assert oven.remove("/feed.xml") == ["feed.xml", "feed.atom", "feed.json"]


def test_every_asset_a_page_names_is_stored(oven: Oven, shelf: Shelf) -> None:
    stored = oven.bake_assets(PUBLICATION)
    page = oven.html(ARTICLE, PUBLICATION).decode()
    assert oven.bake_assets(PUBLICATION) == []
    named = {part.split('"')[0] for part in page.split('"/assets/')[1:]}
    assert {f"assets/{name}" for name in named} <= set(stored)
    assert any(name.endswith(".css") for name in named)


def test_the_icon_lies_where_it_is_asked_for_unasked_and_no_page_names_it(oven: Oven, shelf: Shelf) -> None:
    assert "favicon.ico" in oven.bake_assets(PUBLICATION)
    assert shelf.files["favicon.ico"].startswith(b"\0\0\1\0")
    assert b"favicon" not in oven.html(ARTICLE, PUBLICATION)


def test_a_preview_is_the_baked_page_and_is_not_stored(oven: Oven, shelf: Shelf) -> None:
    preview = oven.html(ARTICLE, PUBLICATION, live_id=5)
    assert shelf.files == {}
    oven.bake(ARTICLE, PUBLICATION, live_id=5)
    assert shelf.files[f"{ARTICLE.path.strip('/')}/index.html"] == preview
