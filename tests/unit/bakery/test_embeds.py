"""Frames for foreign content: known, https, and never a script."""

from __future__ import annotations

import pytest

from depesche.bakery import embeds
from depesche.bakery.schema import EmbedBlock


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("https://www.youtube.com/watch?v=abcDEF12345", "https://www.youtube-nocookie.com/embed/abcDEF12345"),
        ("https://www.youtube.com/watch?t=9&v=abcDEF12345", "https://www.youtube-nocookie.com/embed/abcDEF12345"),
        ("https://youtu.be/abcDEF12345?t=9", "https://www.youtube-nocookie.com/embed/abcDEF12345"),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
        (
            "https://x.com/somebody/status/1234567890",
            "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1234567890",
        ),
        ("https://www.instagram.com/p/AbC123_-x/", "https://www.instagram.com/p/AbC123_-x/embed/"),
        ("https://mastodon.example/@amt/1234567890", "https://mastodon.example/@amt/1234567890/embed"),
        ("https://www.facebook.com/somebody/posts/1", ""),
        ("https://youtube.com.evil.example/watch?v=abcDEF12345", ""),
        ("javascript:alert(1)", ""),
        ("http://[broken", ""),
    ],
)
def test_frame_is_worked_out_from_the_address(url: str, frame: str) -> None:
    assert embeds.frame(EmbedBlock(url=url, provider="x")) == frame


@pytest.mark.parametrize(
    ("html", "frame"),
    [
        (
            '<iframe width="5" src="https://player.example/e/1?a=b&amp;c=d" onload="x()">',
            "https://player.example/e/1?a=b&c=d",
        ),
        ("<iframe src='//player.example/e/1'>", "https://player.example/e/1"),
        ("<iframe src='http://player.example/e/1'>", ""),
        ("<iframe src='javascript:alert(1)'>", ""),
        ("<iframe src='https://localhost/x'>", ""),
        ("<script src='https://player.example/x.js'></script>", ""),
    ],
)
def test_frame_in_a_providers_html_is_used_when_it_is_https(html: str, frame: str) -> None:
    assert embeds.frame(EmbedBlock(url="https://player.example/1", provider="x", html=html)) == frame


def test_provider_is_called_by_its_name() -> None:
    assert embeds.provider(EmbedBlock(url="https://www.youtube.com/watch?v=1", provider="youtube.com")) == "YouTube"
    assert embeds.provider(EmbedBlock(url="https://film.example/1", provider="Filmverleih")) == "Filmverleih"
    assert embeds.provider(EmbedBlock(url="https://film.example/1", provider="film.example")) == "film.example"
