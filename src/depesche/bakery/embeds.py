"""Foreign content behind a click: where its frame would come from, worked out without asking the provider.

Only frames are ever loaded, sandboxed and from the provider's own host. A provider that offers nothing but a script
for our page is linked to instead.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from depesche.bakery.schema import EmbedBlock

_FRAME = re.compile(r"<iframe\b[^>]*?\bsrc\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_NAMES = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "x.com": "X",
    "twitter.com": "X",
    "instagram.com": "Instagram",
    "tiktok.com": "TikTok",
    "open.spotify.com": "Spotify",
    "soundcloud.com": "SoundCloud",
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "openstreetmap.org": "OpenStreetMap",
}
# Host, a pattern over path and query, and the address of the frame.
_FRAMES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("youtube.com", re.compile(r"/watch\?(?:.*&)?v=([\w-]{6,20})"), "https://www.youtube-nocookie.com/embed/{}"),
    ("youtube.com", re.compile(r"/(?:shorts|live|embed)/([\w-]{6,20})"), "https://www.youtube-nocookie.com/embed/{}"),
    ("youtu.be", re.compile(r"/([\w-]{6,20})"), "https://www.youtube-nocookie.com/embed/{}"),
    ("vimeo.com", re.compile(r"/(?:.*/)?(\d{5,15})"), "https://player.vimeo.com/video/{}?dnt=1"),
    (
        "x.com",
        re.compile(r"/\w{1,30}/status/(\d{5,25})"),
        "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={}",
    ),
    (
        "twitter.com",
        re.compile(r"/\w{1,30}/status/(\d{5,25})"),
        "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={}",
    ),
    ("instagram.com", re.compile(r"/((?:p|reel)/[\w-]{5,40})"), "https://www.instagram.com/{}/embed/"),
    ("tiktok.com", re.compile(r"/@[\w.]{1,40}/video/(\d{5,25})"), "https://www.tiktok.com/embed/v2/{}"),
    (
        "open.spotify.com",
        re.compile(r"/((?:track|album|playlist|episode|show)/\w{5,40})"),
        "https://open.spotify.com/embed/{}",
    ),
)
_PUBLIC = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}", re.IGNORECASE)
"""A name that may stand in the public DNS: no address of a machine, no port, nobody's password."""
_MASTODON = re.compile(r"/@[\w.]{1,60}(?:@[\w.-]{1,100})?/\d{5,25}", re.ASCII)


def provider(block: EmbedBlock) -> str:
    """The provider's name as readers know it; its host when nobody told us."""
    host = _host(block.url)
    if block.provider and "." not in block.provider:
        return block.provider
    return _NAMES.get(host, host or block.provider)


def frame(block: EmbedBlock) -> str:
    """The https address of a frame that shows the content, or an empty string when there is only a link."""
    found = _FRAME.search(block.html)
    if found and (address := html.unescape(found[1]).strip()):
        address = f"https:{address}" if address.startswith("//") else address
        return address if _is_foreign(address) else ""
    return _known_frame(block.url)


def _known_frame(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    for host, pattern, frame_address in _FRAMES:
        if _host(url) == host and (match := pattern.match(path)):
            return frame_address.format(match[1])
    if parts.scheme == "https" and _PUBLIC.fullmatch(parts.netloc) and _MASTODON.fullmatch(parts.path):
        return f"https://{parts.netloc}{parts.path}/embed"
    return ""


def _is_foreign(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "")


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.")
