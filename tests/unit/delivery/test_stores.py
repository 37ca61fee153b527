"""The folder store: what is put can be had, in every encoding, and nothing ever leaves the folder."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.delivery.stores import FolderStore, Generation, InvalidName, names, open_store
from depesche.kit.config import Config, ConfigError

PAGE = ("<p>Der Stadtrat hat entschieden.</p>" * 40).encode()


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    return Generation(tmp_path / "generation")


@pytest.fixture
def store(tmp_path: Path, generation: Generation) -> FolderStore:
    return FolderStore(tmp_path / "public", generation)


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_text_is_stored_plain_gzipped_and_brotlied(store: FolderStore, tmp_path: Path) -> None:
    assert store.put("politik/x/index.html", PAGE) is True
    folder = tmp_path / "public" / "politik" / "x"
    assert (folder / "index.html").read_bytes() == PAGE
    assert gzip.decompress((folder / "index.html.gz").read_bytes()) == PAGE
    assert brotli.decompress((folder / "index.html.br").read_bytes()) == PAGE
    assert files_of(tmp_path / "public") == {f"politik/x/index.html{end}" for end in ("", ".gz", ".br")}


def test_a_picture_has_no_variants(store: FolderStore, tmp_path: Path) -> None:
    store.put("bilder/ab.jpg", b"\xff\xd8")
    assert files_of(tmp_path / "public") == {"bilder/ab.jpg"}


def test_the_same_content_is_not_written_again(store: FolderStore, tmp_path: Path) -> None:
    store.put("feed.xml", PAGE)
    before = (tmp_path / "public" / "feed.xml").stat()
    generation = store.generation
    assert store.put("feed.xml", PAGE) is False
    after = (tmp_path / "public" / "feed.xml").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert store.generation == generation


def test_each_state_of_a_file_has_a_second_of_its_own(store: FolderStore, tmp_path: Path) -> None:
    """A web server that serves the folder makes its ETag from the second and the size."""
    seconds = []
    for score in ("1:0", "1:1", "2:1"):
        store.put("x/index.html", score.encode())
        forms = [tmp_path / "public" / "x" / f"index.html{suffix}" for suffix in ("", ".gz", ".br")]
        [second] = {int(file.stat().st_mtime) for file in forms}
        seconds.append(second)
    assert seconds == sorted(set(seconds))


def test_a_lost_variant_is_written_again(store: FolderStore, tmp_path: Path) -> None:
    store.put("feed.xml", PAGE)
    (tmp_path / "public" / "feed.xml.br").unlink()
    assert store.put("feed.xml", PAGE) is True
    assert (tmp_path / "public" / "feed.xml.br").exists()


def test_put_all_names_what_changed(store: FolderStore) -> None:
    store.put("a.txt", b"a")
    assert store.put_all({"a.txt": b"a", "b.txt": b"b", "c/d.txt": b"c"}) == ["b.txt", "c/d.txt"]
    assert store.put_all({"a.txt": b"a", "b.txt": b"b"}) == []


def test_a_change_raises_the_generation_seen_by_another_process(store: FolderStore, tmp_path: Path) -> None:
    other = Generation(tmp_path / "generation")
    before = other.value
    store.put("index.html", PAGE)
    assert other.value > before
    before = other.value
    store.delete("index.html")
    assert other.value > before


def test_delete_takes_the_variants_and_the_empty_folders_along(store: FolderStore, tmp_path: Path) -> None:
    store.put("politik/x/index.html", PAGE)
    store.put("politik/index.html", PAGE)
    assert store.delete("politik/x/index.html") is True
    assert store.get("politik/x/index.html") is None
    assert not (tmp_path / "public" / "politik" / "x").exists()
    assert store.get("politik/index.html") == PAGE
    assert store.delete("politik/x/index.html") is False


def test_delete_finishes_what_a_crash_left(store: FolderStore, tmp_path: Path) -> None:
    store.put("x.html", PAGE)
    (tmp_path / "public" / "x.html").unlink()
    assert store.delete("x.html") is True
    assert files_of(tmp_path / "public") == set()


def test_names_lists_plain_names_under_a_prefix(store: FolderStore) -> None:
    store.put_all({"index.html": b"1", "politik/index.html": b"2", "politik/x/index.html": b"3", "polis.txt": b"4"})
    assert set(store.names()) == {"index.html", "politik/index.html", "politik/x/index.html", "polis.txt"}
    assert set(store.names("politik/")) == {"politik/index.html", "politik/x/index.html"}
    assert set(store.names("poli")) == {"politik/index.html", "politik/x/index.html", "polis.txt"}
    assert set(store.names("nirgends/")) == set()


def test_load_brings_content_variants_and_mark(store: FolderStore) -> None:
    store.put("feed.xml", PAGE)
    stored = store.load("feed.xml")
    assert stored is not None
    assert stored.content == PAGE
    assert brotli.decompress(stored.variants["br"]) == PAGE
    assert stored.mark == store.mark("feed.xml")
    store.put("feed.xml", PAGE + b"!")
    assert stored.mark != store.mark("feed.xml")


def test_what_is_not_there_is_none(store: FolderStore) -> None:
    store.put("politik/index.html", PAGE)
    for name in ("nichts.html", "politik", "politik/index.html/tiefer.html"):
        assert store.get(name) is None
        assert store.mark(name) is None
        assert store.load(name) is None


def test_chunks_come_from_one_state_of_the_file(store: FolderStore) -> None:
    store.put("gross.bin", b"a" * 1000)
    chunks = store.chunks("gross.bin", size=600)
    first = next(chunks)
    store.put("gross.bin", b"b" * 1000)
    assert first + b"".join(chunks) == b"a" * 1000


def test_a_failed_write_leaves_the_old_page_and_no_litter(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put("index.html", PAGE)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put("index.html", b"new")
    assert store.get("index.html") == PAGE
    assert list((tmp_path / "public" / ".tmp").iterdir()) == []


def test_a_dead_writers_temporary_files_are_swept_when_old(tmp_path: Path, generation: Generation) -> None:
    temporary = tmp_path / "public" / ".tmp"
    temporary.mkdir(parents=True)
    (temporary / "old").write_bytes(b"")
    (temporary / "new").write_bytes(b"")
    os.utime(temporary / "old", (0, 0))
    FolderStore(tmp_path / "public", generation)
    assert [path.name for path in temporary.iterdir()] == ["new"]


def test_concurrent_writers_leave_one_writers_page_in_every_encoding(store: FolderStore, tmp_path: Path) -> None:
    pages = [PAGE + str(number).encode() for number in range(4)]

    def write(page: bytes) -> None:
        for _ in range(5):
            store.put("seite/index.html", page)
            store.delete("andere/index.html")
            store.put("andere/index.html", page)

    threads = [threading.Thread(target=write, args=(page,)) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in ("seite/index.html", "andere/index.html"):
        stored = store.load(name)
        assert stored is not None
        assert stored.content in pages
        assert gzip.decompress(stored.variants["gzip"]) == stored.content
        assert brotli.decompress(stored.variants["br"]) == stored.content


HOSTILE = ["", "/", "/etc/passwd", "../x", "a/../b", "a/./b", "a//b", "a/", ".x", "a/.git/x", "a\x00b", "a\\b", "c:d"]


@pytest.mark.parametrize("name", [*HOSTILE, "x.gz", "x.html.br", "a" * 201, "a/" * 600 + "a", "\ud800"])
def test_a_hostile_name_is_refused_by_every_method(store: FolderStore, name: str) -> None:
    with pytest.raises(InvalidName):
        store.put(name, b"")
    for method in (store.get, store.delete, store.mark, store.load):
        with pytest.raises(InvalidName):
            method(name)
    with pytest.raises(InvalidName):
        next(store.chunks(name))


@given(st.text(max_size=60) | st.text(alphabet="./\\a%\x00:", max_size=12))
def test_a_valid_name_stays_inside_whatever_it_is(name: str) -> None:
    if names.is_valid(name):
        inside = os.path.normpath(f"/home/public/{name}")
        assert inside == f"/home/public/{name}"


def test_open_store_uses_the_home(tmp_path: Path) -> None:
    store = open_store(Config(home=tmp_path))
    store.put("index.html", PAGE)
    assert (tmp_path / "public" / "index.html.br").exists()
    assert (tmp_path / "run" / "generation").stat().st_size == 8


def test_a_storage_url_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="DEPESCHE_STORAGE_URL"):
        open_store(Config(home=tmp_path, storage_url="s3://bucket/x"))
