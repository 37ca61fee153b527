"""Which headers a stored file is served with: type, caching, security. One table, by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

Headers = list[tuple[bytes, bytes]]

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml; charset=utf-8",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
_FEEDS = {"feed.xml": "application/rss+xml; charset=utf-8", "feed.json": "application/feed+json"}

PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self' https:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
"""Content-Security-Policy of a page. Frames from elsewhere load only when a reader clicks an embed."""

_DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
_FOREVER = b"public, max-age=31536000, immutable"
_REVALIDATE = b"no-cache"
_SHORT = b"public, max-age=600"
_TOKENS = re.compile(r"[._-]")
_HASHES = {"assets": re.compile(r"[0-9a-f]{8,64}"), "bilder": re.compile(r"[0-9a-f]{16,64}")}
"""By first segment. Names of pictures may hold a date, so that eight digits prove nothing there."""


def content_type(name: str) -> str:
    """The media type of a stored file, with its charset where it is text."""
    file = name.rpartition("/")[2]
    return _FEEDS.get(file) or _TYPES.get(file.rpartition(".")[2].lower(), "application/octet-stream")


def is_immutable(name: str) -> bool:
    """Whether the name holds a hash of the content, so that it can never mean anything else."""
    pattern = _HASHES.get(name.partition("/")[0])
    if pattern is None:
        return False
    return any(pattern.fullmatch(token) for token in _TOKENS.split(name.rpartition("/")[2])[:-1])


def cache_control(name: str) -> bytes:
    """Pages and feeds are asked for again each time (a 304 when unchanged); what is named by its hash never is."""
    if is_immutable(name):
        return _FOREVER
    return _SHORT if name.startswith(("assets/", "bilder/", "favicon.")) else _REVALIDATE


@dataclass(frozen=True, slots=True)
class Edge:
    """What a CDN is told beside what browsers are told: seconds it may keep a page, and go on with an expired one."""

    seconds: int
    stale_seconds: int

    def fields(self, name: str) -> Headers:
        """RFC 9213's targeted header, and the older one of Fastly and Varnish; keys by which pages can be purged."""
        if is_immutable(name):
            return []
        rule = b"max-age=%d, stale-while-revalidate=%d" % (self.seconds, self.stale_seconds)
        keys = [key.encode("ascii") for key in surrogate_keys(name)]
        return [
            (b"cdn-cache-control", rule),
            (b"surrogate-control", rule),
            (b"cache-tag", b",".join(keys)),
            (b"surrogate-key", b" ".join(keys)),
        ]


def surrogate_keys(name: str) -> tuple[str, ...]:
    """Keys of a stored file: everything, its section, its kind. `politik/x/index.html`: all, section-politik, page."""
    folder, _slash, file = name.rpartition("/")
    section = quote(folder.partition("/")[0]) or "front"
    kind = "feed" if file.startswith("feed.") else "sitemap" if file.startswith("sitemap") else ""
    return ("all", f"section-{section}", kind or ("page" if file == "index.html" else "file"))


def security(media_type: str) -> Headers:
    """Headers that keep a browser from doing more than the file is for."""
    found: Headers = [(b"x-content-type-options", b"nosniff")]
    if media_type.startswith("text/html"):
        found.append((b"referrer-policy", b"strict-origin-when-cross-origin"))
        found.append((b"content-security-policy", PAGE_POLICY.encode("ascii")))
    elif media_type.startswith("image/svg"):
        found.append((b"content-security-policy", _DRAWING_POLICY.encode("ascii")))
    return found
