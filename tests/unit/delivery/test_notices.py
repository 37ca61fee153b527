"""What is said when nobody answers."""

from __future__ import annotations

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


def test_programs_get_a_line_of_text() -> None:
    headers, body = notices.unavailable(accept=b"application/json", accept_language=b"")
    assert dict(headers)[b"content-type"] == b"text/plain; charset=utf-8"
    assert body.count(b"\n") == 1
