"""One address for every kind of page that readers meet, in the sample newsroom."""

from __future__ import annotations

from depesche.bakery import schema

WITHDRAWN = "/sport/tischtennis-rekord/"
ARTICLES = {
    "article": "/politik/putin-trump-telefonat/",
    "article-pictures": "/nachrichten/merlebruecke-gesperrt/",
    "article-embed": "/klatsch/feddersen-marktkonzert/",
    "article-corrected": "/nachrichten/schulbeginn-spaeter/",
    "article-corrected-above": "/politik/windpark-beteiligung/",
}
"""Together they hold every kind of block, a minor correction (below the text) and a major one (above it)."""
BLOCKS = {
    schema.TextBlock: ".text",
    schema.SubheadingBlock: "h2.subheading",
    schema.QuoteBlock: "figure.quote",
    schema.ImageBlock: "figure.figure:not(.figure--main)",
    schema.GalleryBlock: "section.gallery",
    schema.TableBlock: ".table",
    schema.InfoBoxBlock: "aside.info-box",
    schema.EmbedBlock: "figure.embed",
    schema.RelatedBoxBlock: "aside.related-box",
}
"""What each kind of block is on the page: a child of the article's body."""
CORRECTIONS = (".article__notes .correction", ".article__foot .correction")
PUBLIC = {
    "front": "/",
    "section": "/politik/",
    **ARTICLES,
    "live-blog": "/politik/sondersitzung-merlebruecke/",
    "topic": "/thema/merlebruecke/",
    "person": "/person/judith-sandvoss/",
    "profile": "/person/svea-lorentzen/",
    "month": "/archiv/2025/07/",
    "day": "/archiv/2025/07/04/",
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
