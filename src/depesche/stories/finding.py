"""Search for readers: the archive finds, the database shows only what is public."""

from __future__ import annotations

import logging

from depesche.bakery import schema
from depesche.stories import documents, plant, selectors

PAGE = 20
MOST_CHARACTERS = 300
_log = logging.getLogger(__name__)


def results(query: str, *, page: int = 1) -> schema.SearchDocument:
    """One page of results for whatever a reader typed."""
    asked = query.replace("\x00", "").strip()[:MOST_CHARACTERS]
    if not asked:
        return schema.SearchDocument(query=asked)
    try:
        hits, total = plant.archive().search(asked, limit=PAGE, offset=(max(page, 1) - 1) * PAGE)
    except OSError as error:
        _log.warning("the archive cannot be read: %s", error)
        return schema.SearchDocument(query=asked, note="Die Suche wird gerade neu aufgebaut.")
    cards = {}
    for hit in hits:
        section, _, slug = hit.path.strip("/").partition("/")
        article = selectors.article_at(section, slug)
        if article is not None and article.live:
            cards[hit.path] = schema.Hit(card=documents.card(article), snippet_html=hit.snippet_html)
    return schema.SearchDocument(query=asked, hits=tuple(cards.values()), total=total, note=plant.archive().note)
