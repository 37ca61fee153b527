"""What a reader sees when the newsroom or its database does not answer: a calm page.

It is the publication's own, kept in a file whenever its look is baked, or else a plain one in German or English.
"""

from __future__ import annotations

from pathlib import Path

from depesche.delivery.headers import PAGE_POLICY, Headers
from depesche.delivery.runtime import run_folder
from depesche.delivery.stores import durable

RETRY_SECONDS = 5

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.2rem/1.5 "Source Serif 4", "Source Serif Pro", Georgia, serif; max-width: 34rem; margin: 20vh auto 0;
  padding: 0 1.5rem; color: #1c1b19; background: #fbf9f4; }}
h1 {{ font-size: 1.8rem; line-height: 1.2; margin: 0 0 1rem; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #e6e3dc; background: #11151c; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{text}</p>
</body>
</html>
"""
_WORDS = {
    "de": (
        "Einen Augenblick, bitte",
        "Diese Seite ist gerade nicht zu erreichen. Versuchen Sie es bitte in einer Minute noch einmal.",
    ),
    "en": (
        "One moment, please",
        "This page cannot be reached just now. Please try again in a minute.",
    ),
}
_POLICY = b"default-src 'none'; style-src 'unsafe-inline'"


_FILE = "unavailable.html"


def keep(home: Path, page: bytes) -> None:
    """Keep the publication's own page for the time when nothing else can be asked. One caller at a time."""
    file = run_folder(home) / _FILE
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)  # a crash may have left one
    durable.write_synced(draft, page)
    draft.rename(file)


def unavailable(*, accept: bytes, accept_language: bytes, home: Path | None = None) -> tuple[Headers, bytes]:
    """Headers and body of a 503; a page for browsers, the own one of `home` if there is one; else a line of text."""
    lang = "en" if accept_language.strip().lower().startswith(b"en") else "de"
    title, text = _WORDS[lang]
    is_page = b"text/html" in accept
    if is_page and home is not None and (own := _own(home)):
        return _headers(own, b"text/html; charset=utf-8", policy=PAGE_POLICY.encode("ascii")), own
    body = (_PAGE.format(lang=lang, title=title, text=text) if is_page else f"{title}. {text}\n").encode()
    media_type = b"text/html; charset=utf-8" if is_page else b"text/plain; charset=utf-8"
    return [*_headers(body, media_type, policy=_POLICY), (b"content-language", lang.encode("ascii"))], body


def _own(home: Path) -> bytes:
    try:
        return (run_folder(home) / _FILE).read_bytes()
    except OSError:
        return b""


def _headers(body: bytes, media_type: bytes, *, policy: bytes) -> Headers:
    return [
        (b"content-type", media_type),
        (b"content-length", b"%d" % len(body)),
        (b"retry-after", b"%d" % RETRY_SECONDS),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", policy),
        (b"x-content-type-options", b"nosniff"),
    ]


def unreadable() -> tuple[Headers, bytes]:
    """Headers and body of a 400, for a request that cannot be passed on."""
    body = b"This request cannot be understood.\n"
    return [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))], body
