"""One address for every kind of page that readers meet, in the sample newsroom."""

from __future__ import annotations

WITHDRAWN = "/sport/tischtennis-rekord/"
ARTICLES = {
    "article": "/politik/putin-trump-telefonat/",
    "article-pictures": "/nachrichten/merlebruecke-gesperrt/",
    "article-embed": "/klatsch/feddersen-marktkonzert/",
    "article-corrected": "/nachrichten/schulbeginn-spaeter/",
}
"""Together they hold every kind of block, and a correction."""
BLOCKS = ("text", "subheading", "quote", "figure", "gallery", "table", "info-box", "embed", "related-box", "correction")
PUBLIC = {
    "front": "/",
    "section": "/politik/",
    **ARTICLES,
    "topic": "/thema/krieg-in-der-ukraine/",
    "person": "/person/judith-sandvoss/",
    "month": "/archiv/2025/07/",
    "search": "/suche/",
    "search-hits": "/suche/?q=Merlebrücke",
    "search-nothing": "/suche/?q=Xylophonweltmeister",
    "imprint": "/impressum/",
    "privacy": "/datenschutz/",
    "corrections": "/korrekturen/",
    "not-found": "/politik/gibt-es-nicht/",
    "gone": WITHDRAWN,
}
MISSING = "status of 404|status of 410"
"""What Chromium logs by itself on the last two."""
