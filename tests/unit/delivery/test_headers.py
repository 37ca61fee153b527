"""Types, caching and security by name."""

from __future__ import annotations

import pytest

from depesche.delivery import headers


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("politik/feed.xml", "application/rss+xml; charset=utf-8"),
        ("feed.atom", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json"),
        ("politik/x/index.json", "application/json"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("sitemap-news.xml", "application/xml; charset=utf-8"),
        ("bilder/AB.JPG", "image/jpeg"),
        ("assets/serif.woff2", "font/woff2"),
        ("LICENSE", "application/octet-stream"),
    ],
)
def test_content_type(name: str, media_type: str) -> None:
    assert headers.content_type(name) == media_type


@pytest.mark.parametrize(
    ("name", "forever"),
    [
        ("assets/site.3f2a9c1b.css", True),
        ("assets/site-0123456789abcdef.js", True),
        ("assets/site-0902011333.css", True),
        ("bilder/photo.2e16d0ba.width-800.jpg", False),
        ("bilder/9f86d081884c7d65-800.webp", True),
        ("assets/site.css", False),
        ("bilder/20250703.jpg", False),
        ("bilder/facadefeed.jpg", False),
        ("politik/3f2a9c1b/index.html", False),
        ("assets/3f2a9c1b", False),
    ],
)
def test_only_what_is_named_by_its_hash_is_kept_forever(name: str, forever: bool) -> None:
    assert (b"immutable" in headers.cache_control(name)) is forever


def test_a_reload_of_a_page_always_asks() -> None:
    assert headers.cache_control("politik/x/index.html") == b"no-cache"
    assert headers.cache_control("feed.xml") == b"no-cache"
    assert headers.cache_control("favicon.ico") == b"public, max-age=600"


def test_pages_carry_a_strict_policy_and_drawings_a_stricter_one() -> None:
    page = dict(headers.security("text/html; charset=utf-8"))
    assert page[b"x-content-type-options"] == b"nosniff"
    assert b"default-src 'self'" in page[b"content-security-policy"]
    assert b"unsafe" not in page[b"content-security-policy"]
    drawing = dict(headers.security("image/svg+xml; charset=utf-8"))
    assert b"sandbox" in drawing[b"content-security-policy"]
    assert dict(headers.security("image/jpeg")) == {b"x-content-type-options": b"nosniff"}
