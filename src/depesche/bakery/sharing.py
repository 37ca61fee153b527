"""Plain links that share a story. They call no foreign script and tell nobody anything until they are followed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

SHOWN_FIRST = 2
"""So many stand in the line; the rest wait behind a word."""


@dataclass(frozen=True, slots=True)
class ShareLink:
    """`service` is a stable key, `name` what the reader sees; the e-mail link has no name of its own."""

    service: str
    name: str
    url: str


def links(url: str, title: str) -> tuple[ShareLink, ...]:
    """Links that share `url`; mail and messengers first, for that is how news is passed on."""
    address, both = _part(url), _part(f"{title} {url}")
    words, letter = _part(title), _part(f"{title}\r\n\r\n{url}")
    return (
        ShareLink("email", "", f"mailto:?subject={words}&body={letter}"),
        ShareLink("whatsapp", "WhatsApp", f"https://wa.me/?text={both}"),
        ShareLink("telegram", "Telegram", f"https://t.me/share/url?url={address}&text={words}"),
        ShareLink("signal", "Signal", f"sgnl://send?text={both}"),
        ShareLink("mastodon", "Mastodon", f"https://share.joinmastodon.org/#text={both}"),
        ShareLink("bluesky", "Bluesky", f"https://bsky.app/intent/compose?text={both}"),
        ShareLink("linkedin", "LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={address}"),
        ShareLink("x", "X", f"https://x.com/intent/post?url={address}&text={words}"),
    )


def _part(text: str) -> str:
    return quote(text, safe="")
