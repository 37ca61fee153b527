"""What a reader sees when the newsroom does not answer: a calm page, in German or English."""

from __future__ import annotations

from depesche.delivery.headers import Headers

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


def unavailable(*, accept: bytes, accept_language: bytes) -> tuple[Headers, bytes]:
    """Headers and body of a 503; a page for browsers, one line of text for everything else."""
    lang = "en" if accept_language.strip().lower().startswith(b"en") else "de"
    title, text = _WORDS[lang]
    is_page = b"text/html" in accept
    body = (_PAGE.format(lang=lang, title=title, text=text) if is_page else f"{title}. {text}\n").encode()
    media_type = b"text/html; charset=utf-8" if is_page else b"text/plain; charset=utf-8"
    headers: Headers = [
        (b"content-type", media_type),
        (b"content-length", b"%d" % len(body)),
        (b"content-language", lang.encode("ascii")),
        (b"retry-after", b"%d" % RETRY_SECONDS),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", _POLICY),
        (b"x-content-type-options", b"nosniff"),
    ]
    return headers, body


def unreadable() -> tuple[Headers, bytes]:
    """Headers and body of a 400, for a request that cannot be passed on."""
    body = b"This request cannot be understood.\n"
    return [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))], body
