"""What is said when nobody answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.delivery.server import notices


@pytest.mark.parametrize(
    ("languages", "words"),
    [
        (b"de", "Einen Augenblick"),
        (b"en-GB,en;q=0.8", "One moment"),
        (b"", "Einen Augenblick"),
        (b"fr", "Einen Augenblick"),
    ],
)
def test_the_page_speaks_the_readers_language(languages: bytes, words: str) -> None:
    headers, body = notices.unavailable(accept=b"text/html", accept_language=languages)
    fields = dict(headers)
    assert words in body.decode()
    assert f'lang="{fields[b"content-language"].decode()}"' in body.decode()
    assert fields[b"content-length"] == b"%d" % len(body)
    assert fields[b"cache-control"] == b"no-store"


def test_the_publications_own_page_is_preferred_and_loads_its_own_style(tmp_path: Path) -> None:
    notices.keep(tmp_path, b"<!doctype html><title>Alt</title>")
    (tmp_path / "run" / "unavailable.draft").write_bytes(b"left by a crash")
    notices.keep(tmp_path, b"<!doctype html><title>Neu</title>")
    headers, body = notices.unavailable(accept=b"text/html,*/*;q=0.8", accept_language=b"en", home=tmp_path)
    fields = dict(headers)
    assert body == b"<!doctype html><title>Neu</title>"
    assert (fields[b"retry-after"], fields[b"cache-control"]) == (b"5", b"no-store")
    assert b"style-src 'self'" in fields[b"content-security-policy"]
    assert b"Neu" not in notices.unavailable(accept=b"application/json", accept_language=b"", home=tmp_path)[1]


def test_without_an_own_page_there_is_the_plain_one(tmp_path: Path) -> None:
    _, body = notices.unavailable(accept=b"text/html", accept_language=b"", home=tmp_path)
    assert "Einen Augenblick" in body.decode()


def test_programs_get_a_line_of_text() -> None:
    headers, body = notices.unavailable(accept=b"application/json", accept_language=b"")
    assert dict(headers)[b"content-type"] == b"text/plain; charset=utf-8"
    assert body.count(b"\n") == 1
