"""Answers to readers: right encoding, right status, always the newest page."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.delivery import pages as pages_module
from depesche.delivery.pages import Answer, Pages
from depesche.delivery.stores import FolderStore, Generation

PAGE = ("<p>Der Stadtrat hat entschieden.</p>" * 40).encode()
BROWSER = b"gzip, deflate, br, zstd"


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    store = FolderStore(tmp_path / "public", Generation(tmp_path / "generation"))
    store.put_all({"index.html": PAGE, "politik/x/index.html": PAGE + b"x", "bilder/a.jpg": b"\xff\xd8"})
    return store


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def pages(store: FolderStore, time: Time) -> Pages:
    return Pages(store, monotonic=time)


def get(pages: Pages, path: bytes, accept: bytes | None = BROWSER, etag: bytes | None = None) -> Answer | None:
    return pages.answer(path, accept_encoding=accept, if_none_match=etag)


def found(answer: Answer | None) -> Answer:
    assert answer is not None
    return answer


def test_each_reader_gets_the_coding_it_takes(pages: Pages) -> None:
    for accept, coding, decode in (
        (BROWSER, b"br", brotli.decompress),
        (b"gzip", b"gzip", gzip.decompress),
        (None, None, bytes),
    ):
        answer = found(get(pages, b"/", accept))
        fields = dict(answer.headers)
        assert answer.status == 200
        assert decode(answer.body) == PAGE
        assert fields.get(b"content-encoding") == coding
        assert fields[b"content-length"] == b"%d" % len(answer.body)
        assert fields[b"vary"] == b"accept-encoding"
        assert fields[b"content-type"] == b"text/html; charset=utf-8"


def test_the_head_says_what_the_fields_say(pages: Pages) -> None:
    answer = found(get(pages, b"/"))
    status, *lines, end = answer.head.split(b"\r\n")
    assert status == b"HTTP/1.1 200 OK"
    assert end == b""
    assert [tuple(line.split(b": ", 1)) for line in lines] == list(answer.headers)


def test_each_coding_has_an_entity_tag_of_its_own_and_304_keeps_it(pages: Pages) -> None:
    tags = {accept: dict(found(get(pages, b"/", accept)).headers)[b"etag"] for accept in (BROWSER, b"gzip", None)}
    assert len(set(tags.values())) == 3
    for accept, tag in tags.items():
        answer = found(get(pages, b"/", accept, tag))
        assert answer.status == 304
        assert answer.body == b""
        assert dict(answer.headers)[b"etag"] == tag
        assert b"content-length" not in dict(answer.headers)
    assert found(get(pages, b"/", b"gzip", tags[BROWSER])).status == 200


def test_a_new_page_is_seen_at_once(pages: Pages, store: FolderStore) -> None:
    tag = dict(found(get(pages, b"/", None)).headers)[b"etag"]
    store.put("index.html", b"neu")
    answer = found(get(pages, b"/", None, tag))
    assert (answer.status, answer.body) == (200, b"neu")


def test_a_removed_page_is_gone_at_once(pages: Pages, store: FolderStore) -> None:
    found(get(pages, b"/politik/x/"))
    store.delete("politik/x/index.html")
    assert get(pages, b"/politik/x/") is None
    assert pages.cached_bytes == 0


def test_another_change_keeps_the_entry(pages: Pages, store: FolderStore) -> None:
    before = found(get(pages, b"/"))
    store.put("anderes.txt", b"x")
    assert found(get(pages, b"/")) is before


def test_a_file_changed_behind_the_stores_back_is_seen_after_a_second(pages: Pages, tmp_path: Path, time: Time) -> None:
    get(pages, b"/", None)
    (tmp_path / "public" / "index.html").write_bytes(b"von Hand")
    assert found(get(pages, b"/", None)).body == PAGE
    time.now += pages_module.RECHECK_AFTER + 0.1
    assert found(get(pages, b"/", None)).body == b"von Hand"


def test_no_system_call_while_an_entry_is_fresh(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(get(pages, b"/"))

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("touched the disk")

    monkeypatch.setattr(os, "stat", forbidden)
    monkeypatch.setattr(Path, "stat", forbidden)
    assert found(get(pages, b"/")) is first


def test_an_address_without_its_slash_is_sent_on(pages: Pages) -> None:
    answer = found(pages.answer(b"/politik/x", query=b"von=mail", accept_encoding=None, if_none_match=None))
    assert answer.status == 301
    assert dict(answer.headers)[b"location"] == b"/politik/x/?von=mail"
    assert dict(found(get(pages, b"/politik/x")).headers)[b"location"] == b"/politik/x/"
    assert get(pages, b"/politik/y") is None
    assert get(pages, b"//politik/x") is None


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (b"/index.html", b"/"),
        (b"/politik/x/index.html", b"/politik/x/"),
        (b"/politik/x/%69ndex.htm%6c", b"/politik/x/"),
    ],
)
def test_a_page_has_one_address_and_its_file_s_name_leads_there(pages: Pages, written: bytes, address: bytes) -> None:
    answer = found(pages.answer(written, query=b"a=b", accept_encoding=None, if_none_match=None))
    assert (answer.status, dict(answer.headers)[b"location"]) == (301, address + b"?a=b")
    assert get(pages, b"/politik/y/index.html") is None
    assert get(pages, b"//politik/x/index.html") is None


def test_a_query_does_not_hide_a_page(pages: Pages) -> None:
    answer = pages.answer(b"/", query=b"utm_source=x", accept_encoding=None, if_none_match=None)
    assert found(answer).body == PAGE


def test_the_cache_stays_within_its_budget_and_drops_what_was_not_asked_for(store: FolderStore) -> None:
    for number in range(20):
        store.put(f"{number}.bin", os.urandom(3000))
    pages = Pages(store, budget=30_000)
    for number in range(20):
        get(pages, f"/{number}.bin".encode())
        get(pages, b"/bilder/a.jpg")
        assert pages.cached_bytes <= 30_000
    assert b"/bilder/a.jpg" in pages._pages
    assert b"/0.bin" not in pages._pages


def test_a_page_larger_than_the_budget_is_still_served(store: FolderStore) -> None:
    assert found(get(Pages(store, budget=10), b"/", None)).body == PAGE


def test_a_large_file_is_streamed_and_has_an_entity_tag(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_module, "LARGE", 1000)
    store.put("film.mp4", b"v" * 5000)
    pages = Pages(store)
    answer = found(get(pages, b"/film.mp4"))
    fields = dict(answer.headers)
    assert (answer.large, answer.body) == ("film.mp4", b"")
    assert fields[b"content-length"] == b"5000"
    assert b"".join(pages.chunks(answer)) == b"v" * 5000
    assert found(get(pages, b"/film.mp4", None, fields[b"etag"])).status == 304
    assert pages.cached_bytes < 5000


def test_percent_encoded_spellings_share_one_entry(pages: Pages) -> None:
    plain = found(get(pages, b"/politik/x/"))
    assert found(get(pages, b"/%70olitik/x/")) is plain
    assert len(pages._pages) == 1


@given(st.lists(st.sampled_from([b"/", b"..", b"%2e", b"%2f", b"geheim.txt", b"public", b".tmp", b"%00"]), max_size=8))
def test_no_path_reads_beside_the_store(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    (home / "geheim.txt").write_bytes(b"geheim")
    store = FolderStore(home / "public", Generation(home / "generation"))
    (home / "public" / ".tmp" / "geheim.txt").write_bytes(b"geheim")
    assert get(Pages(store), b"/" + b"".join(pieces)) is None
